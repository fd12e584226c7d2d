// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads what unwind tables are made of.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

namespace wasmelt::runtime {

// Reads a byte range; beyond its end it yields zeros and is `failed`.
struct Reader {
  const unsigned char *next, *end;
  bool failed = false;

  template <typename T>
  T fixed() {
    T value = 0;
    if (static_cast<size_t>(end - next) < sizeof(T)) {
      failed = true;
      next = end;
      return value;
    }
    memcpy(&value, next, sizeof(T));
    next += sizeof(T);
    return value;
  }
  unsigned char byte() { return fixed<unsigned char>(); }
  uint64_t uleb() {
    uint64_t value = 0;
    unsigned shift = 0;
    unsigned char b;
    do {
      b = byte();
      if (shift < 64)
        value |= static_cast<uint64_t>(b & 0x7f) << shift;
      shift += 7;
    } while (b & 0x80);
    return value;
  }
  int64_t sleb() {
    int64_t value = 0;
    unsigned shift = 0;
    unsigned char b;
    do {
      b = byte();
      if (shift < 64)
        value |= static_cast<int64_t>(static_cast<uint64_t>(b & 0x7f) << shift);
      shift += 7;
    } while (b & 0x80);
    if (shift < 64 && (b & 0x40))
      value |= static_cast<int64_t>(~uint64_t(0) << shift);
    return value;
  }
  void skip(uint64_t count) {
    if (count > static_cast<size_t>(end - next)) {
      failed = true;
      next = end;
    } else {
      next += count;
    }
  }
  // A pointer in one of the encodings (DW_EH_PE) that compilers use in executables: low half the
  // format, high half what it is relative to: nothing, or where it lies.
  uintptr_t encoded(unsigned char encoding) {
    uintptr_t here = encoding & 0x70 ? reinterpret_cast<uintptr_t>(next) : 0;
    switch (encoding & 0x7f) {
    case 0x00: // as wide as a pointer
    case 0x0c:
    case 0x1c:
      return here + fixed<uintptr_t>();
    case 0x0b: // signed, 4 bytes
    case 0x1b:
      return here + static_cast<uintptr_t>(fixed<int32_t>());
    }
    failed = true;
    return 0;
  }
};

} // namespace wasmelt::runtime
