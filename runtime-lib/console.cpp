// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Messages on standard error.
#include "runtime-lib/console.h"

#include <errno.h>
#include <unistd.h>

namespace wasmelt::runtime {

constexpr unsigned longest_foreign_text = 240;

Console &Console::text(const char *string) {
  while (*string)
    put(*string++);
  return *this;
}

Console &Console::foreign(const char *string) {
  for (unsigned length = 0; *string; ++string, ++length) {
    if (length == longest_foreign_text)
      return text("...");
    unsigned char c = static_cast<unsigned char>(*string);
    put(c < 0x20 || c == 0x7f ? '?' : *string);
  }
  return *this;
}

Console &Console::decimal(uint64_t value) {
  char digits[21];
  char *next = digits + 20;
  *next = 0;
  do
    *--next = static_cast<char>('0' + value % 10);
  while (value /= 10);
  return text(next);
}

Console &Console::hex(uint64_t value) {
  char digits[19];
  char *next = digits + 18;
  *next = 0;
  do {
    unsigned digit = value & 15;
    *--next = static_cast<char>(digit < 10 ? '0' + digit : 'a' + digit - 10);
  } while (value >>= 4);
  *--next = 'x';
  *--next = '0';
  return text(next);
}

void Console::flush() {
  const char *next = buffer;
  while (used) {
    ssize_t written = write(2, next, used);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      break; // nobody reads: nothing to be done
    next += written;
    used -= static_cast<size_t>(written);
  }
  used = 0;
}

} // namespace wasmelt::runtime
