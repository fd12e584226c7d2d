-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
-- Errors, protected calls and coroutines: all that Lua's C code does by longjmp.
print(pcall(error, "message"))
print(pcall(error, { code = 7 }) and true)
print(select(2, pcall(function() local t = nil; return t.field end)))
print(select(2, xpcall(function() return 1 + {} end, function(message) return "handled: " .. message end)))
print(pcall(string.rep))
print(pcall(load, "x ="))
print(load("x ="))

local function nested(depth)
  if depth == 0 then error("bottom", 0) end
  local ok, message = pcall(nested, depth - 1)
  error(message .. depth % 10, 0)
end
print(pcall(nested, 50))

local function generate(n)
  return coroutine.wrap(function()
    for i = 1, n do coroutine.yield(i, i * i) end
    return "done"
  end)
end
local next_value, sum = generate(1000), 0
for _ = 1, 1000 do
  local _, square = next_value()
  sum = sum + square
end
print(sum, next_value())
print(pcall(next_value))
local failing = coroutine.create(function() coroutine.yield(1); error("inside") end)
print(coroutine.resume(failing), coroutine.resume(failing))
print(coroutine.resume(failing))
print(coroutine.status(failing))

local closed = {}
do
  local ok = pcall(function()
    local resource <close> = setmetatable({}, { __close = function(_, e) closed[#closed + 1] = tostring(e) end })
    error("while open", 0)
  end)
  print(ok, table.concat(closed, ","))
end
print(select(2, pcall(function() local function loop() return 1 + loop() end return loop() end)):match("stack overflow"))

local caught = 0
for i = 1, 200000 do
  if not pcall(error, i) then caught = caught + 1 end
end
print(caught)
