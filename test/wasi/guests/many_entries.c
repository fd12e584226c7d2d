// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A directory with more entries than fit a buffer, read whole, again from places in the middle, and
// with buffers of odd sizes.
#include "raw.h"
#include <stdlib.h>

#define COUNT 500
static char seen[COUNT];

static int list(size_t size) {
  uint8_t buffer[600];
  __wasi_dircookie_t cookie = 0;
  int count = 0;
  memset(seen, 0, sizeof(seen));
  for (;;) {
    size_t used, at = 0;
    int progress = 0;
    if (__wasi_fd_readdir(DIR_FD, buffer, size, cookie, &used))
      return -1;
    while (at + sizeof(__wasi_dirent_t) <= used) {
      __wasi_dirent_t entry;
      memcpy(&entry, buffer + at, sizeof(entry));
      if (at + sizeof(entry) + entry.d_namlen > used)
        break;
      char name[64] = {0};
      memcpy(name, buffer + at + sizeof(entry), entry.d_namlen);
      if (name[0] == 'f') {
        int index = atoi(name + 1);
        if (seen[index]++ || entry.d_type != __WASI_FILETYPE_REGULAR_FILE)
          return -2;
        ++count;
      }
      at += sizeof(entry) + entry.d_namlen;
      cookie = entry.d_next;
      progress = 1;
    }
    if (used < size)
      return count;
    if (!progress)
      return -3;
  }
}

int main(void) {
  for (int i = 0; i < COUNT; ++i) {
    char name[64];
    int fd;
    snprintf(name, sizeof(name), "f%d", i);
    if (openAt(DIR_FD, name, __WASI_OFLAGS_CREAT, FILE_RIGHTS, 0, &fd) || __wasi_fd_close(fd))
      return 1;
  }
  printf("%d %d %d %d\n", list(600), list(37), list(64), list(333));
  return 0;
}
