// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Endless recursion is a trap, not a crash, and the back trace of a deep stack is cut short.
// compare: text
// status: 134
// flags: -O1
// stdout: before
// stderr: call stack exhausted
// stderr: descend
#include <stdio.h>

volatile int depth;
__attribute__((noinline)) int descend(int x) {
  ++depth;
  return descend(x + 1) * 3 + x * depth;
}

int main(int argc, char **argv) {
  puts("before");
  fflush(stdout);
  printf("%d\n", descend(argc));
  return 0;
}
