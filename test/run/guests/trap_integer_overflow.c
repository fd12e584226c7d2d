// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one quotient that does not fit traps.
// compare: text
// status: 134
// stdout: before
// stderr: integer overflow
#include <limits.h>
#include <stdio.h>

int main(int argc, char **argv) {
  volatile int least = INT_MIN, minus_one = -1;
  puts("before");
  fflush(stdout);
  printf("%d\n", least / minus_one);
  return 0;
}
