// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Recurses deeper than any stack is.
#include "filter.h"

uint8_t *allocate(size_t size) { return growBy(size); }

static uint32_t dig(const uint8_t *pixels, uint32_t depth) {
  if (depth == UINT32_MAX)
    return pixels[0];
  uint32_t below = dig(pixels, depth + 1);
  return below * 3 ^ depth;
}

void filter(uint8_t *pixels, int32_t width, int32_t height) {
  (void)width;
  (void)height;
  pixels[0] = (uint8_t)dig(pixels, 0);
}
