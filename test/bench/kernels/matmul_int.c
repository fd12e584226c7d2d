// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer matrix product through pointers to rows, with 16-bit inputs widened to 32.
#include "arguments.h"
#include <stdint.h>

enum { size = 512 };

int main(int argc, char **argv) {
  int rounds = amount(argc, argv, 12);
  int16_t *a = malloc(size * size * sizeof *a), *b = malloc(size * size * sizeof *b);
  int32_t *c = calloc(size * size, sizeof *c);
  uint32_t hash = 0;
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < size * size; ++i) {
      a[i] = (int16_t)((i * 31 + round) % 2000 - 1000);
      b[i] = (int16_t)((i * 17 - round) % 1777 - 800);
    }
    for (int i = 0; i < size; ++i)
      for (int k = 0; k < size; ++k)
        for (int j = 0; j < size; ++j)
          c[i * size + j] =
              (int32_t)((uint32_t)c[i * size + j] + (uint32_t)(a[i * size + k] * b[k * size + j]));
  }
  for (int i = 0; i < size * size; ++i)
    hash = hash * 16777619u ^ (uint32_t)c[i];
  printf("%08x\n", hash);
  return 0;
}
