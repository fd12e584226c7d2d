// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The hello world whose size and start are measured.
#include <stdio.h>

int main(void) {
  puts("Hello, world!");
  return 0;
}
