// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Converting a NaN to an integer traps.
// compare: text
// status: 134
// flags: -mno-nontrapping-fptoint
// stdout: 12
// stderr: invalid conversion to integer
#include <stdio.h>

// Written as the instruction itself: the compiler guards conversions in C.
int truncateToInt(double x);
__asm__(".globl truncateToInt\n"
        ".type truncateToInt,@function\n"
        "truncateToInt:\n"
        ".functype truncateToInt (f64) -> (i32)\n"
        "local.get 0\n"
        "i32.trunc_f64_s\n"
        "end_function\n");

int main(int argc, char **argv) {
  volatile double x = 12.9, zero = 0;
  printf("%d\n", truncateToInt(x));
  fflush(stdout);
  printf("%d\n", truncateToInt(zero / zero));
  return 0;
}
