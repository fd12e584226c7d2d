// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Dense matrix product, C = alpha A B + beta C, in doubles: rows of B are streamed.
#include "arguments.h"

enum { size = 640 };
static double a[size][size], b[size][size], c[size][size];

static void multiply(double alpha, double beta) {
  for (int i = 0; i < size; ++i) {
    for (int j = 0; j < size; ++j)
      c[i][j] *= beta;
    for (int k = 0; k < size; ++k)
      for (int j = 0; j < size; ++j)
        c[i][j] += alpha * a[i][k] * b[k][j];
  }
}

int main(int argc, char **argv) {
  int rounds = amount(argc, argv, 10);
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j) {
      a[i][j] = (double)(i * (j + 1) % size) / size;
      b[i][j] = (double)(i * (j + 2) % size) / size;
      c[i][j] = (double)((i * j + 1) % size) / size;
    }
  for (int round = 0; round < rounds; ++round)
    multiply(1.5, 0.5);
  double trace = 0;
  for (int i = 0; i < size; ++i)
    trace += c[i][(i * 7) % size];
  printf("%.12g\n", trace);
  return 0;
}
