// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attempts to leave a granted directory by the spelling of paths.
#include "escape.h"

// setup: file f text
// setup: file ../secret SECRET
// after: file ../secret SECRET
// after: absent ../new
CASE(two_dots_first) {
  isUnreachableDirectory(ROOT, "..");
  isUnreachableDirectory(ROOT, "../.");
  isUnreachable(ROOT, "../granted/f");
  isUnreachable(ROOT, "../granted");
}

// setup: file f text
// setup: dir d
// setup: dir d/e
// setup: file ../secret SECRET
// after: file ../secret SECRET
CASE(two_dots_in_the_middle) {
  uint32_t fd;
  OK(openAs(ROOT, "d/e/../../f", 0, READ_RIGHTS, 0, &fd)); // as far as that is right
  isUnreachableDirectory(ROOT, "d/../..");
  isUnreachableDirectory(ROOT, "d/e/../../..");
  isUnreachable(ROOT, "d/../../granted/f");
}

// setup: file f text
// setup: dir d
// setup: file ../secret SECRET
// after: file ../secret SECRET
CASE(two_dots_with_slashes_and_single_dots_between) {
  static const char *const paths[] = {".//..//secret",      "./../secret",
                                      "d/./.././../secret", "d//..//..//secret",
                                      "././././../secret",  "d/..//./../secret"};
  for (unsigned i = 0; i < sizeof(paths) / sizeof(*paths); ++i)
    isUnreachable(ROOT, paths[i]);
}

// setup: file f text
// setup: file ../secret SECRET
// after: file ../secret SECRET
CASE(two_dots_behind_what_is_no_directory) {
  isUnreachable(ROOT, "missing/../../secret");
  isUnreachable(ROOT, "f/../../secret");
  isUnreachable(ROOT, "f/../f");
  cannotChangeEntries(ROOT, "f/../..", "secret");
}

// setup: file ../secret SECRET
// after: file ../secret SECRET
CASE(two_dots_a_thousand_times) {
  char path[4096] = "";
  for (int i = 0; i < 1000; ++i)
    strcat(path, "../");
  strcat(path, "etc/passwd");
  isUnreachable(ROOT, path);
}

// setup: file ../secret SECRET
// setup: link {root}/secret way
// after: file ../secret SECRET
CASE(absolute_paths) {
  static const char *const paths[] = {"/",
                                      "//",
                                      "/.",
                                      "/..",
                                      "/etc/passwd",
                                      "/proc/self/root/etc/passwd",
                                      "//etc/passwd",
                                      "/proc/self/fd/3/../secret",
                                      "/dev/fd/3/secret",
                                      "/data/f",
                                      "/granted/f"};
  char path[512];
  uint32_t length;
  for (unsigned i = 0; i < sizeof(paths) / sizeof(*paths); ++i)
    isUnreachable(ROOT, paths[i]);
  cannotChangeEntries(ROOT, "", "etc");
  OK(wasi_path_readlink(ROOT, PATH("way"), path, sizeof(path) - 1, &length));
  path[length] = 0;
  isUnreachable(ROOT, path);
}

// setup: file f SECRET
// setup: dir d
// setup: file ../secret SECRET
// after: file ../secret SECRET
// after: file f SECRET
CASE(two_dots_from_a_directory_that_was_opened) {
  uint32_t d = mustOpenDirectory("d"), again;
  isUnreachable(d, "..");
  isUnreachable(d, "../f");
  isUnreachable(d, "../../secret");
  OK(wasi_path_open(d, FOLLOW, PATH("."), OFLAG(DIRECTORY), DIRECTORY_RIGHTS, DIRECTORY_RIGHTS, 0,
                    &again));
  isUnreachable(again, "..");
  isUnreachable(again, "../f");
}

// setup: file ../secret SECRET
// after: file ../secret SECRET
CASE(names_that_look_like_two_dots) {
  static const char *const names[] = {
      "...", ".. ", " ..", "..\\secret", "..\n", "\xc0\xae\xc0\xae", "%2e%2e", "..;"};
  uint32_t fd, d;
  for (unsigned i = 0; i < sizeof(names) / sizeof(*names); ++i) {
    isUnreachable(ROOT, "../secret");
    OK(wasi_path_create_directory(ROOT, PATH(names[i]))); // names like any others
    OK(wasi_path_open(ROOT, 0, PATH(names[i]), OFLAG(DIRECTORY), DIRECTORY_RIGHTS, ALL_RIGHTS, 0,
                      &d));
    DENIED(openAs(d, "secret", 0, READ_RIGHTS, 0, &fd));
    OK(wasi_path_remove_directory(ROOT, PATH(names[i])));
  }
}

// setup: file f text
// setup: dir d
// setup: file ../secret SECRET
// after: file ../secret SECRET
// after: file f text
// after: dir d
CASE(a_zero_inside_of_a_path) {
  static const struct {
    const char *text;
    uint32_t length;
  } paths[] = {
      {"f\0/../../secret", 16}, {"..\0x", 4}, {"\0../secret", 10}, {"f\0", 2}, {"d\0/f", 4},
      {"../secret\0", 10},      {"\0", 1}};
  uint32_t fd, used;
  uint8_t buffer[10];
  __wasi_filestat_t stat;
  for (unsigned i = 0; i < sizeof(paths) / sizeof(*paths); ++i) {
    const char *text = paths[i].text;
    uint32_t length = paths[i].length;
    DENIED(wasi_path_open(ROOT, FOLLOW, text, length, 0, READ_RIGHTS, 0, 0, &fd));
    DENIED(wasi_path_open(ROOT, FOLLOW, text, length, OFLAG(CREAT), FILE_RIGHTS, 0, 0, &fd));
    DENIED(wasi_path_filestat_get(ROOT, 0, text, length, &stat));
    DENIED(wasi_path_unlink_file(ROOT, text, length));
    DENIED(wasi_path_remove_directory(ROOT, text, length));
    DENIED(wasi_path_create_directory(ROOT, text, length));
    DENIED(wasi_path_rename(ROOT, text, length, ROOT, PATH("x")));
    DENIED(wasi_path_rename(ROOT, PATH("f"), ROOT, text, length));
    DENIED(wasi_path_link(ROOT, 0, text, length, ROOT, PATH("x")));
    DENIED(wasi_path_symlink(PATH("f"), ROOT, text, length));
    DENIED(wasi_path_symlink(text, length, ROOT, PATH("x")));
    DENIED(wasi_path_readlink(ROOT, text, length, buffer, sizeof(buffer), &used));
  }
}

// setup: file f text
// setup: dir d
// setup: dir ../empty
// setup: file ../secret SECRET
// after: file ../secret SECRET
// after: file f text
// after: dir d
// after: dir ../empty
CASE(two_dots_as_the_entry_itself) {
  static const char *const names[] = {"..",      "../", "d/..",       "d/../",
                                      "d/../..", ".",   "../granted", "../empty"};
  for (unsigned i = 0; i < sizeof(names) / sizeof(*names); ++i) {
    DENIED(wasi_path_rename(ROOT, PATH(names[i]), ROOT, PATH("x")));
    DENIED(wasi_path_rename(ROOT, PATH("d"), ROOT, PATH(names[i])));
    DENIED(wasi_path_rename(ROOT, PATH("f"), ROOT, PATH(names[i])));
    DENIED(wasi_path_unlink_file(ROOT, PATH(names[i])));
    DENIED(wasi_path_remove_directory(ROOT, PATH(names[i])));
    DENIED(wasi_path_create_directory(ROOT, PATH(names[i])));
    DENIED(wasi_path_symlink(PATH("f"), ROOT, PATH(names[i])));
    DENIED(wasi_path_link(ROOT, 0, PATH(names[i]), ROOT, PATH("x")));
    DENIED(wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH(names[i])));
  }
}

// setup: file f text
// setup: dir d
// setup: file ../secret SECRET
// after: file ../secret SECRET
// after: file f text
// after: absent ../f
// after: absent ../d
CASE(renaming_out_and_in) {
  DENIED(wasi_path_rename(ROOT, PATH("f"), ROOT, PATH("../f")));
  DENIED(wasi_path_rename(ROOT, PATH("d"), ROOT, PATH("../d")));
  DENIED(wasi_path_rename(ROOT, PATH("d"), ROOT, PATH("d/../../d")));
  DENIED(wasi_path_rename(ROOT, PATH("../secret"), ROOT, PATH("g")));
  DENIED(wasi_path_rename(ROOT, PATH("d/../../secret"), ROOT, PATH("g")));
  DENIED(wasi_path_rename(ROOT, PATH("f"), ROOT, PATH("../secret")));
  DENIED(wasi_path_rename(ROOT, PATH("f"), ROOT, PATH("/tmp/f")));
}

// setup: dir a
// setup: dir a/b
// setup: file a/secret text
// setup: file ../secret SECRET
// after: file ../secret SECRET
CASE(two_dots_from_a_directory_that_was_moved_up) {
  uint32_t b = mustOpenDirectory("a/b");
  OK(wasi_path_rename(ROOT, PATH("a/b"), ROOT, PATH("b")));
  isUnreachable(b, "../secret");
  isUnreachable(b, "../../secret");
  isUnreachable(ROOT, "b/../../secret");
}

// setup: file ../secret SECRET
// after: file ../secret SECRET
CASE(two_dots_behind_hundreds_of_directories) {
  enum { depth = 700 };
  char path[4096] = "";
  uint32_t at = ROOT, next;
  for (int i = 0; i < depth; ++i) {
    OK(wasi_path_create_directory(at, PATH("d")));
    OK(wasi_path_open(at, 0, PATH("d"), OFLAG(DIRECTORY), DIRECTORY_RIGHTS, ALL_RIGHTS, 0, &next));
    if (at != ROOT)
      OK(wasi_fd_close(at));
    at = next;
    if (i < 600)
      strcat(path, "d/");
  }
  int down = (int)strlen(path);
  for (int i = 0; i < 601 && strlen(path) < 4000; ++i)
    strcat(path, "../");
  CHECK((int)strlen(path) > down);
  strcat(path, "secret");
  isUnreachable(ROOT, path);
  isUnreachable(at, "../secret");
}

// setup: file f text
CASE(no_path_at_all) {
  isUnreachable(ROOT, "");
  DENIED(wasi_path_rename(ROOT, PATH(""), ROOT, PATH("x")));
  DENIED(wasi_path_rename(ROOT, PATH("f"), ROOT, PATH("")));
  DENIED(wasi_path_unlink_file(ROOT, PATH("")));
  DENIED(wasi_path_remove_directory(ROOT, PATH("")));
  DENIED(wasi_path_create_directory(ROOT, PATH("")));
  DENIED(wasi_path_symlink(PATH(""), ROOT, PATH("x")));
}

// Too long to be looked at as a whole.
// setup: file ../secret SECRET
// after: file ../secret SECRET
CASE(two_dots_at_the_end_of_a_path_that_is_too_long) {
  static char path[70000];
  static const int lengths[] = {4080, 4085, 4086, 4087, 4095, 4096, 8190, 8192, 65536};
  for (unsigned i = 0; i < sizeof(lengths) / sizeof(*lengths); ++i) {
    for (int at = 0; at < lengths[i]; at += 2)
      memcpy(path + at, "./", 3);
    strcpy(path + (lengths[i] & ~1), "../secret");
    isUnreachable(ROOT, path);
  }
}

// setup: dir ../granted2
// setup: file ../granted2/secret SECRET
// setup: file ../grantedsecret SECRET
// after: file ../granted2/secret SECRET
CASE(a_directory_whose_name_begins_alike) {
  uint32_t fd;
  isUnreachable(ROOT, "../granted2/secret");
  IS(NOENT, openAs(ROOT, "2/secret", 0, READ_RIGHTS, 0, &fd));
  IS(NOENT, openAs(ROOT, "secret", 0, READ_RIGHTS, 0, &fd));
  isUnreachable(ROOT, "../grantedsecret");
}

// Two grants: one is no way into the other, nor into what is between them.
// setup: dir a
// setup: file a/f text
// setup: dir b
// setup: file b/f text
// setup: file secret SECRET
// setup: link ../b/f a/l
// setup: link ../secret a/s
// grant: a::/a
// grant: b::/b
// after: file secret SECRET
CASE(from_one_granted_directory_into_the_other) {
  enum { other = 4 };
  uint32_t fd;
  OK(openAs(other, "f", 0, READ_RIGHTS, 0, &fd));
  isUnreachable(ROOT, "l");
  isUnreachable(ROOT, "s");
  isUnreachable(ROOT, "../b/f");
  isUnreachable(ROOT, "/b/f");
  isUnreachable(other, "../secret");
  DENIED(wasi_path_rename(ROOT, PATH("../secret"), other, PATH("x")));
  DENIED(wasi_path_link(ROOT, FOLLOW, PATH("s"), other, PATH("x")));
  OK(wasi_path_rename(ROOT, PATH("s"), other, PATH("s"))); // a link leads out from there, too
  isUnreachable(other, "s");
}
