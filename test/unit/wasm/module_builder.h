// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Binary modules for tests, byte by byte, so that tests can also make wrong ones.
#pragma once

#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/diagnostic.h"
#include "compiler/wasm/validate_module.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>

namespace wasmelt::wasm::testing {

using Bytes = std::vector<uint8_t>;

// Value types and the empty block type.
inline constexpr uint8_t kI32 = 0x7F, kI64 = 0x7E, kF32 = 0x7D, kF64 = 0x7C, kV128 = 0x7B,
                         kFuncRef = 0x70, kExternRef = 0x6F, kEmpty = 0x40;

inline Bytes operator+(Bytes a, const Bytes &b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

inline Bytes leb(uint64_t value) {
  Bytes bytes;
  do {
    const uint8_t more = value > 0x7F ? 0x80 : 0;
    bytes.push_back(static_cast<uint8_t>((value & 0x7F) | more));
    value >>= 7;
  } while (value);
  return bytes;
}

/// Bytes with their length before them.
inline Bytes sized(const Bytes &bytes) { return leb(bytes.size()) + bytes; }
inline Bytes name(std::string_view text) { return sized(Bytes(text.begin(), text.end())); }
/// Entries with their number before them.
inline Bytes vec(std::initializer_list<Bytes> entries) {
  Bytes bytes = leb(entries.size());
  for (const Bytes &entry : entries)
    bytes = bytes + entry;
  return bytes;
}
inline Bytes section(uint8_t id, const Bytes &content) { return Bytes{id} + sized(content); }
inline Bytes custom(std::string_view section_name, const Bytes &content) {
  return section(0, name(section_name) + content);
}
inline Bytes header() { return {0, 'a', 's', 'm', 1, 0, 0, 0}; }
inline Bytes funcType(const Bytes &params, const Bytes &results) {
  return Bytes{0x60} + sized(params) + sized(results);
}
/// The same with types that take more than a byte.
inline Bytes funcTypeOf(std::initializer_list<Bytes> params, std::initializer_list<Bytes> results) {
  return Bytes{0x60} + vec(params) + vec(results);
}
/// A function body without local variables; `code` without its last `end`.
inline Bytes body(const Bytes &code) { return sized(Bytes{0} + code + Bytes{0x0B}); }

/// A module of one function, and what else the caller wants between the sections.
struct OneFunction {
  Bytes params = {}, results = {};
  Bytes code = {};       ///< without the last `end`
  Bytes locals = {0};    ///< the declarations, with their number
  Bytes more_types = {}; ///< entries; say how many in `more_type_count`
  uint8_t more_type_count = 0;
  Bytes before_code = {}; ///< whole sections: tables, memories, globals, exports …
  Bytes after_code = {};

  Bytes build() const {
    return header() +
           section(1, leb(1u + more_type_count) + funcType(params, results) + more_types) +
           section(3, {1, 0}) + before_code +
           section(10, Bytes{1} + sized(locals + code + Bytes{0x0B})) + after_code;
  }
};

inline Module decode(const Bytes &bytes, const FeatureSet &features = {}) {
  return decodeModule(bytes, "test.wasm", features);
}
/// Decodes and validates everything.
inline void validate(const Bytes &bytes, const FeatureSet &features = {},
                     FunctionVisitor *visitor = nullptr) {
  const Module module = decode(bytes, features);
  validateModule(module, features);
  for (uint32_t f = module.importedFunctionCount; f < module.functions.size(); ++f)
    validateFunction(module, f, features, visitor);
}
/// The error that decoding and validating raise; fails the test if there is none.
inline Error errorOf(const Bytes &bytes, const FeatureSet &features = {}) {
  try {
    validate(bytes, features);
  } catch (const Error &error) {
    return error;
  }
  ADD_FAILURE() << "the module is accepted";
  return Error(Error::Kind::Malformed, "", 0, "", "");
}
/// Passes if the module is rejected with a message that starts with `message`.
inline void expectError(const Bytes &bytes, Error::Kind kind, std::string_view message,
                        const FeatureSet &features = {}) {
  const Error error = errorOf(bytes, features);
  EXPECT_TRUE(error.message.starts_with(message)) << error.what();
  EXPECT_EQ(static_cast<int>(error.kind), static_cast<int>(kind)) << error.what();
}

} // namespace wasmelt::wasm::testing
