// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/lower/type_encoding.h"

#include "runtime-lib/abi/type_encoding.h"

namespace wasmelt::lower {

namespace {

HeapKind encodeHeap(wasm::HeapType::Kind kind) {
  switch (kind) {
  case wasm::HeapType::Func:
    return HeapKind::Func;
  case wasm::HeapType::Extern:
    return HeapKind::Extern;
  case wasm::HeapType::Any:
    return HeapKind::Any;
  case wasm::HeapType::Eq:
    return HeapKind::Eq;
  case wasm::HeapType::I31:
    return HeapKind::I31;
  case wasm::HeapType::Struct:
    return HeapKind::Struct;
  case wasm::HeapType::Array:
    return HeapKind::Array;
  case wasm::HeapType::Exn:
    return HeapKind::Exn;
  case wasm::HeapType::None:
    return HeapKind::None;
  case wasm::HeapType::NoFunc:
    return HeapKind::NoFunc;
  case wasm::HeapType::NoExtern:
    return HeapKind::NoExtern;
  case wasm::HeapType::NoExn:
    return HeapKind::NoExn;
  case wasm::HeapType::Concrete:
  case wasm::HeapType::Bottom: // not a type of modules
    break;
  }
  return HeapKind::Concrete;
}

class Encoder {
public:
  std::vector<uint32_t> words;

  void add(const wasm::DefinedType &type) {
    TypeKind kind = type.kind == wasm::DefinedType::Function ? TypeKind::Function
                    : type.kind == wasm::DefinedType::Struct ? TypeKind::Struct
                                                             : TypeKind::Array;
    words.push_back(uint32_t(kind) | (type.is_final ? FinalTypeFlag : 0));
    words.push_back(uint32_t(type.supertypes.size()));
    for (uint32_t supertype : type.supertypes)
      words.push_back(TypeReferenceFlag | supertype);
    if (kind == TypeKind::Function) {
      words.push_back(uint32_t(type.function.params.size()));
      words.push_back(uint32_t(type.function.results.size()));
      for (wasm::ValueType param : type.function.params)
        add(param);
      for (wasm::ValueType result : type.function.results)
        add(result);
      return;
    }
    words.push_back(uint32_t(type.fields.size()));
    for (const wasm::FieldType &field : type.fields) {
      StorageKind storage = field.packed == wasm::FieldType::I8    ? StorageKind::I8
                            : field.packed == wasm::FieldType::I16 ? StorageKind::I16
                                                                   : StorageKind::Value;
      words.push_back(uint32_t(storage) | (field.is_mutable ? MutableFieldFlag : 0));
      add(field.type);
    }
  }

private:
  void add(wasm::ValueType type) {
    words.push_back(encodeValueType(type));
    if (isConcreteReference(words.back()))
      words.push_back(TypeReferenceFlag | type.heap().index);
  }
};

} // namespace

uint32_t encodeValueType(wasm::ValueType type) {
  switch (type.kind()) {
  case wasm::ValueType::I32:
    return valueTypeWord(ValueKind::I32);
  case wasm::ValueType::I64:
    return valueTypeWord(ValueKind::I64);
  case wasm::ValueType::F32:
    return valueTypeWord(ValueKind::F32);
  case wasm::ValueType::F64:
    return valueTypeWord(ValueKind::F64);
  case wasm::ValueType::V128:
    return valueTypeWord(ValueKind::V128);
  case wasm::ValueType::Ref:
  case wasm::ValueType::Bottom: // not a type of modules
    break;
  }
  return referenceTypeWord(encodeHeap(type.heap().kind), type.nullable());
}

std::vector<uint32_t> encodeTypes(const std::vector<wasm::DefinedType> &types) {
  std::vector<uint32_t> words;
  for (size_t begin = 0, end; begin < types.size(); begin = end) {
    Encoder group;
    for (end = begin; end < types.size() && types[end].rec_group == types[begin].rec_group; ++end)
      group.add(types[end]);
    words.push_back(uint32_t(end - begin));
    words.push_back(uint32_t(group.words.size()));
    words.insert(words.end(), group.words.begin(), group.words.end());
  }
  return words;
}

} // namespace wasmelt::lower
