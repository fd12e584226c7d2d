// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A reactor that uses the C library: files, streams, variables and its constructors.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile int constructed; // at run time
__attribute__((constructor)) static void construct(void) { constructed = 1; }

__attribute__((export_name("constructed"))) int wasConstructed(void) { return constructed; }

// Appends a line to the journal, and says so. How many lines there are, or -1.
__attribute__((export_name("note"))) int note(int number) {
  const char *who = getenv("WHO");
  FILE *journal = fopen("/data/journal", "a+");
  if (!journal) {
    perror("journal");
    return -1;
  }
  fprintf(journal, "%s %d\n", who ? who : "nobody", number);
  rewind(journal);
  int lines = 0;
  for (int c; (c = getc(journal)) != EOF;)
    lines += c == '\n';
  fclose(journal);
  printf("noted %d\n", number);
  fflush(stdout);
  return lines;
}

// The sum of the numbers that standard input has.
__attribute__((export_name("sum"))) int sum(void) {
  int total = 0;
  for (int number; scanf("%d", &number) == 1;)
    total += number;
  return total;
}

__attribute__((export_name("leave"))) void leave(int status) { exit(status); }
