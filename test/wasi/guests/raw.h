// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Short forms of the raw calls, for guests that test them one by one.
#pragma once

#include <stdio.h>
#include <string.h>
#include <wasi/api.h>

#define DIR_FD 3 // the granted directory

static inline __wasi_errno_t openAt(int dir, const char *path, __wasi_oflags_t oflags,
                                    __wasi_rights_t rights, __wasi_fdflags_t flags, int *fd) {
  __wasi_fd_t opened = (__wasi_fd_t)-1;
  __wasi_errno_t error = __wasi_path_open(dir, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, path, oflags,
                                          rights, rights, flags, &opened);
  *fd = (int)opened;
  return error;
}

#define FILE_RIGHTS                                                                                \
  (__WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_WRITE | __WASI_RIGHTS_FD_SEEK |                        \
   __WASI_RIGHTS_FD_TELL | __WASI_RIGHTS_FD_FILESTAT_GET | __WASI_RIGHTS_FD_FILESTAT_SET_SIZE |    \
   __WASI_RIGHTS_FD_FILESTAT_SET_TIMES | __WASI_RIGHTS_FD_ALLOCATE | __WASI_RIGHTS_FD_ADVISE |     \
   __WASI_RIGHTS_FD_SYNC | __WASI_RIGHTS_FD_DATASYNC | __WASI_RIGHTS_FD_FDSTAT_SET_FLAGS |         \
   __WASI_RIGHTS_POLL_FD_READWRITE)

static inline __wasi_errno_t writeText(int fd, const char *text, size_t *written) {
  __wasi_ciovec_t vector = {(const uint8_t *)text, strlen(text)};
  return __wasi_fd_write(fd, &vector, 1, written);
}

static inline __wasi_errno_t readText(int fd, char *text, size_t size, size_t *length) {
  __wasi_iovec_t vector = {(uint8_t *)text, size};
  __wasi_errno_t error = __wasi_fd_read(fd, &vector, 1, length);
  text[error ? 0 : *length] = 0;
  return error;
}

// Prints a call and what it returned.
#define SHOW(call) printf("%s: %d\n", #call, (int)(call))
