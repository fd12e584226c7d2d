// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LU decomposition in place, without pivoting, of a diagonally dominant matrix.
#include "arguments.h"

enum { size = 900 };
static double a[size][size];

static void decompose(void) {
  for (int i = 0; i < size; ++i) {
    for (int j = 0; j < i; ++j) {
      for (int k = 0; k < j; ++k)
        a[i][j] -= a[i][k] * a[k][j];
      a[i][j] /= a[j][j];
    }
    for (int j = i; j < size; ++j)
      for (int k = 0; k < i; ++k)
        a[i][j] -= a[i][k] * a[k][j];
  }
}

int main(int argc, char **argv) {
  int rounds = amount(argc, argv, 3);
  double sum = 0;
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j)
        a[i][j] = i == j ? size : (double)((i * 7 + j * 3 + round) % 17) / 17;
    decompose();
    for (int i = 0; i < size; ++i)
      sum += a[i][i] + a[i][(i * 5) % size];
  }
  printf("%.12g\n", sum);
  return 0;
}
