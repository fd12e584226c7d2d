// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Two matrix products in a row, D = alpha A B C + beta D, each as dot products.
#include "arguments.h"

enum { rows = 400, inner = 440, middle = 480, columns = 420 };
static double a[rows][inner], b[inner][middle], c[middle][columns], d[rows][columns],
    product[rows][middle];

static void multiply(double alpha, double beta) {
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < middle; ++j) {
      double sum = 0;
      for (int k = 0; k < inner; ++k)
        sum += alpha * a[i][k] * b[k][j];
      product[i][j] = sum;
    }
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < columns; ++j) {
      double sum = d[i][j] * beta;
      for (int k = 0; k < middle; ++k)
        sum += product[i][k] * c[k][j];
      d[i][j] = sum;
    }
}

int main(int argc, char **argv) {
  int rounds = amount(argc, argv, 10);
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < inner; ++j)
      a[i][j] = (double)((i * j + 1) % rows) / rows;
  for (int i = 0; i < inner; ++i)
    for (int j = 0; j < middle; ++j)
      b[i][j] = (double)(i * (j + 1) % middle) / middle;
  for (int i = 0; i < middle; ++i)
    for (int j = 0; j < columns; ++j)
      c[i][j] = (double)((i * (j + 3) + 1) % columns) / columns;
  for (int round = 0; round < rounds; ++round)
    multiply(0.01, 0.5);
  double sum = 0;
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < columns; ++j)
      sum += d[i][j] * ((i + j) % 3 - 1);
  printf("%.12g\n", sum);
  return 0;
}
