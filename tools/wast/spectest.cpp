// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tools/wast/spectest.h"

#include "compiler/driver/error.h"

#include <vector>

namespace wasmelt::wast {

using namespace embed;

namespace {

/// What is printed is nobody's business here.
void ignore(void *, Value *, Result &) {}

} // namespace

Spectest::Spectest(Store &store) {
  constexpr ValueType i32 = numberType(ValueKind::I32), i64 = numberType(ValueKind::I64),
                      f32 = numberType(ValueKind::F32), f64 = numberType(ValueKind::F64);
  auto print = [&](const char *name, std::vector<ValueType> params) {
    TypeId type = functionType(params.data(), uint32_t(params.size()), nullptr, 0);
    exports_[name] = externOf(makeFunction(store, type, ignore, nullptr));
  };
  print("print", {});
  print("print_i32", {i32});
  print("print_i64", {i64});
  print("print_f32", {f32});
  print("print_f64", {f64});
  print("print_i32_f32", {i32, f32});
  print("print_f64_f64", {f64, f64});

  Value value = {};
  value.i32 = 666;
  exports_["global_i32"] = makeGlobal(store, i32, false, value);
  value.i64 = 666;
  exports_["global_i64"] = makeGlobal(store, i64, false, value);
  value.f32 = 666.6f;
  exports_["global_f32"] = makeGlobal(store, f32, false, value);
  value.f64 = 666.6;
  exports_["global_f64"] = makeGlobal(store, f64, false, value);

  Result result;
  Limits table{.min = 10, .max = 20, .has_max = true};
  exports_["table"] =
      externOf(makeTable(store, referenceType(HeapKind::Func), table, nullptr, result));
  table.is_64 = true;
  exports_["table64"] =
      externOf(makeTable(store, referenceType(HeapKind::Func), table, nullptr, result));
  Limits memory{.min = 1, .max = 2, .has_max = true};
  exports_["memory"] = externOf(makeMemory(store, memory, result));
  memory.is_shared = true;
  exports_["shared_memory"] = externOf(makeMemory(store, memory, result));
  if (!result)
    throw Error::environment(result.message);
}

Extern Spectest::find(std::string_view name) const {
  auto found = exports_.find(name);
  return found == exports_.end() ? Extern() : found->second;
}

} // namespace wasmelt::wast
