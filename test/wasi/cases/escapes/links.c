// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attempts to leave a granted directory through links that are in it.
#include "escape.h"

// setup: file ../secret SECRET
// setup: link {root}/secret l
// after: file ../secret SECRET
// after: absent stolen
CASE(an_absolute_link_to_a_file) {
  isUnreachable(ROOT, "l");
  isUnreachable(ROOT, "./l");
}

// setup: file ../secret SECRET
// setup: link ../secret l
// after: file ../secret SECRET
// after: absent stolen
CASE(a_relative_link_to_a_file) { isUnreachable(ROOT, "l"); }

// setup: file f text
// setup: dir ../vault
// setup: file ../vault/secret SECRET
// setup: link {root}/vault d
// after: file ../vault/secret SECRET
// after: absent ../vault/new
// after: absent stolen
CASE(an_absolute_link_to_a_directory) {
  isUnreachableDirectory(ROOT, "d");
  isUnreachableDirectory(ROOT, "d/.");
}

// setup: file f text
// setup: dir ../vault
// setup: file ../vault/secret SECRET
// setup: link ../vault d
// after: file ../vault/secret SECRET
// after: absent ../vault/new
// after: absent stolen
CASE(a_relative_link_to_a_directory) {
  isUnreachableDirectory(ROOT, "d");
  isUnreachable(ROOT, "d/");
  isUnreachable(ROOT, "d/./");
  isUnreachable(ROOT, "d/..");
}

// setup: file ../secret SECRET
// setup: link ../secret c
// setup: link c b
// setup: link ./b a
// after: file ../secret SECRET
CASE(a_chain_of_links) {
  isUnreachable(ROOT, "a");
  isUnreachable(ROOT, "b");
}

// setup: file f text
// setup: dir d
// setup: dir d/e
// setup: file ../secret SECRET
// setup: link ../../.. d/e/up
// setup: link d/e/up through
// setup: link d/e/up/secret l
// after: file ../secret SECRET
// after: absent stolen
CASE(a_chain_of_links_through_directories) {
  isUnreachable(ROOT, "l");
  isUnreachableDirectory(ROOT, "through");
  isUnreachableDirectory(ROOT, "d/e/up");
}

// setup: link ../new relative
// setup: link {root}/new absolute
// setup: link relative again
// after: absent ../new
CASE(creating_a_file_through_a_link_to_nothing) {
  isUnreachable(ROOT, "relative");
  isUnreachable(ROOT, "absolute");
  isUnreachable(ROOT, "again");
  DENIED(wasi_path_create_directory(ROOT, PATH("relative")));
  DENIED(wasi_path_create_directory(ROOT, PATH("relative/")));
  DENIED(wasi_path_symlink(PATH("x"), ROOT, PATH("relative")));
}

// setup: file ../secret SECRET
// setup: dir d
// setup: dir d/e
// setup: file d/f text
// after: file ../secret SECRET
CASE(links_of_the_guest_own_making) {
  uint32_t fd;
  OK(wasi_path_symlink(PATH("../f"), ROOT, PATH("d/e/inside")));
  OK(openAs(ROOT, "d/e/inside", 0, READ_RIGHTS, 0, &fd)); // so links work as such
  OK(wasi_path_symlink(PATH("../secret"), ROOT, PATH("l")));
  isUnreachable(ROOT, "l");
  OK(wasi_path_symlink(PATH("../../../secret"), ROOT, PATH("d/e/l")));
  isUnreachable(ROOT, "d/e/l");
  OK(wasi_path_symlink(PATH(".."), ROOT, PATH("up")));
  isUnreachable(ROOT, "up/secret");
  isUnreachable(ROOT, "d/../up/secret");
}

// setup: file ../secret SECRET
// setup: link {root}/secret old
// after: file ../secret SECRET
// after: absent l
CASE(absolute_links_of_the_guest_own_making) {
  char path[512];
  uint32_t length;
  OK(wasi_path_readlink(ROOT, PATH("old"), path, sizeof(path) - 1, &length));
  path[length] = 0;
  CHECK(path[0] == '/'); // now the guest knows the way
  DENIED(wasi_path_symlink(PATH(path), ROOT, PATH("l")));
  DENIED(old_path_symlink(PATH(path), ROOT, PATH("l")));
  isUnreachable(ROOT, path);
}

// A name that leaves the directory on its way is not followed even if it comes back.
// setup: file f text
// setup: file ../secret SECRET
// setup: link .. up
// after: file ../secret SECRET
// after: absent stolen
CASE(a_link_to_the_directory_around) {
  isUnreachableDirectory(ROOT, "up");
  isUnreachable(ROOT, "up/granted/f");
  isUnreachable(ROOT, "up/granted/../secret");
}

// setup: file f text
// setup: dir a
// setup: dir a/b
// setup: file ../f SECRET
// after: file ../f SECRET
CASE(a_link_that_is_moved_to_where_it_leads_out) {
  uint32_t fd;
  OK(wasi_path_symlink(PATH("../../f"), ROOT, PATH("a/b/l")));
  OK(openAs(ROOT, "a/b/l", 0, READ_RIGHTS, 0, &fd));
  SAME(mustNotHoldSecret(fd), 't');
  OK(wasi_path_link(ROOT, 0, PATH("a/b/l"), ROOT, PATH("a/l")));
  OK(openAs(ROOT, "a/b/l", 0, READ_RIGHTS, 0, &fd));
  OK(wasi_path_rename(ROOT, PATH("a/l"), ROOT, PATH("l")));
  isUnreachable(ROOT, "l");
}

// setup: file secret text
// setup: dir a
// setup: dir a/b
// setup: dir a/b/c
// setup: link ../../../secret a/b/c/l
// setup: file ../secret SECRET
// after: file ../secret SECRET
CASE(a_directory_that_is_moved_to_where_its_links_lead_out) {
  uint32_t fd, directory = mustOpenDirectory("a/b/c");
  OK(openAs(ROOT, "a/b/c/l", 0, READ_RIGHTS, 0, &fd));
  SAME(mustNotHoldSecret(fd), 't');
  OK(wasi_path_rename(ROOT, PATH("a/b/c"), ROOT, PATH("c")));
  isUnreachable(ROOT, "c/l");
  isUnreachable(directory, "l");
  isUnreachable(directory, "../../secret");
}

// setup: link b a
// setup: link a b
// setup: link self/x self
CASE(links_in_a_circle) {
  isUnreachable(ROOT, "a");
  isUnreachable(ROOT, "a/secret");
  isUnreachable(ROOT, "self/secret");
}

// setup: dir d
// setup: file ../secret SECRET
// after: file ../secret SECRET
CASE(a_link_as_long_as_links_can_be) {
  char target[4096];
  int length = 0;
  for (int i = 0; i < 1000; ++i)
    length += sprintf(target + length, "d/../");
  (void)length;
  strcpy(target + 4000, "../secret");
  for (int i = 3900; i < 4000; i += 5)
    memcpy(target + i, "d/../", 5);
  if (wasi_path_symlink(PATH(target), ROOT, PATH("l")) == 0)
    isUnreachable(ROOT, "l");
  isUnreachable(ROOT, target);
}

// setup: link /proc/self/root root
// setup: link /proc/self/cwd cwd
// setup: link /proc/self/exe exe
// setup: link /proc/self/mem mem
// setup: link /proc/self/environ environ
// setup: link /proc/self/fd fds
// setup: link /proc/self/fd/3 three
// setup: link /proc/thread-self/root thread
// setup: link /dev/fd/0 zero
// setup: link /dev/stdin stdin
CASE(links_into_proc_and_dev) {
  static const char *const names[] = {"root", "cwd",   "exe",    "mem",  "environ",
                                      "fds",  "three", "thread", "zero", "stdin"};
  for (unsigned i = 0; i < sizeof(names) / sizeof(*names); ++i)
    isUnreachable(ROOT, names[i]);
  isUnreachable(ROOT, "root/etc/passwd");
  isUnreachable(ROOT, "cwd/CMakeCache.txt");
  isUnreachable(ROOT, "fds/0");
  isUnreachable(ROOT, "fds/3/../secret");
  isUnreachable(ROOT, "three/../secret");
}

// In a grant of /proc/self itself the magic links there still lead nowhere.
// grant: /proc/self::/self:ro
CASE(magic_links_in_a_granted_directory) {
  static const char *const names[] = {"root",
                                      "cwd",
                                      "exe",
                                      "fd/0",
                                      "fd/1",
                                      "ns/mnt",
                                      "root/etc/passwd",
                                      "fd/3/status",
                                      "cwd/CMakeCache.txt",
                                      "task/../root/etc"};
  uint32_t fd;
  __wasi_filestat_t stat;
  OK(openAs(ROOT, "status", 0, READ_RIGHTS, 0, &fd));
  for (unsigned i = 0; i < sizeof(names) / sizeof(*names); ++i) {
    DENIED(openAs(ROOT, names[i], 0, READ_RIGHTS, 0, &fd));
    DENIED(openAs(ROOT, names[i], OFLAG(DIRECTORY), READ_RIGHTS, 0, &fd));
    DENIED(wasi_path_filestat_get(ROOT, FOLLOW, PATH(names[i]), &stat));
  }
}

// setup: file ../secret SECRET
// setup: link ../secret l
// after: file ../secret SECRET
CASE(opening_a_link_itself) {
  uint32_t fd;
  DENIED(wasi_path_open(ROOT, 0, PATH("l"), 0, READ_RIGHTS, READ_RIGHTS, 0, &fd));
  DENIED(wasi_path_open(ROOT, 0, PATH("l"), OFLAG(CREAT), FILE_RIGHTS, 0, 0, &fd));
  DENIED(wasi_path_open(ROOT, 0, PATH("l"), OFLAG(TRUNC), FILE_RIGHTS, 0, 0, &fd));
  DENIED(wasi_path_open(ROOT, 0, PATH("l/"), 0, READ_RIGHTS, READ_RIGHTS, 0, &fd));
}

// A directory's descriptor is for what is below it, not for what is beside it.
// setup: file f SECRET
// setup: dir d
// setup: link ../f d/l
// after: file f SECRET
CASE(a_link_out_of_an_opened_directory) {
  uint32_t d = mustOpenDirectory("d");
  isUnreachable(d, "l");
  isUnreachable(d, "../f");
}

// setup: file f text
// setup: file ../secret SECRET
// setup: link ../secret l
// after: file ../secret SECRET
// after: link ../secret l2
CASE(hard_links_to_links_and_through_them) {
  DENIED(wasi_path_link(ROOT, FOLLOW, PATH("l"), ROOT, PATH("stolen")));
  OK(wasi_path_link(ROOT, 0, PATH("l"), ROOT, PATH("l2"))); // the link itself
  isUnreachable(ROOT, "l2");
  DENIED(wasi_path_link(ROOT, 0, PATH("../secret"), ROOT, PATH("stolen")));
  DENIED(wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH("../stolen")));
  DENIED(wasi_path_link(ROOT, 0, PATH("l/"), ROOT, PATH("stolen")));
}

// What a link outside is named like is not what is meant.
// setup: file ../secret SECRET
// setup: link ../secret l
// after: file ../secret SECRET
// after: file l text
CASE(renaming_over_a_link_replaces_the_link) {
  uint32_t fd;
  OK(openAs(ROOT, "f", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  mustWrite(fd, "text");
  OK(wasi_path_rename(ROOT, PATH("f"), ROOT, PATH("l")));
  OK(openAs(ROOT, "l", 0, READ_RIGHTS, 0, &fd));
  SAME(mustNotHoldSecret(fd), 't');
}

// setup: file ../secret SECRET
// setup: dir d
// setup: link ../../secret d/l
// after: file ../secret SECRET
// after: absent d
CASE(removing_a_link_removes_nothing_else) {
  OK(wasi_path_unlink_file(ROOT, PATH("d/l")));
  OK(wasi_path_remove_directory(ROOT, PATH("d")));
}

// The older module's calls are no other way.
// setup: file ../secret SECRET
// setup: link ../secret l
// after: file ../secret SECRET
CASE(links_by_the_older_calls) {
  static const char *const names[] = {"l", "../secret", "/etc/passwd"};
  uint8_t stat[64];
  uint32_t fd;
  for (unsigned i = 0; i < sizeof(names) / sizeof(*names); ++i) {
    DENIED(old_path_open(ROOT, FOLLOW, PATH(names[i]), 0, READ_RIGHTS, READ_RIGHTS, 0, &fd));
    DENIED(old_path_open(ROOT, FOLLOW, PATH(names[i]), OFLAG(TRUNC), FILE_RIGHTS, 0, 0, &fd));
    DENIED(old_path_filestat_get(ROOT, FOLLOW, PATH(names[i]), stat));
    DENIED(old_path_link(ROOT, FOLLOW, PATH(names[i]), ROOT, PATH("stolen")));
  }
}
