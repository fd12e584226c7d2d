// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes the binary format, and notes which place of the source each part comes from.
#pragma once

#include "compiler/wasm/types.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace wasmelt::wasm::text {

class CodeBuffer {
public:
  struct Mark {
    uint32_t offset, source;
  };
  std::vector<uint8_t> bytes;
  std::vector<Mark> marks; ///< by offset

  bool empty() const { return bytes.empty(); }
  uint32_t size() const { return static_cast<uint32_t>(bytes.size()); }

  /// What is written next comes from this place.
  void mark(uint32_t source) { marks.push_back({size(), source}); }

  void u8(uint8_t value) { bytes.push_back(value); }
  void unsignedLeb(uint64_t value) {
    for (; value >= 0x80; value >>= 7)
      bytes.push_back(static_cast<uint8_t>(value | 0x80));
    bytes.push_back(static_cast<uint8_t>(value));
  }
  void signedLeb(int64_t value) {
    for (; value < -0x40 || value >= 0x40; value >>= 7)
      bytes.push_back(static_cast<uint8_t>(value | 0x80));
    bytes.push_back(static_cast<uint8_t>(value & 0x7F));
  }
  /// The lowest `size` bytes of a value, little-endian.
  void fixed(uint64_t value, unsigned size) {
    for (unsigned i = 0; i < size; ++i)
      bytes.push_back(static_cast<uint8_t>(value >> (8 * i)));
  }
  void string(std::string_view text) {
    unsignedLeb(text.size());
    bytes.insert(bytes.end(), text.begin(), text.end());
  }
  void heapType(HeapType type);
  void valueType(const ValueType &type);
  void resultType(std::span<const ValueType> types) {
    unsignedLeb(types.size());
    for (const ValueType &type : types)
      valueType(type);
  }

  /// What another buffer has from a position on.
  void append(const CodeBuffer &other, size_t byte_begin = 0, size_t mark_begin = 0) {
    const auto shift = static_cast<uint32_t>(bytes.size() - byte_begin);
    for (size_t i = mark_begin; i < other.marks.size(); ++i)
      marks.push_back({other.marks[i].offset + shift, other.marks[i].source});
    bytes.insert(bytes.end(), other.bytes.begin() + static_cast<ptrdiff_t>(byte_begin),
                 other.bytes.end());
  }
  /// Its size, then what it has.
  void appendSized(const CodeBuffer &other) {
    unsignedLeb(other.bytes.size());
    append(other);
  }
  void truncate(size_t byte_count, size_t mark_count) {
    bytes.resize(byte_count);
    marks.resize(mark_count);
  }
  void clear() { truncate(0, 0); }
};

} // namespace wasmelt::wasm::text
