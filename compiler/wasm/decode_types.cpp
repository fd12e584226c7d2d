// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The type section: recursion groups of function, structure and array types.
#include "compiler/wasm/decode_types.h"
#include "compiler/wasm/limits.h"
#include "compiler/wasm/read_type.h"

#include <algorithm>

namespace wasmelt::wasm {

namespace {

enum TypeForm : uint8_t {
  kRec = 0x4E,
  kSubFinal = 0x4F,
  kSub = 0x50,
  kContinuation = 0x5D,
  kArray = 0x5E,
  kStruct = 0x5F,
  kFunction = 0x60,
};

class TypeDecoder {
public:
  TypeDecoder(ByteReader &reader, const FeatureSet &features, std::vector<DefinedType> &types)
      : reader_(reader), features_(features), types_(types) {}

  void section() {
    const uint32_t groups = count(limits::kTypes, "types");
    types_.reserve(std::min<uint64_t>(groups, reader_.remaining()));
    for (uint32_t group = 0; group < groups; ++group) {
      if (reader_.peek() != kRec) {
        subType(group);
        continue;
      }
      requireGC("a recursion group");
      reader_.u8();
      for (uint32_t left = count(limits::kTypes, "types"); left > 0; --left)
        subType(group);
    }
  }

private:
  uint32_t count(uint32_t limit, const char *what) {
    const uint64_t offset = reader_.offset();
    const uint32_t n = reader_.u32();
    if (n > limit)
      failLimit(offset, n, limit, what);
    return n;
  }
  [[noreturn]] void failLimit(uint64_t offset, uint64_t n, uint32_t limit, const char *what) const {
    reader_.fail(Error::Kind::LimitExceeded, offset,
                 std::string("too many ") + what + ": " + std::to_string(n) +
                     " are more than the limit of " + std::to_string(limit));
  }
  void requireGC(const char *what) const {
    reader_.context().require(features_, Feature::GC, reader_.offset(), what);
  }

  void subType(uint32_t group) {
    if (types_.size() == limits::kTypes)
      failLimit(reader_.offset(), types_.size() + 1, limits::kTypes, "types");
    DefinedType &type = types_.emplace_back();
    type.rec_group = group;
    type.offset = reader_.offset();
    if (const uint8_t form = reader_.peek(); form == kSub || form == kSubFinal) {
      requireGC("a subtype");
      reader_.u8();
      type.is_final = form == kSubFinal;
      const uint64_t offset = reader_.offset();
      const uint32_t n = reader_.u32();
      if (n > 1)
        reader_.fail(Error::Kind::Malformed, offset,
                     "malformed subtype: it has " + std::to_string(n) +
                         " supertypes, at most one is possible");
      if (n == 1)
        type.supertypes.push_back(reader_.u32());
    }
    compositeType(type);
  }

  void compositeType(DefinedType &type) {
    const uint64_t offset = reader_.offset();
    switch (reader_.u8()) {
    case kFunction:
      resultType(type.function.params, limits::kParams, "parameters");
      functionResults(type.function.results);
      return;
    case kStruct: {
      reader_.context().require(features_, Feature::GC, offset, "a structure type");
      type.kind = DefinedType::Struct;
      const uint32_t n = count(limits::kFields, "fields");
      type.fields.reserve(std::min<uint64_t>(n, reader_.remaining()));
      for (uint32_t i = 0; i < n; ++i)
        type.fields.push_back(fieldType());
      return;
    }
    case kArray:
      reader_.context().require(features_, Feature::GC, offset, "an array type");
      type.kind = DefinedType::Array;
      type.fields.push_back(fieldType());
      return;
    case kContinuation:
      reader_.context().failUnsupported(offset, "stack switching", "a continuation type");
    default:
      if (reader_.context().module.bytes[offset] >= 0x80) // a form is a signed integer of 7 bits
        reader_.fail(Error::Kind::Malformed, offset,
                     "integer representation too long: more than 1 byte");
      reader_.fail(Error::Kind::Malformed, offset,
                   "malformed type form: expected a function (0x60), structure (0x5f) or array "
                   "(0x5e) type");
    }
  }

  void resultType(ResultType &types, uint32_t limit, const char *what) {
    const uint32_t n = count(limit, what);
    types.reserve(std::min<uint64_t>(n, reader_.remaining()));
    for (uint32_t i = 0; i < n; ++i)
      types.push_back(readValueType(reader_, features_));
  }
  void functionResults(ResultType &results) {
    const uint64_t offset = reader_.offset();
    resultType(results, limits::kResults, "results");
    if (results.size() > 1 && !features_.has(Feature::MultiValue))
      reader_.fail(Error::Kind::Invalid, offset,
                   "invalid result arity: more than one result needs the feature 'multi-value'");
  }

  FieldType fieldType() {
    FieldType field;
    if (const uint8_t code = reader_.peek(); code == 0x78 || code == 0x77) {
      reader_.u8();
      field.type = ValueType::I32;
      field.packed = code == 0x78 ? FieldType::I8 : FieldType::I16;
    } else {
      field.type = readValueType(reader_, features_);
    }
    const uint64_t offset = reader_.offset();
    const uint8_t mutability = reader_.u8();
    if (mutability > 1)
      reader_.fail(Error::Kind::Malformed, offset,
                   "malformed mutability: " + std::to_string(mutability));
    field.is_mutable = mutability == 1;
    return field;
  }

  ByteReader &reader_;
  const FeatureSet &features_;
  std::vector<DefinedType> &types_;
};

} // namespace

void decodeTypes(ByteReader &reader, const FeatureSet &features, std::vector<DefinedType> &types) {
  TypeDecoder(reader, features, types).section();
}

} // namespace wasmelt::wasm
