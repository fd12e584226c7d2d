// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of a module's parts.
#include "compiler/wasm/module.h"

#include <algorithm>

namespace wasmelt::wasm {

const char *externKindName(ExternKind kind) {
  switch (kind) {
  case ExternKind::Function:
    return "function";
  case ExternKind::Table:
    return "table";
  case ExternKind::Memory:
    return "memory";
  case ExternKind::Global:
    return "global";
  case ExternKind::Tag:
    return "tag";
  }
  return "?";
}

const Export *Module::findExport(std::string_view name) const {
  for (const Export &e : exports)
    if (e.name == name)
      return &e;
  return nullptr;
}

std::optional<bool> Module::branchHint(uint64_t offset) const {
  const auto found = std::ranges::lower_bound(branch_hints, offset, {}, &BranchHint::offset);
  if (found == branch_hints.end() || found->offset != offset)
    return std::nullopt;
  return found->likely;
}

std::string Module::knownFunctionName(uint32_t function) const {
  if (function < function_names.size() && !function_names[function].empty())
    return function_names[function];
  for (const Export &e : exports)
    if (e.kind == ExternKind::Function && e.index == function)
      return e.name;
  if (function < functions.size() && functions[function].import) {
    const Import &import = imports[*functions[function].import];
    return import.module + "." + import.field;
  }
  return {};
}

std::string Module::functionName(uint32_t function) const {
  std::string name = knownFunctionName(function);
  return name.empty() ? "function[" + std::to_string(function) + "]" : name;
}

} // namespace wasmelt::wasm
