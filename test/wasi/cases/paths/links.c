// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// path_symlink, path_readlink, path_link, and attributes and times of links.
#include "../case.h"

static const char *contents(const char *path) {
  static char text[5000];
  uint32_t used;
  OK(wasi_path_readlink(ROOT, PATH(path), text, sizeof(text) - 1, &used));
  text[used] = 0;
  return text;
}

// after: link target l
// after: link ../../x/./y//z m
CASE(a_link_keeps_what_it_is_told) {
  OK(wasi_path_symlink(PATH("target"), ROOT, PATH("l")));
  OK(wasi_path_symlink(PATH("../../x/./y//z"), ROOT, PATH("m")));
  CHECK(!strcmp(contents("l"), "target"));
  CHECK(!strcmp(contents("m"), "../../x/./y//z"));
  SAME(statOf(ROOT, 0, "l").size, 6);
}

CASE(any_bytes_may_be_in_a_link) {
  OK(wasi_path_symlink(PATH("\xff\n \x01"), ROOT, PATH("l")));
  CHECK(!strcmp(contents("l"), "\xff\n \x01"));
}

CASE(a_link_has_up_to_4095_bytes) {
  static char text[5000];
  memset(text, 'x', 4096);
  IS(NAMETOOLONG, wasi_path_symlink(PATH(text), ROOT, PATH("l")));
  text[4095] = 0;
  OK(wasi_path_symlink(PATH(text), ROOT, PATH("l")));
  CHECK(!strcmp(contents("l"), text));
}

// setup: link target l
CASE(a_short_buffer_gets_the_beginning_and_no_nul) {
  for (uint32_t size = 0; size < 12; ++size) {
    char text[12];
    uint32_t used = 99, wanted = size < 6 ? size : 6;
    memset(text, 'x', sizeof(text));
    OK(wasi_path_readlink(ROOT, PATH("l"), text, size, &used));
    SAME(used, wanted);
    CHECK(!memcmp(text, "target", wanted));
    for (uint32_t i = wanted; i < sizeof(text); ++i)
      SAME(text[i], 'x');
  }
}

// setup: file f text
// setup: dir d
// setup: link d l
CASE(what_is_no_link_has_no_contents_of_one) {
  char text[10];
  uint32_t used;
  IS(INVAL, wasi_path_readlink(ROOT, PATH("f"), text, 10, &used));
  IS(INVAL, wasi_path_readlink(ROOT, PATH("d"), text, 10, &used));
  IS(INVAL, wasi_path_readlink(ROOT, PATH("."), text, 10, &used));
  IS(NOENT, wasi_path_readlink(ROOT, PATH("missing"), text, 10, &used));
  IS(NOTDIR, wasi_path_readlink(ROOT, PATH("f/"), text, 10, &used));
}

// setup: file f text
// setup: dir d
// setup: link x l
// after: file f text
// after: link x l
CASE(no_link_is_made_where_something_is) {
  IS(EXIST, wasi_path_symlink(PATH("t"), ROOT, PATH("f")));
  IS(EXIST, wasi_path_symlink(PATH("t"), ROOT, PATH("d")));
  IS(EXIST, wasi_path_symlink(PATH("t"), ROOT, PATH("l")));
  IS(EXIST, wasi_path_symlink(PATH("t"), ROOT, PATH(".")));
}

// setup: file f text
// setup: dir d
// after: absent l
CASE(no_link_is_made_by_a_name_with_a_slash) {
  IS(NOENT, wasi_path_symlink(PATH("t"), ROOT, PATH("l/")));
  IS(EXIST, wasi_path_symlink(PATH("t"), ROOT, PATH("d/")));
  IS(NOTDIR, wasi_path_symlink(PATH("t"), ROOT, PATH("f/")));
}

// after: absent l
CASE(no_link_is_made_that_leads_out_for_others) {
  IS(NOTCAPABLE, wasi_path_symlink(PATH("/etc/passwd"), ROOT, PATH("l")));
  IS(NOTCAPABLE, wasi_path_symlink(PATH("/"), ROOT, PATH("l")));
}

// setup: file f text
// after: file g text
CASE(a_file_gets_another_name) {
  OK(wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH("g")));
  SAME(statOf(ROOT, 0, "f").ino, statOf(ROOT, 0, "g").ino);
  SAME(statOf(ROOT, 0, "f").nlink, 2);
  OK(wasi_path_unlink_file(ROOT, PATH("f")));
  SAME(statOf(ROOT, 0, "g").nlink, 1);
}

// setup: dir a
// setup: dir b
// setup: file a/f text
// after: file b/g text
CASE(a_file_gets_a_name_in_another_directory) {
  uint32_t a = mustOpenDirectory("a"), b = mustOpenDirectory("b");
  OK(wasi_path_link(a, 0, PATH("f"), b, PATH("g")));
}

// setup: file f text
// setup: file g other
// setup: dir d
// setup: link nothing n
// after: file g other
// after: link nothing n
CASE(no_name_is_given_that_there_is) {
  IS(EXIST, wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH("f")));
  IS(EXIST, wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH("g")));
  IS(EXIST, wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH("d")));
  IS(EXIST, wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH("n")));
}

// setup: dir d
CASE(a_directory_gets_no_other_name) {
  IS_EITHER(PERM, ACCES, wasi_path_link(ROOT, 0, PATH("d"), ROOT, PATH("e")));
  IS_EITHER(PERM, ACCES, wasi_path_link(ROOT, 0, PATH("d/"), ROOT, PATH("e")));
  IS_EITHER(PERM, ACCES, wasi_path_link(ROOT, FOLLOW, PATH("d"), ROOT, PATH("e")));
}

// setup: file f text
// after: absent g
CASE(names_of_files_have_no_slash_behind_them) {
  IS(NOENT, wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH("g/")));
  IS(NOTDIR, wasi_path_link(ROOT, 0, PATH("f/"), ROOT, PATH("g")));
  IS(NOENT, wasi_path_link(ROOT, 0, PATH("missing"), ROOT, PATH("g")));
}

// setup: link nothing n
// setup: link l l
CASE(a_link_itself_gets_another_name) {
  OK(wasi_path_link(ROOT, 0, PATH("n"), ROOT, PATH("n2")));
  OK(wasi_path_link(ROOT, 0, PATH("l"), ROOT, PATH("l2")));
  CHECK(!strcmp(contents("n2"), "nothing"));
  SAME(statOf(ROOT, 0, "l2").ino, statOf(ROOT, 0, "l").ino);
}

// setup: file f text
// setup: link f l
// setup: link nothing n
// setup: link c c
// after: absent m
CASE(what_a_link_leads_to_gets_another_name_if_told_to) {
  OK(wasi_path_link(ROOT, FOLLOW, PATH("l"), ROOT, PATH("g")));
  SAME(statOf(ROOT, 0, "g").ino, statOf(ROOT, 0, "f").ino);
  IS(NOENT, wasi_path_link(ROOT, FOLLOW, PATH("n"), ROOT, PATH("m")));
  IS(LOOP, wasi_path_link(ROOT, FOLLOW, PATH("c"), ROOT, PATH("m")));
}

// setup: file f text
// setup: link f l
CASE(times_of_a_link_and_of_where_it_leads_are_two_things) {
  uint64_t before = statOf(ROOT, 0, "f").mtim;
  OK(wasi_path_filestat_set_times(ROOT, 0, PATH("l"), 0, 5000000000, __WASI_FSTFLAGS_MTIM));
  SAME(statOf(ROOT, 0, "l").mtim, 5000000000);
  SAME(statOf(ROOT, 0, "f").mtim, before);
  OK(wasi_path_filestat_set_times(ROOT, FOLLOW, PATH("l"), 0, 7000000000, __WASI_FSTFLAGS_MTIM));
  SAME(statOf(ROOT, FOLLOW, "l").mtim, 7000000000);
  SAME(statOf(ROOT, 0, "l").mtim, 5000000000);
}

// setup: link nothing n
CASE(times_of_nothing_cannot_be_set) {
  OK(wasi_path_filestat_set_times(ROOT, 0, PATH("n"), 0, 5000000000, __WASI_FSTFLAGS_MTIM));
  IS(NOENT, wasi_path_filestat_set_times(ROOT, FOLLOW, PATH("n"), 0, 5, __WASI_FSTFLAGS_MTIM));
  IS(NOENT, wasi_path_filestat_set_times(ROOT, 0, PATH("m"), 0, 5, __WASI_FSTFLAGS_MTIM));
}
