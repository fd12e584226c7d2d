// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Converting a number that is too large to an integer traps.
// compare: text
// status: 134
// flags: -mno-nontrapping-fptoint
// stdout: 2147483647
// stderr: integer overflow
#include <stdio.h>

int truncateToInt(double x);
__asm__(".globl truncateToInt\n"
        ".type truncateToInt,@function\n"
        "truncateToInt:\n"
        ".functype truncateToInt (f64) -> (i32)\n"
        "local.get 0\n"
        "i32.trunc_f64_s\n"
        "end_function\n");

int main(int argc, char **argv) {
  volatile double x = 2147483647.5;
  printf("%d\n", truncateToInt(x));
  fflush(stdout);
  x += 1;
  printf("%d\n", truncateToInt(x));
  return 0;
}
