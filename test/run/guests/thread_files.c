// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flags: -O2 -nostdlib -matomics -mbulk-memory -Wl,--shared-memory,--import-memory
// flags: -Wl,--export-memory,--max-memory=16777216
// wasmelt: --dir {work}::/data
// compare: text
// stdout: failures 0
// Threads open, write, read and close files at the same time; none gets hold of another one's.
#include "mini_threads.h"

WASI(path_open)
int path_open(int dir, int lookup, const char *path, size_t length, int oflags, uint64_t rights,
              uint64_t inheriting, int fd_flags, int *fd);
WASI(fd_close) int fd_close(int fd);
WASI(fd_pread) int fd_pread(int fd, const void *vectors, size_t count, uint64_t at, size_t *read);

enum { thread_count = 6, rounds = 300, files = 12, granted = 3, create_truncate = 9 };
static Thread threads[thread_count];
static volatile int failures;

struct Vector {
  const void *start;
  size_t length;
};

static void useFiles(void *number) {
  char me = (char)('a' + (int)number), text[8], back[8];
  for (int i = 0; i < 8; ++i)
    text[i] = me;
  for (int round = 0; round < rounds; ++round) {
    int fds[files];
    for (int i = 0; i < files; ++i) {
      char name[2] = {me, (char)('a' + i)};
      size_t done;
      struct Vector out = {text, 8};
      if (path_open(granted, 0, name, 2, create_truncate, 0x42, 0, 0, &fds[i]) != 0 ||
          fd_write(fds[i], &out, 1, &done) != 0 || done != 8)
        ++failures;
    }
    for (int i = 0; i < files; ++i) {
      size_t done = 0;
      struct Vector in = {back, 8};
      if (fd_pread(fds[i], &in, 1, 0, &done) != 0 || done != 8 || back[0] != me || back[7] != me ||
          fd_close(fds[i]) != 0)
        ++failures;
    }
  }
}

__attribute__((export_name("_start"))) void _start(void) {
  for (int i = 0; i < thread_count; ++i)
    start(&threads[i], useFiles, (void *)i);
  for (int i = 0; i < thread_count; ++i)
    join(&threads[i]);
  print("failures ", (uint64_t)failures);
}
