// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attempts to leave a granted directory while another process exchanges what is in it, as fast as
// it can (hosts.py). Each goes on until it has met both states often enough.
#include "escape.h"

static unsigned reached, refused;

static int isToGoOn(uint32_t error) {
  ++*(error ? &refused : &reached);
  return reached < 300 || refused < 300;
}

static int opensTheRight(uint32_t dir, uint32_t lookup, const char *path) {
  uint32_t fd;
  uint32_t error = wasi_path_open(dir, lookup, PATH(path), 0, READ_RIGHTS, 0, 0, &fd);
  if (!error) {
    SAME(mustNotHoldSecret(fd), 't');
    OK(wasi_fd_close(fd));
  }
  return isToGoOn(error);
}

// setup: dir d
// setup: file d/secret text
// setup: dir ../vault
// setup: file ../vault/secret SECRET
// setup: link ../vault l
// after: file ../vault/secret SECRET
CASE(reading_while_a_directory_becomes_a_link) {
  while (opensTheRight(ROOT, FOLLOW, "d/secret"))
    ;
}

// setup: dir d
// setup: dir d/e
// setup: file d/e/secret text
// setup: dir ../vault
// setup: dir ../vault/e
// setup: file ../vault/e/secret SECRET
// setup: link ../vault l
// after: file ../vault/e/secret SECRET
CASE(reading_further_below_a_directory_that_becomes_a_link) {
  while (opensTheRight(ROOT, 0, "d/./e/../e/secret"))
    ;
}

// setup: file f text
// setup: file ../secret SECRET
// setup: link ../secret l
// after: file ../secret SECRET
CASE(reading_while_a_file_becomes_a_link) {
  while (opensTheRight(ROOT, FOLLOW, "f"))
    ;
}

// setup: file f text
// setup: file ../secret SECRET
// setup: link {root}/secret l
// after: file ../secret SECRET
CASE(writing_while_a_file_becomes_a_link) {
  uint32_t fd, error;
  do {
    error = openAs(ROOT, "f", OFLAG(CREAT) | OFLAG(TRUNC), FILE_RIGHTS, 0, &fd);
    if (!error) {
      mustWrite(fd, "text");
      OK(wasi_fd_close(fd));
    }
  } while (isToGoOn(error));
}

// setup: dir d
// setup: file d/secret text
// setup: dir ../vault
// setup: file ../vault/secret SECRET
// setup: link ../vault l
// after: file ../vault/secret SECRET
CASE(asking_while_a_directory_becomes_a_link) {
  __wasi_filestat_t stat;
  uint32_t error;
  do {
    error = wasi_path_filestat_get(ROOT, FOLLOW, PATH("d/secret"), &stat);
    if (!error)
      SAME(stat.size, 4); // the other is longer
  } while (isToGoOn(error));
}

// setup: dir d
// setup: file d/secret text
// setup: dir ../vault
// setup: file ../vault/secret SECRET
// setup: link ../vault l
// after: file ../vault/secret SECRET
CASE(setting_times_while_a_directory_becomes_a_link) {
  uint32_t error, lookup = 0;
  do {
    error =
        wasi_path_filestat_set_times(ROOT, lookup, PATH("d/secret"), 1, 1, __WASI_FSTFLAGS_MTIM);
    lookup ^= FOLLOW;
  } while (isToGoOn(error));
}

// setup: dir d
// setup: dir ../vault
// setup: file ../vault/secret SECRET
// setup: link ../vault l
// after: file ../vault/secret SECRET
CASE(creating_while_a_directory_becomes_a_link) {
  uint32_t fd, error;
  do {
    error = openAs(ROOT, "d/new", OFLAG(CREAT), FILE_RIGHTS, 0, &fd);
    if (!error)
      OK(wasi_fd_close(fd));
    wasi_path_create_directory(ROOT, PATH("d/directory"));
    wasi_path_symlink(PATH("f"), ROOT, PATH("d/link"));
    wasi_path_unlink_file(ROOT, PATH("d/new"));
    wasi_path_unlink_file(ROOT, PATH("d/link"));
    wasi_path_remove_directory(ROOT, PATH("d/directory"));
  } while (isToGoOn(error));
}

// setup: dir d
// setup: dir ../vault
// setup: file ../vault/secret SECRET
// setup: dir ../vault/directory
// setup: link ../vault l
// after: file ../vault/secret SECRET
// after: dir ../vault/directory
CASE(removing_while_a_directory_becomes_a_link) {
  uint32_t fd, error;
  do {
    if (!openAs(ROOT, "d/secret", OFLAG(CREAT), FILE_RIGHTS, 0, &fd))
      OK(wasi_fd_close(fd));
    wasi_path_create_directory(ROOT, PATH("d/directory"));
    wasi_path_remove_directory(ROOT, PATH("d/directory"));
    error = wasi_path_unlink_file(ROOT, PATH("d/secret"));
  } while (isToGoOn(error));
}

// setup: dir d
// setup: file d/secret text
// setup: dir ../vault
// setup: file ../vault/secret SECRET
// setup: link ../vault l
// after: file ../vault/secret SECRET
CASE(linking_and_renaming_while_a_directory_becomes_a_link) {
  uint32_t fd, error, lookup = 0;
  do {
    error = wasi_path_link(ROOT, lookup, PATH("d/secret"), ROOT, PATH("got"));
    lookup ^= FOLLOW;
    if (!error) {
      OK(openAs(ROOT, "got", 0, READ_RIGHTS, 0, &fd));
      SAME(mustNotHoldSecret(fd), 't');
      OK(wasi_fd_close(fd));
      OK(wasi_path_unlink_file(ROOT, PATH("got")));
    }
    if (!wasi_path_rename(ROOT, PATH("d/secret"), ROOT, PATH("got"))) {
      OK(openAs(ROOT, "got", 0, READ_RIGHTS, 0, &fd));
      SAME(mustNotHoldSecret(fd), 't');
      OK(wasi_fd_close(fd));
      while (wasi_path_rename(ROOT, PATH("got"), ROOT, PATH("d/secret")))
        ;
    }
  } while (isToGoOn(error));
}

// While the directory is outside, two levels above what is in it lies a secret.
// setup: dir a
// setup: dir a/b
// setup: dir a/b/c
// setup: file a/secret text
// setup: dir ../moved
// setup: file ../moved/secret SECRET
// after: file ../moved/secret SECRET
CASE(two_dots_while_a_directory_is_moved_out) {
  while (opensTheRight(ROOT, FOLLOW, "a/b/c/../../secret"))
    ;
}

// The same from within: the guest's descriptor moves along.
// setup: dir a
// setup: dir a/b
// setup: dir a/b/c
// setup: file a/b/f text
// setup: file a/secret text
// setup: dir ../moved
// setup: file ../moved/secret SECRET
// after: file ../moved/secret SECRET
CASE(a_directory_that_is_moved_out_while_it_is_open) {
  uint32_t fd, b, c;
  while (openAs(ROOT, "a/b", OFLAG(DIRECTORY), DIRECTORY_RIGHTS | READ_RIGHTS, 0, &b))
    ;
  while (openAs(b, "c", OFLAG(DIRECTORY), DIRECTORY_RIGHTS | READ_RIGHTS, 0, &c))
    ; // where it is outside, --harden forbids it
  for (int i = 0; i < 3000; ++i) {
    DENIED(openAs(b, "../secret", 0, READ_RIGHTS, 0, &fd));
    DENIED(openAs(b, "c/../../secret", 0, READ_RIGHTS, 0, &fd));
    DENIED(openAs(c, "../../secret", 0, READ_RIGHTS, 0, &fd));
    DENIED(openAs(c, "../f", 0, READ_RIGHTS, 0, &fd));
  }
}
