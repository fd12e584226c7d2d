// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How types are spelt in diagnostics: as in the text format.
#include "compiler/wasm/types.h"

#include <iterator>

namespace wasmelt::wasm {

std::string HeapType::str() const {
  static constexpr const char *names[] = {"func",     "extern", "any",  "eq",   "i31",
                                          "struct",   "array",  "exn",  "none", "nofunc",
                                          "noextern", "noexn",  "type", "bot"};
  return kind == Concrete ? std::to_string(index) : names[kind];
}

/// The text format's abbreviation of a nullable reference to an abstract heap type.
static const char *shorthand(HeapType::Kind kind) {
  static constexpr const char *names[] = {"funcref", "externref",   "anyref",        "eqref",
                                          "i31ref",  "structref",   "arrayref",      "exnref",
                                          "nullref", "nullfuncref", "nullexternref", "nullexnref"};
  return kind < std::size(names) ? names[kind] : nullptr;
}

std::string ValueType::str() const {
  switch (kind_) {
  case I32:
    return "i32";
  case I64:
    return "i64";
  case F32:
    return "f32";
  case F64:
    return "f64";
  case V128:
    return "v128";
  case Bottom:
    return "any type";
  case Ref:
    break;
  }
  if (const char *text = nullable_ ? shorthand(heap_.kind) : nullptr)
    return text;
  return std::string("(ref ") + (nullable_ ? "null " : "") + heap_.str() + ")";
}

static std::string listOf(const ResultType &types) {
  std::string text = "(";
  for (size_t i = 0; i < types.size(); ++i)
    text += (i ? ", " : "") + types[i].str();
  return text + ")";
}

std::string FunctionType::str() const { return listOf(params) + " -> " + listOf(results); }

} // namespace wasmelt::wasm
