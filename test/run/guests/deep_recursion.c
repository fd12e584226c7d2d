// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// With a larger stack, recursion goes as deep as that stack allows, whatever the shell's limit.
// wasmelt: --stack-size 256M
// flags: -O1
// compare: text
// stdout: 500000500000
#include <stdint.h>
#include <stdio.h>

volatile int one = 1;
__attribute__((noinline)) int64_t sum(int64_t n) { return n ? sum(n - one) + n : 0; }

int main(void) {
  printf("%lld\n", (long long)sum(1000000));
  return 0;
}
