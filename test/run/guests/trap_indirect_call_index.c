// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calling past the end of the table traps.
// compare: text
// status: 134
// stdout: before
// stderr: undefined element
#include <stdint.h>
#include <stdio.h>

int main(int argc, char **argv) {
  void (*volatile nowhere)(void) = (void (*)(void))(uintptr_t)1000000;
  puts("before");
  fflush(stdout);
  nowhere();
  puts("after");
  return 0;
}
