// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decoding of types, and of what is not supported in their place.
#include "compiler/wasm/read_type.h"
#include "compiler/wasm/opcode.h"

#include <cstdio>

namespace wasmelt::wasm {

namespace {

struct UnsupportedType {
  uint8_t code;
  const char *text, *proposal;
};
constexpr UnsupportedType kUnsupportedTypes[] = {
    {0x63, "ref null", "typed function references"},
    {0x64, "ref", "typed function references"},
    {0x68, "contref", "stack switching"},
    {0x69, "exnref", "exception handling"},
    {0x6A, "arrayref", "garbage collection"},
    {0x6B, "structref", "garbage collection"},
    {0x6C, "i31ref", "garbage collection"},
    {0x6D, "eqref", "garbage collection"},
    {0x6E, "anyref", "garbage collection"},
    {0x71, "nullref", "garbage collection"},
    {0x72, "nullexternref", "garbage collection"},
    {0x73, "nullfuncref", "garbage collection"},
    {0x74, "nullexnref", "exception handling"},
};

std::string hexByte(uint32_t byte) {
  char text[16];
  std::snprintf(text, sizeof text, "%02x", byte);
  return text;
}

[[noreturn]] void failType(ByteReader &reader, uint64_t offset, uint8_t code, const char *message) {
  for (const UnsupportedType &type : kUnsupportedTypes)
    if (type.code == code)
      reader.context().failUnsupported(offset, type.proposal, type.text);
  reader.fail(Error::Kind::Malformed, offset, std::string(message) + ": 0x" + hexByte(code));
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
  case 0x70:
    reader.context().require(features, Feature::ReferenceTypes, offset, "funcref as a value");
    return ValueType::funcref();
  case 0x6F:
    reader.context().require(features, Feature::ReferenceTypes, offset, "externref");
    return ValueType::externref();
  default:
    failType(reader, offset, code, "malformed value type");
  }
}

ValueType readReferenceType(ByteReader &reader, const FeatureSet &features) {
  const uint64_t offset = reader.offset();
  const uint8_t code = reader.u8();
  if (code == 0x70)
    return ValueType::funcref();
  if (code == 0x6F) {
    reader.context().require(features, Feature::ReferenceTypes, offset, "externref");
    return ValueType::externref();
  }
  failType(reader, offset, code, "malformed reference type");
}

HeapType readHeapType(ByteReader &reader, const FeatureSet &features) {
  const uint64_t offset = reader.offset();
  const int64_t code = reader.s33();
  if (code >= 0)
    reader.context().failUnsupported(offset, "typed function references",
                                     "type " + std::to_string(code) + " as a heap type");
  if (code == -0x10)
    return {HeapType::Func, 0};
  if (code == -0x11)
    return {HeapType::Extern, 0};
  if (code < -0x40)
    reader.fail(Error::Kind::Malformed, offset, "malformed heap type");
  failType(reader, offset, static_cast<uint8_t>(code & 0x7F), "malformed heap type");
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
