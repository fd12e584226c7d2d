// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calling a null pointer traps: table entry 0 is empty.
// compare: text
// status: 134
// stdout: before
// stderr: uninitialized element
#include <stdio.h>

int main(int argc, char **argv) {
  void (*volatile nothing)(void) = NULL;
  puts("before");
  fflush(stdout);
  nothing();
  puts("after");
  return 0;
}
