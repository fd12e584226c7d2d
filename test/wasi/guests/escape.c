// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// setup: file ../secret secret
// setup: dir sub
// setup: link ../secret relative
// setup: link .. parent
// setup: link sub/../../secret winding
// setup: link {outside}/secret absolute
// Attempts to leave the granted directory. Each has to fail, none may change anything.
#include "raw.h"

static void attempt(const char *path) {
  int fd;
  size_t n;
  char text[10];
  __wasi_filestat_t stat;
  int opened = openAt(DIR_FD, path, 0, __WASI_RIGHTS_FD_READ, 0, &fd);
  if (!opened && !readText(fd, text, 6, &n))
    printf("READ %s from ", text);
  printf("%s: %d", path, opened);
  printf(" %d", openAt(DIR_FD, path, __WASI_OFLAGS_CREAT, FILE_RIGHTS, 0, &fd));
  printf(" %d", __wasi_path_filestat_get(DIR_FD, 1, path, &stat));
  printf(" %d\n", __wasi_path_filestat_set_times(DIR_FD, 1, path, 0, 0, __WASI_FSTFLAGS_MTIM));
}

static void attemptEntry(const char *path) {
  uint8_t text[10];
  size_t n;
  printf("%s: %d", path, __wasi_path_create_directory(DIR_FD, path));
  printf(" %d", __wasi_path_remove_directory(DIR_FD, path));
  printf(" %d", __wasi_path_unlink_file(DIR_FD, path));
  printf(" %d", __wasi_path_rename(DIR_FD, path, DIR_FD, "stolen"));
  printf(" %d", __wasi_path_rename(DIR_FD, "sub", DIR_FD, path));
  printf(" %d", __wasi_path_link(DIR_FD, 0, path, DIR_FD, "stolen"));
  printf(" %d", __wasi_path_symlink("x", DIR_FD, path));
  printf(" %d\n", __wasi_path_readlink(DIR_FD, path, text, 10, &n));
}

int main(void) {
  attempt("../secret");
  attempt("sub/../../secret");
  attempt("sub/../../../../../../../../etc/passwd");
  attempt("relative");
  attempt("winding");
  // node resolves these otherwise, and is led out by the first.
  printf("~");
  attempt("parent/secret");
  printf("~");
  attempt("absolute");
  printf("~");
  attempt("/etc/passwd");
  attemptEntry("../secret");
  attemptEntry("../new");
  printf("~");
  attemptEntry("parent/secret");
  attemptEntry("sub/../../new");
  printf("~");
  attemptEntry("/tmp/new");
  return 0;
}
