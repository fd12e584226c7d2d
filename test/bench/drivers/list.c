/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Lists a directory: prints how many entries it has and the length of their names. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
  if (argc != 2)
    return 2;
  DIR *directory = opendir(argv[1]);
  if (!directory) {
    perror("list");
    return 1;
  }
  unsigned count = 0, length = 0;
  for (struct dirent *entry; (entry = readdir(directory)); ++count)
    length += (unsigned)strlen(entry->d_name);
  printf("%u entries, %u bytes\n", count, length);
  return closedir(directory);
}
