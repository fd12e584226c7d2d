// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer division by zero traps.
// compare: text
// status: 134
// stdout: 7
// stderr: integer divide by zero
#include <stdio.h>

__attribute__((noinline)) int divide(volatile int *a, volatile int *b) { return *a / *b; }

int main(int argc, char **argv) {
  volatile int numerator = 42, denominator = 6;
  printf("%d\n", divide(&numerator, &denominator));
  fflush(stdout);
  denominator = 0;
  printf("%d\n", divide(&numerator, &denominator));
  return 0;
}
