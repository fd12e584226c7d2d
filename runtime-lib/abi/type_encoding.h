// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How a library tells the runtime of its types, which are compared across all modules of a process.
//
// LibraryDescriptor::type_words has one recursion group after the other, in the module's order:
//
//   group     number of types, number of words of these, types
//   type      TypeKind | final << 8, number of supertypes, supertypes (TypeReference), then
//     function   number of parameters, number of results, value types
//     struct     number of fields, fields: storage | mutable << 8, value type
//     array      the same, with one field
//   value type  ValueKind | nullable << 8 | HeapKind << 16, and a TypeReference if HeapKind is
//   Concrete
//
// A TypeReference is TypeReferenceFlag | index of the module's type; no other word has that bit.
// Two groups are the same if their words are, once references to members count from the first
// member and all others are process-wide ids.
#pragma once

#include <stdint.h>

namespace wasmelt {

constexpr uint32_t TypeReferenceFlag = 0x80000000;

enum class TypeKind : uint32_t { Function, Struct, Array };
/// How a field is stored.
enum class StorageKind : uint32_t { Value, I8, I16 };
enum class ValueKind : uint32_t { I32, I64, F32, F64, V128, Ref };
enum class HeapKind : uint32_t {
  Func,
  Extern,
  Any,
  Eq,
  I31,
  Struct,
  Array,
  Exn,
  None,
  NoFunc,
  NoExtern,
  NoExn,
  Concrete,
};

constexpr uint32_t FinalTypeFlag = 1 << 8;
constexpr uint32_t MutableFieldFlag = 1 << 8;
constexpr uint32_t NullableFlag = 1 << 8;

constexpr uint32_t valueTypeWord(ValueKind kind) { return uint32_t(kind); }
constexpr uint32_t referenceTypeWord(HeapKind heap, bool nullable) {
  return uint32_t(ValueKind::Ref) | (nullable ? NullableFlag : 0) | uint32_t(heap) << 16;
}
constexpr ValueKind valueKind(uint32_t word) { return ValueKind(word & 0xff); }
constexpr HeapKind heapKind(uint32_t word) { return HeapKind(word >> 16 & 0xff); }
constexpr bool isConcreteReference(uint32_t word) {
  return valueKind(word) == ValueKind::Ref && heapKind(word) == HeapKind::Concrete;
}

} // namespace wasmelt
