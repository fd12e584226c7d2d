// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A five-point stencil over a grid, back and forth between two arrays.
#include "arguments.h"

enum { size = 700 };
static double a[size][size], b[size][size];

static void smooth(double to[size][size], double from[size][size]) {
  for (int i = 1; i < size - 1; ++i)
    for (int j = 1; j < size - 1; ++j)
      to[i][j] =
          0.2 * (from[i][j] + from[i][j - 1] + from[i][j + 1] + from[i + 1][j] + from[i - 1][j]);
}

int main(int argc, char **argv) {
  int steps = amount(argc, argv, 1000);
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j) {
      a[i][j] = ((double)i * (j + 2) + 10) / size;
      b[i][j] = ((double)i * (j + 3) + 11) / size;
    }
  for (int step = 0; step < steps; ++step) {
    smooth(b, a);
    smooth(a, b);
  }
  double sum = 0;
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j)
      sum += a[i][j] * (i % 5);
  printf("%.12g\n", sum);
  return 0;
}
