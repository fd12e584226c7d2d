// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Largest singular value of an infinite matrix's corner: divisions in inner loops.
#include "arguments.h"
#include <math.h>

enum { most = 8000 };
static double u[most], v[most], scratch[most];

static double entry(int i, int j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void timesMatrix(int n, const double *in, double *out) {
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += entry(i, j) * in[j];
    out[i] = sum;
  }
}

static void timesTransposed(int n, const double *in, double *out) {
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int j = 0; j < n; ++j)
      sum += entry(j, i) * in[j];
    out[i] = sum;
  }
}

int main(int argc, char **argv) {
  int n = amount(argc, argv, 4000);
  for (int i = 0; i < n; ++i)
    u[i] = 1;
  for (int round = 0; round < 10; ++round) {
    timesMatrix(n, u, scratch);
    timesTransposed(n, scratch, v);
    timesMatrix(n, v, scratch);
    timesTransposed(n, scratch, u);
  }
  double above = 0, below = 0;
  for (int i = 0; i < n; ++i) {
    above += u[i] * v[i];
    below += v[i] * v[i];
  }
  printf("%.9f\n", sqrt(above / below));
  return 0;
}
