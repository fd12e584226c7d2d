// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program's own exit status comes through, and what it had buffered is printed.
// status: 42
#include <stdio.h>
#include <stdlib.h>

static void atExit(void) { printf("at exit\n"); }

int main(void) {
  atexit(atExit);
  printf("no newline at the end of this:");
  exit(42);
}
