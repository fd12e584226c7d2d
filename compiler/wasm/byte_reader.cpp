// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The reads that are too long to be inlined: multi-byte LEB128 and names.
#include "compiler/wasm/byte_reader.h"

namespace wasmelt::wasm {

void ByteReader::failAtEnd() const {
  fail(Error::Kind::Malformed, offset(), "unexpected end of section or function");
}

// Both loops check a byte's surplus bits before its continuation bit, as the reference interpreter
// does, so that both give the same verdict on an integer that is too large and too long. For the
// same reason they look at an integer beyond the end of its section: if it is malformed, that is
// the error.
uint8_t ByteReader::lebByte(const uint8_t *&pos) {
  if (pos == file_ + context_->module.bytes.size()) {
    pos_ = end_;
    failAtEnd();
  }
  return *pos++;
}
void ByteReader::endLeb(const uint8_t *pos) {
  if (pos > end_) {
    pos_ = end_;
    failAtEnd();
  }
  pos_ = pos;
}

uint64_t ByteReader::unsignedLeb(unsigned bits) {
  const uint64_t start = offset();
  const uint8_t *pos = pos_;
  uint64_t value = 0;
  for (unsigned shift = 0; shift < bits; shift += 7) {
    const uint8_t byte = lebByte(pos);
    const unsigned room = bits - shift;
    if (room < 7 && (byte & 0x7F) >> room)
      fail(Error::Kind::Malformed, start,
           "integer too large: does not fit in " + std::to_string(bits) + " bits");
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (!(byte & 0x80)) {
      endLeb(pos);
      return value;
    }
  }
  fail(Error::Kind::Malformed, start,
       "integer representation too long: more than " + std::to_string((bits + 6) / 7) + " bytes");
}

int64_t ByteReader::signedLebSlow(unsigned bits) {
  const uint64_t start = offset();
  const uint8_t *pos = pos_;
  uint64_t value = 0;
  for (unsigned shift = 0; shift < bits; shift += 7) {
    const uint8_t byte = lebByte(pos);
    const unsigned room = bits - shift;
    if (room < 7) {
      // The sign bit and all above it must agree.
      const uint8_t mask = static_cast<uint8_t>(0x7F << (room - 1)) & 0x7F;
      if ((byte & mask) != 0 && (byte & mask) != mask)
        fail(Error::Kind::Malformed, start,
             "integer too large: does not fit in " + std::to_string(bits) + " bits");
    }
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (!(byte & 0x80)) {
      if ((byte & 0x40) && shift + 7 < 64)
        value |= ~uint64_t{0} << (shift + 7);
      endLeb(pos);
      return static_cast<int64_t>(value);
    }
  }
  fail(Error::Kind::Malformed, start,
       "integer representation too long: more than " + std::to_string((bits + 6) / 7) + " bytes");
}

std::string_view ByteReader::name() {
  const uint64_t start = offset();
  // As with integers: what is behind the section counts as the length, to find it wrong.
  const uint64_t size = context_->module.bytes.size();
  if (atEnd() && start < size && context_->module.bytes[start] > size - start - 1)
    fail(Error::Kind::Malformed, start,
         "length out of bounds: a name is expected, nothing is left");
  const std::span<const uint8_t> text = bytes(u32());
  if (!isUtf8(text))
    fail(Error::Kind::Malformed, start, "malformed UTF-8 encoding");
  return {reinterpret_cast<const char *>(text.data()), text.size()};
}

bool isUtf8(std::span<const uint8_t> bytes) {
  for (size_t i = 0; i < bytes.size();) {
    const uint8_t lead = bytes[i++];
    if (lead < 0x80)
      continue;
    // Number of continuation bytes, and the range of the first of them, which excludes overlong
    // forms, surrogates and what is above U+10FFFF.
    unsigned more;
    uint8_t low = 0x80, high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      more = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      more = 2;
      if (lead == 0xE0)
        low = 0xA0;
      if (lead == 0xED)
        high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      more = 3;
      if (lead == 0xF0)
        low = 0x90;
      if (lead == 0xF4)
        high = 0x8F;
    } else {
      return false;
    }
    if (bytes.size() - i < more)
      return false;
    for (; more; --more, low = 0x80, high = 0xBF) {
      const uint8_t byte = bytes[i++];
      if (byte < low || byte > high)
        return false;
    }
  }
  return true;
}

} // namespace wasmelt::wasm
