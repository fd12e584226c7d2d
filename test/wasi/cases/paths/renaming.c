// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// path_rename and path_unlink_file, over files, directories and links.
#include "../case.h"

static uint32_t rename_(const char *from, const char *to) {
  return wasi_path_rename(ROOT, PATH(from), ROOT, PATH(to));
}

// setup: file f text
// after: absent f
// after: file g text
CASE(a_file_gets_a_new_name) { OK(rename_("f", "g")); }

// setup: file f new
// setup: file g old
// after: absent f
// after: file g new
CASE(a_file_takes_another_ones_place) { OK(rename_("f", "g")); }

// setup: file f text
// setup: dir d
// after: file f text
// after: dir d
CASE(a_file_does_not_take_a_directorys_place) {
  IS(ISDIR, rename_("f", "d"));
  IS_EITHER(NOTDIR, ISDIR, rename_("f", "d/"));
  IS_EITHER(BUSY, NOTEMPTY, rename_("f", "."));
}

// setup: dir d
// setup: file d/f text
// after: absent d
// after: file e/f text
CASE(a_directory_gets_a_new_name_with_what_is_in_it) { OK(rename_("d", "e")); }

// setup: dir d
// setup: file d/f text
// setup: dir e
// after: absent d
// after: file e/f text
CASE(a_directory_takes_an_empty_ones_place) { OK(rename_("d", "e")); }

// setup: dir d
// setup: dir e
// setup: file e/f text
// after: dir d
// after: file e/f text
CASE(a_directory_does_not_take_the_place_of_one_with_something_in_it) {
  IS_EITHER(NOTEMPTY, EXIST, rename_("d", "e"));
}

// setup: dir d
// setup: file f text
// after: dir d
// after: file f text
CASE(a_directory_does_not_take_a_files_place) {
  IS(NOTDIR, rename_("d", "f"));
  IS(NOTDIR, rename_("d/", "f"));
}

// setup: dir d
// setup: dir d/e
// after: dir d/e
CASE(a_directory_does_not_move_below_itself) {
  IS(INVAL, rename_("d", "d/e/f"));
  IS(INVAL, rename_("d", "d/f"));
  IS(NOTEMPTY, rename_("d/e", "d"));
}

// setup: dir d
// after: dir g
CASE(directories_may_be_named_with_slashes_behind_them) {
  OK(rename_("d/", "e"));
  OK(rename_("e", "f/"));
  OK(rename_("f//", "g/"));
}

// setup: file f text
// after: file f text
// after: absent g
CASE(files_may_not_be_named_with_slashes_behind_them) {
  IS(NOTDIR, rename_("f/", "g"));
  IS(NOTDIR, rename_("f", "g/"));
  IS(NOTDIR, rename_("f/", "g/"));
}

// setup: file f text
// setup: dir d
// after: file f text
CASE(renaming_to_its_own_name_changes_nothing) {
  OK(rename_("f", "f"));
  OK(rename_("f", "./f"));
  OK(rename_("f", "d/../f"));
  OK(rename_("d", "d"));
  OK(rename_("d/", "d"));
}

// setup: file f text
// after: file f text
// after: file g text
CASE(two_names_of_a_file_stay_two) {
  OK(wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH("g")));
  OK(rename_("f", "g"));
  SAME(statOf(ROOT, 0, "f").nlink, 2);
}

// setup: file f text
// setup: link f l
// setup: link nothing n
// after: link f m
// after: file f text
// after: link nothing f2
CASE(a_link_is_renamed_itself) {
  OK(rename_("l", "m"));
  OK(rename_("n", "f2"));
}

// setup: file f text
// setup: file t target
// setup: link t l
// after: file l text
// after: file t target
CASE(a_link_is_replaced_itself) { OK(rename_("f", "l")); }

// setup: dir d
// setup: link d l
// setup: file f text
CASE(a_link_to_a_directory_is_none) {
  IS(NOTDIR, rename_("d", "l"));
  OK(rename_("f", "l"));
}

CASE(what_is_not_there_gets_no_new_name) {
  IS(NOENT, rename_("missing", "f"));
  IS(NOENT, rename_("missing", "missing"));
  IS(NOENT, rename_("missing/", "f"));
}

// setup: file f text
// after: file f text
CASE(a_new_name_is_in_a_directory_that_is_there) {
  IS(NOENT, rename_("f", "missing/f"));
  IS(NOTDIR, rename_("f", "f/g"));
}

// setup: dir d
CASE(dots_get_no_new_name) {
  IS_EITHER(BUSY, INVAL, rename_(".", "e"));
  IS_EITHER(BUSY, INVAL, rename_("d/.", "e"));
  IS_EITHER(BUSY, INVAL, rename_("d", "."));
  IS_EITHER(BUSY, INVAL, rename_("d/..", "e"));
}

// setup: dir a
// setup: dir b
// setup: file a/f text
// after: file b/f text
// after: dir b/c
// after: absent a/f
CASE(what_moves_from_one_directory_to_another) {
  uint32_t a = mustOpenDirectory("a"), b = mustOpenDirectory("b");
  OK(wasi_path_create_directory(a, PATH("c")));
  OK(wasi_path_rename(a, PATH("f"), b, PATH("f")));
  OK(wasi_path_rename(a, PATH("c"), b, PATH("c")));
}

// setup: file f text
// setup: file g other
// after: file h 01xt
// after: file g other
CASE(an_open_file_goes_along) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  OK(rename_("f", "h"));
  mustWrite(fd, "01");
}

// setup: dir d
// after: file e/f text
CASE(an_open_directory_goes_along) {
  uint32_t d = mustOpenDirectory("d"), fd;
  OK(rename_("d", "e"));
  OK(openAs(d, "f", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  mustWrite(fd, "text");
}

// setup: file f text
// after: absent f
CASE(a_file_is_removed) {
  OK(wasi_path_unlink_file(ROOT, PATH("f")));
  IS(NOENT, wasi_path_unlink_file(ROOT, PATH("f")));
}

// setup: dir d
// setup: link d l
// setup: file f text
// after: dir d
// after: file f text
CASE(only_files_are_removed_as_such) {
  IS(ISDIR, wasi_path_unlink_file(ROOT, PATH("d")));
  IS(ISDIR, wasi_path_unlink_file(ROOT, PATH("d/")));
  IS_EITHER(ISDIR, INVAL, wasi_path_unlink_file(ROOT, PATH(".")));
  IS(NOTDIR, wasi_path_unlink_file(ROOT, PATH("f/")));
  IS_EITHER(NOTDIR, ISDIR, wasi_path_unlink_file(ROOT, PATH("l/")));
}

// setup: file f text
// setup: link f l
// setup: link nothing n
// after: file f text
// after: absent l
// after: absent n
CASE(a_link_is_removed_itself) {
  OK(wasi_path_unlink_file(ROOT, PATH("l")));
  OK(wasi_path_unlink_file(ROOT, PATH("n")));
}

// setup: file f text
// after: absent f
CASE(an_open_file_stays_readable_when_its_name_is_removed) {
  char bytes[8];
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  __wasi_filestat_t stat;
  OK(wasi_path_unlink_file(ROOT, PATH("f")));
  SAME(mustRead(fd, bytes, 8), 4);
  OK(wasi_fd_filestat_get(fd, &stat));
  SAME(stat.nlink, 0);
  mustWrite(fd, "more");
}

// setup: dir d
// setup: mode 555 d
// only: user
CASE(a_directory_that_cannot_be_written_stays_as_it_is) {
  uint32_t fd;
  IS(ACCES, wasi_path_create_directory(ROOT, PATH("d/e")));
  IS(ACCES, openAs(ROOT, "d/f", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  IS(ACCES, wasi_path_symlink(PATH("t"), ROOT, PATH("d/l")));
}
