// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Never comes back.
#include "filter.h"

uint8_t *allocate(size_t size) { return growBy(size); }

void filter(uint8_t *pixels, int32_t width, int32_t height) {
  size_t size = 4 * (size_t)width * (size_t)height;
  for (size_t at = 0;; at = (at + 4) % size)
    ++pixels[at];
}
