// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A load past the end of memory traps.
// compare: text
// status: 134
// stdout: before
// stderr: out of bounds memory access
// stderr: readFarAway
#include <stdint.h>
#include <stdio.h>

int readFarAway(uint32_t address) { return *(volatile int *)(uintptr_t)address; }
int (*volatile reader)(uint32_t) = readFarAway; // a pointer, so that it is not inlined

int main(int argc, char **argv) {
  puts("before");
  fflush(stdout);
  int value = reader(0xfff00000u + (uint32_t)argc);
  printf("after %d\n", value);
  return 0;
}
