// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The calls on descriptors, raw: results and error numbers.
#include "raw.h"

int main(void) {
  int fd, other;
  size_t n;
  char text[100];
  __wasi_filesize_t position;
  __wasi_filestat_t stat;
  __wasi_fdstat_t fdstat;

  SHOW(openAt(DIR_FD, "none", 0, FILE_RIGHTS, 0, &fd));
  SHOW(openAt(DIR_FD, "f", __WASI_OFLAGS_CREAT | __WASI_OFLAGS_EXCL, FILE_RIGHTS, 0, &fd));
  SHOW(openAt(DIR_FD, "f", __WASI_OFLAGS_CREAT | __WASI_OFLAGS_EXCL, FILE_RIGHTS, 0, &other));
  SHOW(openAt(DIR_FD, "f", __WASI_OFLAGS_DIRECTORY, __WASI_RIGHTS_FD_READ, 0, &other));
  SHOW(writeText(fd, "0123456789", &n));
  printf("wrote %zu\n", n);
  SHOW(__wasi_fd_seek(fd, -3, __WASI_WHENCE_END, &position));
  printf("position %llu\n", (unsigned long long)position);
  SHOW(readText(fd, text, 99, &n));
  printf("read %zu: %s\n", n, text);
  SHOW(readText(fd, text, 99, &n));
  printf("read %zu\n", n);
  SHOW(__wasi_fd_tell(fd, &position));
  printf("position %llu\n", (unsigned long long)position);
  SHOW(__wasi_fd_seek(fd, -1, __WASI_WHENCE_SET, &position));
  SHOW(__wasi_fd_seek(fd, 4, __WASI_WHENCE_SET, &position));
  SHOW(__wasi_fd_seek(fd, 1, __WASI_WHENCE_CUR, &position));
  printf("position %llu\n", (unsigned long long)position);

  __wasi_iovec_t parts[3] = {
      {(uint8_t *)text, 2}, {(uint8_t *)text + 50, 0}, {(uint8_t *)text + 2, 3}};
  SHOW(__wasi_fd_pread(fd, parts, 3, 1, &n));
  printf("read %zu: %.5s\n", n, text);
  __wasi_ciovec_t pieces[2] = {{(const uint8_t *)"ab", 2}, {(const uint8_t *)"cde", 3}};
  SHOW(__wasi_fd_pwrite(fd, pieces, 2, 20, &n));
  SHOW(__wasi_fd_filestat_get(fd, &stat));
  printf("size %llu type %d links %llu\n", (unsigned long long)stat.size, stat.filetype,
         (unsigned long long)stat.nlink);
  SHOW(__wasi_fd_filestat_set_size(fd, 3));
  SHOW(__wasi_fd_allocate(fd, 0, 10));
  SHOW(__wasi_fd_filestat_get(fd, &stat));
  printf("size %llu\n", (unsigned long long)stat.size);
  SHOW(__wasi_fd_filestat_set_times(fd, 1000000000, 2000000000,
                                    __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM));
  SHOW(__wasi_fd_filestat_get(fd, &stat));
  printf("times %llu %llu\n", (unsigned long long)stat.atim, (unsigned long long)stat.mtim);
  SHOW(__wasi_fd_advise(fd, 0, 0, __WASI_ADVICE_SEQUENTIAL));
  SHOW(__wasi_fd_sync(fd));
  SHOW(__wasi_fd_datasync(fd));
  SHOW(__wasi_fd_fdstat_set_flags(fd, __WASI_FDFLAGS_APPEND));
  SHOW(__wasi_fd_fdstat_get(fd, &fdstat));
  printf("~type %d flags %d\n", fdstat.fs_filetype, fdstat.fs_flags);
  SHOW(writeText(fd, "end", &n));
  SHOW(__wasi_fd_filestat_get(fd, &stat));
  printf("size %llu\n", (unsigned long long)stat.size);
  SHOW(__wasi_fd_close(fd));
  SHOW(__wasi_fd_close(fd));
  SHOW(__wasi_fd_tell(fd, &position));

  // Rights.
  SHOW(openAt(DIR_FD, "f", 0, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_SEEK, 0, &fd));
  SHOW(__wasi_fd_fdstat_get(fd, &fdstat));
  printf("rights %llx\n", (unsigned long long)fdstat.fs_rights_base);
  SHOW(__wasi_fd_filestat_set_size(fd, 0));
  SHOW(__wasi_fd_fdstat_set_rights(fd, __WASI_RIGHTS_FD_READ, 0));
  SHOW(__wasi_fd_fdstat_set_rights(fd, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_SEEK, 0));
  SHOW(__wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &position));

  // Bad addresses, for which node has various errors.
  printf("~");
  SHOW(__wasi_fd_read(fd, (__wasi_iovec_t *)0xfffffff0u, 1, &n));
  __wasi_iovec_t bad = {(uint8_t *)0xfffffff0u, 100};
  printf("~");
  SHOW(__wasi_fd_read(fd, &bad, 1, &n));

  // Numbers.
  SHOW(openAt(DIR_FD, "g", __WASI_OFLAGS_CREAT, FILE_RIGHTS, 0, &other));
  printf("the second is a new number: %d\n", other != fd);
  SHOW(__wasi_fd_fdstat_get(99, &fdstat));
  return 0;
}
