// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/subtyping.h"

namespace wasmelt::wasm {

namespace {

/// The abstract type that a defined type is directly below of.
HeapType::Kind abstractOf(const DefinedType &type) {
  switch (type.kind) {
  case DefinedType::Function:
    return HeapType::Func;
  case DefinedType::Struct:
    return HeapType::Struct;
  case DefinedType::Array:
    break;
  }
  return HeapType::Array;
}

bool abstractMatches(HeapType::Kind type, HeapType::Kind super) {
  if (type == super)
    return true;
  switch (super) {
  case HeapType::Any:
    return type == HeapType::Eq || abstractMatches(type, HeapType::Eq);
  case HeapType::Eq:
    return type == HeapType::I31 || type == HeapType::Struct || type == HeapType::Array ||
           type == HeapType::None;
  case HeapType::I31:
  case HeapType::Struct:
  case HeapType::Array:
    return type == HeapType::None;
  case HeapType::Func:
    return type == HeapType::NoFunc;
  case HeapType::Extern:
    return type == HeapType::NoExtern;
  case HeapType::Exn:
    return type == HeapType::NoExn;
  default:
    return false;
  }
}

} // namespace

bool typeMatches(const Module &module, uint32_t type, uint32_t super) {
  const uint32_t wanted = module.types[super].canonical_id;
  // A supertype has a smaller index than its subtype, so this ends.
  while (module.types[type].canonical_id != wanted) {
    if (module.types[type].supertypes.empty())
      return false;
    type = module.types[type].supertypes.front();
  }
  return true;
}

bool matches(const Module &module, HeapType type, HeapType super) {
  if (type.kind == HeapType::Bottom)
    return true;
  const bool is_concrete = type.kind == HeapType::Concrete;
  if (super.kind == HeapType::Concrete) {
    if (is_concrete)
      return typeMatches(module, type.index, super.index);
    return type.kind == (module.types[super.index].kind == DefinedType::Function ? HeapType::NoFunc
                                                                                 : HeapType::None);
  }
  return abstractMatches(is_concrete ? abstractOf(module.types[type.index]) : type.kind,
                         super.kind);
}

bool matches(const Module &module, ValueType type, ValueType super) {
  if (type.kind() == ValueType::Bottom)
    return true;
  if (type.kind() != super.kind())
    return false;
  return !type.isRef() ||
         ((super.nullable() || !type.nullable()) && matches(module, type.heap(), super.heap()));
}

bool matches(const Module &module, const FieldType &type, const FieldType &super) {
  if (type.is_mutable != super.is_mutable || type.packed != super.packed)
    return false;
  return matches(module, type.type, super.type) &&
         (!type.is_mutable || matches(module, super.type, type.type));
}

bool compositeMatches(const Module &module, const DefinedType &type, const DefinedType &super) {
  if (type.kind != super.kind)
    return false;
  if (type.kind == DefinedType::Function) {
    const FunctionType &sub = type.function, &sup = super.function;
    if (sub.params.size() != sup.params.size() || sub.results.size() != sup.results.size())
      return false;
    for (size_t i = 0; i < sub.params.size(); ++i)
      if (!matches(module, sup.params[i], sub.params[i]))
        return false;
    for (size_t i = 0; i < sub.results.size(); ++i)
      if (!matches(module, sub.results[i], sup.results[i]))
        return false;
    return true;
  }
  // A structure may have more fields than its supertype.
  if (type.fields.size() < super.fields.size())
    return false;
  for (size_t i = 0; i < super.fields.size(); ++i)
    if (!matches(module, type.fields[i], super.fields[i]))
      return false;
  return true;
}

HeapType topOf(const Module &module, HeapType type) {
  switch (type.kind) {
  case HeapType::Func:
  case HeapType::NoFunc:
    return {HeapType::Func, 0};
  case HeapType::Extern:
  case HeapType::NoExtern:
    return {HeapType::Extern, 0};
  case HeapType::Exn:
  case HeapType::NoExn:
    return {HeapType::Exn, 0};
  case HeapType::Concrete:
    if (module.types[type.index].kind == DefinedType::Function)
      return {HeapType::Func, 0};
    break;
  default:
    break;
  }
  return {HeapType::Any, 0};
}

} // namespace wasmelt::wasm
