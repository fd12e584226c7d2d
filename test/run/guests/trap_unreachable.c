// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A trap prints its kind and the functions on the way; what was printed before is not lost.
// compare: text
// status: 134
// stdout: before
// stderr: unreachable
// stderr: theFunctionThatTraps
// stderr: itsCaller
#include <stdio.h>

int theFunctionThatTraps(int x) {
  if (x)
    __builtin_trap();
  return x;
}
// Called through pointers, so that nothing is inlined.
int (*volatile callee)(int) = theFunctionThatTraps;
int itsCaller(int x) { return callee(x) + 1; }
int (*volatile caller)(int) = itsCaller;

int main(int argc, char **argv) {
  puts("before");
  fflush(stdout);
  int result = caller(argc);
  puts("after");
  return result;
}
