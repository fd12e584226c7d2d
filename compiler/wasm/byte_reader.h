// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the binary format's primitives (spec section 5.2) from a range of a module's bytes.
#pragma once

#include "compiler/wasm/error_context.h"

#include <cstring>
#include <span>
#include <string_view>

namespace wasmelt::wasm {

/// A cursor over part of a module. Every read is checked and throws Error at the file offset of
/// what could not be read. The context and the bytes must outlive the reader.
class ByteReader {
public:
  /// Reads the file bytes [begin, end) of `context.module`.
  ByteReader(const ErrorContext &context, uint64_t begin, uint64_t end)
      : context_(&context), file_(context.module.bytes.data()), pos_(file_ + begin),
        end_(file_ + end) {}

  /// File offset of the next byte.
  uint64_t offset() const { return static_cast<uint64_t>(pos_ - file_); }
  uint64_t remaining() const { return static_cast<uint64_t>(end_ - pos_); }
  bool atEnd() const { return pos_ == end_; }
  const ErrorContext &context() const { return *context_; }
  [[noreturn]] void fail(Error::Kind kind, uint64_t offset, std::string message) const {
    context_->fail(kind, offset, std::move(message));
  }

  uint8_t u8() {
    if (pos_ == end_)
      failAtEnd();
    return *pos_++;
  }
  /// The next byte without moving, or nothing useful at the end of the range: check atEnd().
  uint8_t peek() const { return pos_ == end_ ? 0 : *pos_; }

  // LEB128 (spec 5.2.2), exactly: neither more bytes nor more bits than the type has.
  uint32_t u32() {
    if (pos_ != end_ && *pos_ < 0x80)
      return *pos_++;
    return static_cast<uint32_t>(unsignedLeb(32));
  }
  uint64_t u64() {
    if (pos_ != end_ && *pos_ < 0x80)
      return *pos_++;
    return unsignedLeb(64);
  }
  int32_t s32() { return static_cast<int32_t>(signedLeb(32)); }
  int64_t s33() { return signedLeb(33); }
  int64_t s64() { return signedLeb(64); }

  /// Little-endian, as floating-point constants are stored.
  uint32_t fixed32() { return fixed<uint32_t>(); }
  uint64_t fixed64() { return fixed<uint64_t>(); }

  /// The next `size` bytes.
  std::span<const uint8_t> bytes(uint64_t size) {
    if (size > remaining())
      fail(Error::Kind::Malformed, offset(),
           "length out of bounds: " + std::to_string(size) + " bytes announced, " +
               std::to_string(remaining()) + " left");
    std::span<const uint8_t> result(pos_, size);
    pos_ += size;
    return result;
  }
  /// A reader of the next `size` bytes, which this one skips.
  ByteReader sub(uint64_t size) {
    const uint64_t begin = offset();
    bytes(size);
    return ByteReader(*context_, begin, begin + size);
  }
  /// A name (spec 5.2.4): length and UTF-8.
  std::string_view name();

private:
  template <class T>
  T fixed() {
    T value = 0;
    if (remaining() < sizeof(T)) {
      pos_ = end_;
      failAtEnd();
    }
    for (size_t i = 0; i < sizeof(T); ++i)
      value |= static_cast<T>(pos_[i]) << (8 * i);
    pos_ += sizeof(T);
    return value;
  }
  uint64_t unsignedLeb(unsigned bits);
  int64_t signedLeb(unsigned bits) {
    if (pos_ != end_ && *pos_ < 0x80)
      return static_cast<int64_t>(static_cast<uint64_t>(*pos_++) << 57) >> 57;
    return signedLebSlow(bits);
  }
  int64_t signedLebSlow(unsigned bits);
  uint8_t lebByte(const uint8_t *&pos);
  void endLeb(const uint8_t *pos);
  [[noreturn]] void failAtEnd() const;

  const ErrorContext *context_;
  const uint8_t *file_, *pos_, *end_;
};

/// Whether `bytes` are well-formed UTF-8.
bool isUtf8(std::span<const uint8_t> bytes);

} // namespace wasmelt::wasm
