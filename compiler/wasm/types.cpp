// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How types are spelt in diagnostics: as in the text format.
#include "compiler/wasm/types.h"

namespace wasmelt::wasm {

static std::string heapTypeName(HeapType heap) {
  switch (heap.kind) {
  case HeapType::Func:
    return "func";
  case HeapType::Extern:
    return "extern";
  case HeapType::Any:
    return "any";
  case HeapType::Eq:
    return "eq";
  case HeapType::I31:
    return "i31";
  case HeapType::Struct:
    return "struct";
  case HeapType::Array:
    return "array";
  case HeapType::Exn:
    return "exn";
  case HeapType::None:
    return "none";
  case HeapType::NoFunc:
    return "nofunc";
  case HeapType::NoExtern:
    return "noextern";
  case HeapType::NoExn:
    return "noexn";
  case HeapType::Concrete:
    return std::to_string(heap.index);
  case HeapType::Bottom:
    return "bot";
  }
  return "?";
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
  if (nullable_ && (heap_.kind == HeapType::Func || heap_.kind == HeapType::Extern))
    return heapTypeName(heap_) + "ref";
  return std::string("(ref ") + (nullable_ ? "null " : "") + heapTypeName(heap_) + ")";
}

static std::string listOf(const ResultType &types) {
  std::string text = "(";
  for (size_t i = 0; i < types.size(); ++i)
    text += (i ? ", " : "") + types[i].str();
  return text + ")";
}

std::string FunctionType::str() const { return listOf(params) + " -> " + listOf(results); }

} // namespace wasmelt::wasm
