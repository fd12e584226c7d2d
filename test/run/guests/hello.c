// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The smallest program that prints.
#include <stdio.h>

int main(void) {
  puts("Hello, world!");
  return 0;
}
