// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Making, opening and removing directories.
#include "../case.h"

// after: dir d/e
CASE(directories_are_made_one_in_the_other) {
  OK(wasi_path_create_directory(ROOT, PATH("d")));
  OK(wasi_path_create_directory(ROOT, PATH("d/e")));
  SAME(statOf(ROOT, 0, "d").filetype, __WASI_FILETYPE_DIRECTORY);
  CHECK(statOf(ROOT, 0, "d").nlink >= 1);
}

// setup: dir d
// setup: file f text
// setup: link nothing l
// after: file f text
CASE(nothing_is_made_where_something_is) {
  IS(EXIST, wasi_path_create_directory(ROOT, PATH("d")));
  IS(EXIST, wasi_path_create_directory(ROOT, PATH("d/")));
  IS(EXIST, wasi_path_create_directory(ROOT, PATH("f")));
  IS(EXIST, wasi_path_create_directory(ROOT, PATH("l")));
  IS(EXIST, wasi_path_create_directory(ROOT, PATH(".")));
  IS(EXIST, wasi_path_create_directory(ROOT, PATH("d/..")));
}

// after: dir d
CASE(a_new_directory_may_be_named_with_slashes_at_the_end) {
  OK(wasi_path_create_directory(ROOT, PATH("d//")));
}

// setup: file f text
CASE(a_directory_needs_a_directory_to_be_made_in) {
  IS(NOENT, wasi_path_create_directory(ROOT, PATH("missing/d")));
  IS(NOTDIR, wasi_path_create_directory(ROOT, PATH("f/d")));
}

// setup: dir d
// setup: dir e
// after: absent d
// after: absent e
CASE(empty_directories_are_removed) {
  OK(wasi_path_remove_directory(ROOT, PATH("d")));
  OK(wasi_path_remove_directory(ROOT, PATH("e//")));
  IS(NOENT, wasi_path_remove_directory(ROOT, PATH("d")));
}

// setup: dir d
// setup: dir d/e
// after: dir d/e
CASE(directories_with_something_in_them_stay) {
  IS(NOTEMPTY, wasi_path_remove_directory(ROOT, PATH("d")));
  IS(NOTEMPTY, wasi_path_remove_directory(ROOT, PATH("d/")));
}

// setup: dir d
// setup: file f text
// setup: link d l
// setup: link nothing n
// after: file f text
// after: link d l
CASE(only_directories_are_removed_as_such) {
  IS(NOTDIR, wasi_path_remove_directory(ROOT, PATH("f")));
  IS(NOTDIR, wasi_path_remove_directory(ROOT, PATH("f/")));
  IS(NOTDIR, wasi_path_remove_directory(ROOT, PATH("l")));
  IS(NOTDIR, wasi_path_remove_directory(ROOT, PATH("l/")));
  IS(NOTDIR, wasi_path_remove_directory(ROOT, PATH("n")));
}

// setup: dir d
// after: dir d
CASE(a_directory_is_not_removed_by_its_own_dot) {
  IS_EITHER(INVAL, NOTEMPTY, wasi_path_remove_directory(ROOT, PATH(".")));
  IS(INVAL, wasi_path_remove_directory(ROOT, PATH("d/.")));
}

// setup: dir d
// setup: file d/f text
CASE(a_directory_is_opened_whether_asked_for_one_or_not) {
  uint32_t fd, file;
  const uint32_t oflags[] = {0, OFLAG(DIRECTORY)};
  for (int i = 0; i < 2; ++i) {
    OK(wasi_path_open(ROOT, 0, PATH("d"), oflags[i], DIRECTORY_RIGHTS,
                      DIRECTORY_RIGHTS | FILE_RIGHTS, 0, &fd));
    SAME(fdstatOf(fd).fs_filetype, __WASI_FILETYPE_DIRECTORY);
    OK(openAs(fd, "f", 0, READ_RIGHTS, 0, &file));
    OK(wasi_fd_close(file));
    OK(wasi_fd_close(fd));
  }
}

// setup: dir d
// setup: file f text
// setup: link d l
CASE(what_is_no_directory_is_not_opened_as_one) {
  uint32_t fd;
  IS(NOTDIR, wasi_path_open(ROOT, 0, PATH("f"), OFLAG(DIRECTORY), 0, 0, 0, &fd));
  IS_EITHER(NOTDIR, LOOP, wasi_path_open(ROOT, 0, PATH("l"), OFLAG(DIRECTORY), 0, 0, 0, &fd));
  OK(wasi_path_open(ROOT, FOLLOW, PATH("l"), OFLAG(DIRECTORY), 0, 0, 0, &fd));
}

// setup: dir d
CASE(a_directory_cannot_be_opened_for_writing) {
  uint32_t fd;
  IS(ISDIR, wasi_path_open(ROOT, 0, PATH("d"), 0, RIGHT(FD_READ) | RIGHT(FD_WRITE), 0, 0, &fd));
  IS(ISDIR, wasi_path_open(ROOT, 0, PATH("."), OFLAG(DIRECTORY), RIGHT(FD_WRITE), 0, 0, &fd));
  IS(ISDIR, wasi_path_open(ROOT, 0, PATH("d"), OFLAG(CREAT), RIGHT(FD_WRITE), 0, 0, &fd));
}

// after: absent d
CASE(opening_makes_no_directories) {
  uint32_t fd;
  IS_EITHER(INVAL, NOENT,
            wasi_path_open(ROOT, 0, PATH("d"), OFLAG(CREAT) | OFLAG(DIRECTORY), RIGHT(FD_READDIR),
                           0, 0, &fd));
}

// setup: dir d
CASE(a_directory_is_opened_by_a_name_with_slashes) {
  uint32_t fd;
  OK(wasi_path_open(ROOT, 0, PATH("d/"), 0, 0, 0, 0, &fd));
  OK(wasi_path_open(ROOT, 0, PATH("d///"), OFLAG(DIRECTORY), 0, 0, 0, &fd));
  OK(wasi_path_open(ROOT, 0, PATH("./d/."), OFLAG(DIRECTORY), 0, 0, 0, &fd));
}

// setup: dir d
CASE(times_of_a_directory_can_be_set) {
  uint32_t d = mustOpenDirectory("d");
  OK(wasi_fd_filestat_set_times(d, 5000000000, 7000000000,
                                __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM));
  SAME(statOf(ROOT, 0, "d").mtim, 7000000000);
  OK(wasi_path_filestat_set_times(ROOT, 0, PATH("d/"), 0, 9000000000, __WASI_FSTFLAGS_MTIM));
  SAME(statOf(ROOT, 0, "d").mtim, 9000000000);
  SAME(statOf(ROOT, 0, "d").atim, 5000000000);
}

// setup: dir d
CASE(bytes_and_positions_are_nothing_for_directories) {
  char bytes[4];
  __wasi_iovec_t in = {(uint8_t *)bytes, 4};
  uint32_t n, d = mustOpenDirectory("d");
  uint64_t position;
  IS_EITHER(ISDIR, BADF, wasi_fd_read(d, &in, 1, &n));
  IS_EITHER(ISDIR, BADF, wasi_fd_pread(d, &in, 1, 0, &n));
  IS_EITHER(ISDIR, BADF, wasi_fd_write(d, (const void *)&in, 1, &n));
  IS_EITHER(ISDIR, BADF, wasi_fd_pwrite(d, (const void *)&in, 1, 0, &n));
  IS_EITHER(NOTCAPABLE, BADF, wasi_fd_seek(d, 0, __WASI_WHENCE_SET, &position));
  IS_EITHER(NOTCAPABLE, BADF, wasi_fd_tell(d, &position));
  IS_EITHER(NOTCAPABLE, BADF, wasi_fd_allocate(d, 0, 1));
  IS_EITHER(NOTCAPABLE, BADF, wasi_fd_filestat_set_size(d, 0));
}
