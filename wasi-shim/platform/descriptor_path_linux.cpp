// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A descriptor's path is its magic link in /proc.
#include "wasi-shim/platform/descriptor_path.h"

#include <string.h>

namespace wasmelt::wasi::platform {

DescriptorPath::DescriptorPath(int host) {
  char digits[12];
  int count = 0;
  do
    digits[count++] = char('0' + host % 10);
  while (host /= 10);
  strcpy(buffer, "/proc/self/fd/");
  char *at = buffer + strlen(buffer);
  while (count)
    *at++ = digits[--count];
  *at = 0;
}

} // namespace wasmelt::wasi::platform
