// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Takes memory until there is no more.
#include "filter.h"

uint8_t *allocate(size_t size) { return growBy(size); }

void filter(uint8_t *pixels, int32_t width, int32_t height) {
  (void)pixels;
  (void)width;
  (void)height;
  for (;;)
    growBy(page_size);
}
