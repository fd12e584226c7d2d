// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Messages on standard error, written so that it is safe in a signal handler: no stdio, no malloc.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace wasmelt::runtime {

/// Collects text and writes it to standard error when full and at the end.
class Console {
public:
  Console() = default;
  Console(const Console &) = delete;
  Console &operator=(const Console &) = delete;
  ~Console() { flush(); }

  Console &text(const char *string);
  /// Text that somebody else chose: control characters become '?', long text is cut.
  Console &foreign(const char *string);
  Console &decimal(uint64_t value);
  Console &hex(uint64_t value);
  void flush();

private:
  void put(char c) {
    if (used == sizeof buffer)
      flush();
    buffer[used++] = c;
  }
  char buffer[1024];
  size_t used = 0;
};

} // namespace wasmelt::runtime
