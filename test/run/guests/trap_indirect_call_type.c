// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calling through a pointer of another type traps.
// compare: text
// status: 134
// stdout: 3
// stderr: indirect call type mismatch
#include <stdio.h>

int add(int a, int b) { return a + b; }

int main(int argc, char **argv) {
  int (*volatile right)(int, int) = add;
  printf("%d\n", right(1, 2));
  fflush(stdout);
  double (*volatile wrong)(double) = (double (*)(double))(void *)right;
  printf("%g\n", wrong(1));
  return 0;
}
