/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Copies a file by reads and writes of 64 KiB: copy FROM TO */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv) {
  static char bytes[65536];
  if (argc != 3)
    return 2;
  int from = open(argv[1], O_RDONLY);
  int to = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (from < 0 || to < 0) {
    perror("copy");
    return 1;
  }
  ssize_t length;
  while ((length = read(from, bytes, sizeof(bytes))) > 0)
    if (write(to, bytes, (size_t)length) != length) {
      perror("copy");
      return 1;
    }
  return length < 0 || close(to) < 0;
}
