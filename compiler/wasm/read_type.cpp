// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decoding of types, and of what is not supported in their place.
#include "compiler/wasm/read_type.h"
#include "compiler/wasm/opcode.h"

#include <cstdio>

namespace wasmelt::wasm {

namespace {

struct AbstractHeapType {
  uint8_t code;
  HeapType::Kind kind;
  Feature feature; ///< that has it
};
constexpr AbstractHeapType kAbstractHeapTypes[] = {
    {0x70, HeapType::Func, Feature::ReferenceTypes},
    {0x6F, HeapType::Extern, Feature::ReferenceTypes},
    {0x6E, HeapType::Any, Feature::GC},
    {0x6D, HeapType::Eq, Feature::GC},
    {0x6C, HeapType::I31, Feature::GC},
    {0x6B, HeapType::Struct, Feature::GC},
    {0x6A, HeapType::Array, Feature::GC},
    {0x71, HeapType::None, Feature::GC},
    {0x73, HeapType::NoFunc, Feature::GC},
    {0x72, HeapType::NoExtern, Feature::GC},
    {0x69, HeapType::Exn, Feature::Exceptions},
    {0x74, HeapType::NoExn, Feature::Exceptions},
};

std::string hexByte(uint32_t byte) {
  char text[16];
  std::snprintf(text, sizeof text, "%02x", byte);
  return text;
}

[[noreturn]] void failType(ByteReader &reader, uint64_t offset, uint8_t code, const char *message) {
  if (code == 0x68 || code == 0x75)
    reader.context().failUnsupported(offset, "stack switching",
                                     code == 0x68 ? "contref" : "nullcontref");
  if (code == 0x65)
    reader.context().failUnsupported(offset, "shared-everything threads", "shared heap types");
  reader.fail(Error::Kind::Malformed, offset, std::string(message) + ": 0x" + hexByte(code));
}

/// The abstract heap type with this code, or nothing. Functions as a table's elements were there
/// before reference types were.
std::optional<HeapType> abstractHeapType(ByteReader &reader, const FeatureSet &features,
                                         uint64_t offset, uint8_t code, bool as_value) {
  for (const AbstractHeapType &type : kAbstractHeapTypes) {
    if (type.code != code)
      continue;
    if ((as_value || type.kind != HeapType::Func) && !features.has(type.feature)) [[unlikely]]
      reader.context().failDisabled(type.feature, offset,
                                    ValueType::ref(type.kind).str() +
                                        (type.kind == HeapType::Func ? " as a value" : ""));
    return HeapType{type.kind, 0};
  }
  return std::nullopt;
}

/// A reference type that begins with `code`, which was read at `offset`; nothing if none does.
std::optional<ValueType> referenceType(ByteReader &reader, const FeatureSet &features,
                                       uint64_t offset, uint8_t code, bool as_value) {
  if (code == 0x63 || code == 0x64) {
    reader.context().require(features, Feature::FunctionReferences, offset,
                             code == 0x63 ? "ref null" : "ref");
    return ValueType::ref(readHeapType(reader, features), code == 0x63);
  }
  if (const auto heap = abstractHeapType(reader, features, offset, code, as_value))
    return ValueType::ref(*heap, true);
  return std::nullopt;
}

} // namespace

ValueType readValueType(ByteReader &reader, const FeatureSet &features) {
  const uint64_t offset = reader.offset();
  const uint8_t code = reader.u8();
  switch (code) {
  case 0x7F:
    return ValueType::I32;
  case 0x7E:
    return ValueType::I64;
  case 0x7D:
    return ValueType::F32;
  case 0x7C:
    return ValueType::F64;
  case 0x7B:
    reader.context().require(features, Feature::Simd, offset, "v128");
    return ValueType::V128;
  default:
    if (const auto type = referenceType(reader, features, offset, code, true))
      return *type;
    failType(reader, offset, code, "malformed value type");
  }
}

ValueType readReferenceType(ByteReader &reader, const FeatureSet &features) {
  const uint64_t offset = reader.offset();
  const uint8_t code = reader.u8();
  if (const auto type = referenceType(reader, features, offset, code, false))
    return *type;
  failType(reader, offset, code, "malformed reference type");
}

HeapType readHeapType(ByteReader &reader, const FeatureSet &features) {
  const uint64_t offset = reader.offset();
  if (const uint8_t code = reader.peek(); code >= 0x40 && code < 0x80) {
    reader.u8();
    if (const auto heap = abstractHeapType(reader, features, offset, code, true))
      return *heap;
    failType(reader, offset, code, "malformed heap type");
  }
  const int64_t index = reader.s33();
  if (index < 0)
    reader.fail(Error::Kind::Malformed, offset, "malformed heap type");
  reader.context().require(features, Feature::FunctionReferences, offset,
                           "a type index as a heap type");
  return {HeapType::Concrete, static_cast<uint32_t>(index)};
}

void failUnknownOpcode(const ErrorContext &context, uint64_t offset, uint32_t prefix,
                       uint32_t code) {
  const std::string bytes =
      prefix ? hexByte(prefix) + " " + hexByte(code) : hexByte(code); // the code without LEB128
  if (const UnsupportedOpcode *known = findUnsupportedOpcode(opcodeNumber(prefix, code)))
    context.failUnsupported(offset, known->proposal, "opcode 0x" + bytes + " " + known->text);
  context.fail(Error::Kind::Malformed, offset, "illegal opcode " + bytes);
}

} // namespace wasmelt::wasm
