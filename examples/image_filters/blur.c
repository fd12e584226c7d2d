// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each pixel becomes the average of itself and its eight neighbours; those beyond the border are
// the nearest inside.
#include "filter.h"

uint8_t *allocate(size_t size) { return growBy(size); }

static int32_t clamp(int32_t value, int32_t below) {
  return value < 0 ? 0 : value >= below ? below - 1 : value;
}

void filter(uint8_t *pixels, int32_t width, int32_t height) {
  size_t size = (size_t)width * (size_t)height * 4;
  uint8_t *original = growBy(size);
  for (size_t i = 0; i != size; ++i)
    original[i] = pixels[i];
  for (int32_t y = 0; y != height; ++y)
    for (int32_t x = 0; x != width; ++x)
      for (int32_t channel = 0; channel != 3; ++channel) {
        int32_t sum = 0;
        for (int32_t dy = -1; dy <= 1; ++dy)
          for (int32_t dx = -1; dx <= 1; ++dx)
            sum += original[(clamp(y + dy, height) * width + clamp(x + dx, width)) * 4 + channel];
        pixels[(y * width + x) * 4 + channel] = (uint8_t)(sum / 9);
      }
}
