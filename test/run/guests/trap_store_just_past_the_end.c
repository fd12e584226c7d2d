// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The last bytes of memory can be written, an access that reaches one byte past them cannot.
// compare: text
// status: 134
// stdout: the last word is fine
// stderr: out of bounds memory access
#include <stdint.h>
#include <stdio.h>

int main(int argc, char **argv) {
  uintptr_t end = __builtin_wasm_memory_size(0) * 65536;
  *(volatile uint32_t *)(end - 4) = 7;
  puts("the last word is fine");
  fflush(stdout);
  *(volatile uint32_t *)(end - 3) = 7;
  puts("after");
  return 0;
}
