// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Standard input is read to its end, in lines and in blocks; standard error is its own stream.
// stdin: first line\nsecond\n\nlast without newline
#include <stdio.h>
#include <string.h>

int main(void) {
  char line[64];
  int lines = 0;
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    printf("%d %zu [%s]\n", ++lines, strlen(line), line);
  }
  fprintf(stderr, "%d lines, end %d, error %d\n", lines, feof(stdin) != 0, ferror(stdin) != 0);
  return 0;
}
