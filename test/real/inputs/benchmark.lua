-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
-- Work for Lua: calls, closures, tables, strings, patterns, floating point. Raises no errors and
-- yields nowhere, as the WASI build of Lua has no longjmp.
local scale = tonumber(arg and arg[1]) or 1

local function fibonacci(n)
  if n < 2 then return n end
  return fibonacci(n - 1) + fibonacci(n - 2)
end
print("fibonacci", fibonacci(24 + scale))

local function sieve(limit)
  local composite, count = {}, 0
  for i = 2, limit do
    if not composite[i] then
      count = count + 1
      for j = i * i, limit, i do composite[j] = true end
    end
  end
  return count
end
print("sieve", sieve(300000 * scale))

local function queens(n)
  local columns, up, down, solutions = {}, {}, {}, 0
  local function place(row)
    if row > n then solutions = solutions + 1 return end
    for column = 1, n do
      if not columns[column] and not up[row + column] and not down[row - column] then
        columns[column], up[row + column], down[row - column] = true, true, true
        place(row + 1)
        columns[column], up[row + column], down[row - column] = nil, nil, nil
      end
    end
  end
  place(1)
  return solutions
end
print("queens", queens(8), queens(7))

local seed = 42
local function random(n)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed % n
end

local words = {}
for i = 1, 20000 * scale do
  local letters = {}
  for j = 1, 3 + random(6) do letters[j] = string.char(97 + random(12)) end
  words[i] = table.concat(letters)
end
table.sort(words)
print("sorted", words[1], words[#words], #words)
local text = table.concat(words, " ")
local counts = {}
for word in text:gmatch("%a+") do counts[word:sub(1, 2)] = (counts[word:sub(1, 2)] or 0) + 1 end
local keys = {}
for key in pairs(counts) do keys[#keys + 1] = key end
table.sort(keys)
local line = {}
for i = 1, 8 do line[i] = keys[i] .. "=" .. counts[keys[i]] end
print("counts", table.concat(line, " "))
local replaced, changes = text:gsub("([aeiou])(%a)", "%2%1")
print("gsub", #replaced, changes)

local size = 40 + 20 * scale
local function matrix(f)
  local rows = {}
  for i = 1, size do
    rows[i] = {}
    for j = 1, size do rows[i][j] = f(i, j) end
  end
  return rows
end
local a, b = matrix(function(i, j) return i / j end), matrix(function(i, j) return (i + j) % 7 - 3 end)
local trace = 0
local product = matrix(function(i, j)
  local sum = 0
  for k = 1, size do sum = sum + a[i][k] * b[k][j] end
  return sum
end)
for i = 1, size do trace = trace + product[i][i] end
print(string.format("matrix %.9f", trace))

local Account = {}
Account.__index = Account
function Account.new(balance) return setmetatable({ balance = balance }, Account) end
function Account:deposit(amount) self.balance = self.balance + amount return self end
local account = Account.new(0)
for i = 1, 500000 * scale do account:deposit(i % 3) end
print("account", account.balance)

local inside = 0
for i = 1, 500000 * scale do
  local x, y = random(10000) / 10000, random(10000) / 10000
  if x * x + y * y <= 1 then inside = inside + 1 end
end
print("inside", inside)
print("integers", 7 // 2, -7 // 2, -7 % 3, 1 << 62, 0xff ~ 0x0f, math.maxinteger + 1 == math.mininteger)
