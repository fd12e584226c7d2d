// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Escape times: a tight scalar loop of floating point with a branch.
#include "arguments.h"
#include <stdint.h>

int main(int argc, char **argv) {
  int size = amount(argc, argv, 1200);
  enum { limit = 500 };
  uint32_t hash = 2166136261u;
  for (int row = 0; row < size; ++row)
    for (int column = 0; column < size; ++column) {
      double cr = 3.0 * column / size - 2.0, ci = 2.0 * row / size - 1.0, zr = 0, zi = 0;
      int steps = 0;
      while (steps < limit && zr * zr + zi * zi < 4.0) {
        double next = zr * zr - zi * zi + cr;
        zi = 2 * zr * zi + ci;
        zr = next;
        ++steps;
      }
      hash = (hash ^ (uint32_t)steps) * 16777619u;
    }
  printf("%08x\n", hash);
  return 0;
}
