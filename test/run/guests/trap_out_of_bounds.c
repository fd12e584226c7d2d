// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A load past the end of memory traps.
// compare: text
// status: 134
// stdout: before
// stderr: out of bounds memory access
// stderr: readFarAway
#include <stdint.h>
#include <stdio.h>

__attribute__((noinline)) int readFarAway(uint32_t address) { return *(volatile int *)(uintptr_t)address; }

int main(int argc, char **argv) {
  puts("before");
  fflush(stdout);
  int value = readFarAway(0xfff00000u + (uint32_t)argc);
  printf("after %d\n", value);
  return 0;
}
