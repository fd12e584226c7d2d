// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Without a grant no file of the machine can be opened.
// compare: text
// stdout: cannot open
#include <stdio.h>

int main(void) {
  FILE *file = fopen("/etc/passwd", "r");
  puts(file ? "opened!" : "cannot open");
  return 0;
}
