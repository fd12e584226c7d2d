// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Forgets where the picture ends.
#include "filter.h"

uint8_t *allocate(size_t size) { return growBy(size); }

void filter(uint8_t *pixels, int32_t width, int32_t height) {
  (void)width;
  (void)height;
  for (;;)
    *pixels++ = 0;
}
