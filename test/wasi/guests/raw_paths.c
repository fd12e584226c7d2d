// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The calls by path, raw: results and error numbers.
#include "raw.h"

#define FOLLOW __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW

static void touch(const char *path, const char *contents) {
  int fd;
  size_t n;
  SHOW(openAt(DIR_FD, path, __WASI_OFLAGS_CREAT | __WASI_OFLAGS_TRUNC, FILE_RIGHTS, 0, &fd));
  SHOW(writeText(fd, contents, &n));
  SHOW(__wasi_fd_close(fd));
}

static void show(const char *path, __wasi_lookupflags_t lookup) {
  __wasi_filestat_t stat;
  int error = __wasi_path_filestat_get(DIR_FD, lookup, path, &stat);
  printf("%s (%d): %d", path, lookup, error);
  if (!error && stat.filetype != __WASI_FILETYPE_DIRECTORY)
    printf(" type %d size %llu links %llu", stat.filetype, (unsigned long long)stat.size,
           (unsigned long long)stat.nlink);
  else if (!error)
    printf(" directory");
  printf("\n");
}

static void showLink(const char *path, size_t size) {
  uint8_t text[100] = {0};
  size_t used = 0;
  int error = __wasi_path_readlink(DIR_FD, path, text, size, &used);
  printf("%s -> %d %zu %s\n", path, error, used, text);
}

int main(void) {
  SHOW(__wasi_path_create_directory(DIR_FD, "d"));
  SHOW(__wasi_path_create_directory(DIR_FD, "d"));
  SHOW(__wasi_path_create_directory(DIR_FD, "d/e"));
  SHOW(__wasi_path_create_directory(DIR_FD, "x/y"));
  touch("d/f", "hello");
  show("d", 0);
  show("d/f", 0);
  show("d/../d/./f", 0);
  show("d/f/", 0);
  show("none", FOLLOW);
  SHOW(__wasi_path_symlink("f", DIR_FD, "d/l"));
  SHOW(__wasi_path_symlink("f", DIR_FD, "d/l"));
  show("d/l", 0);
  show("d/l", FOLLOW);
  showLink("d/l", 100);
  showLink("d/f", 100);
  SHOW(__wasi_path_symlink("d", DIR_FD, "ld"));
  show("ld/f", FOLLOW);
  SHOW(__wasi_path_symlink("nowhere", DIR_FD, "dangling"));
  show("dangling", FOLLOW);
  show("dangling", 0);
  SHOW(__wasi_path_symlink("loop", DIR_FD, "loop"));
  show("loop", FOLLOW);
  SHOW(__wasi_path_link(DIR_FD, 0, "d/f", DIR_FD, "hard"));
  SHOW(__wasi_path_link(DIR_FD, 0, "d/f", DIR_FD, "hard"));
  SHOW(__wasi_path_link(DIR_FD, 0, "none", DIR_FD, "hard2"));
  show("hard", 0);
  SHOW(__wasi_path_filestat_set_times(DIR_FD, FOLLOW, "d/l", 0, 5000000000, __WASI_FSTFLAGS_MTIM));
  __wasi_filestat_t stat;
  SHOW(__wasi_path_filestat_get(DIR_FD, 0, "hard", &stat));
  printf("mtim %llu\n", (unsigned long long)stat.mtim);
  SHOW(__wasi_path_rename(DIR_FD, "d/f", DIR_FD, "moved"));
  show("d/f", 0);
  show("moved", 0);
  SHOW(__wasi_path_rename(DIR_FD, "none", DIR_FD, "x"));
  SHOW(__wasi_path_rename(DIR_FD, "moved", DIR_FD, "d"));
  SHOW(__wasi_path_rename(DIR_FD, "d", DIR_FD, "moved"));
  SHOW(__wasi_path_remove_directory(DIR_FD, "d"));
  SHOW(__wasi_path_remove_directory(DIR_FD, "moved"));
  SHOW(__wasi_path_remove_directory(DIR_FD, "d/e"));
  SHOW(__wasi_path_unlink_file(DIR_FD, "d/l"));
  SHOW(__wasi_path_unlink_file(DIR_FD, "d/l"));
  SHOW(__wasi_path_unlink_file(DIR_FD, "d"));
  SHOW(__wasi_path_remove_directory(DIR_FD, "d"));
  show("d", 0);
  show("hard/x", 0);
  return 0;
}
