// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A trap prints its kind and the functions on the way to it, and what was printed before is not lost.
// compare: text
// status: 134
// stdout: before
// stderr: unreachable
// stderr: theFunctionThatTraps
// stderr: itsCaller
#include <stdio.h>

__attribute__((noinline)) int theFunctionThatTraps(int x) {
  if (x)
    __builtin_trap();
  return x;
}
__attribute__((noinline)) int itsCaller(int x) { return theFunctionThatTraps(x) + 1; }

int main(int argc, char **argv) {
  puts("before");
  fflush(stdout);
  int result = itsCaller(argc);
  puts("after");
  return result;
}
