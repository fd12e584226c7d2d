// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rights: what a descriptor has, what it passes on, and how both are given up.
#include "../case.h"

/* Takes some rights away from a descriptor. */
static void giveUp(uint32_t fd, uint64_t rights) {
  __wasi_fdstat_t stat = fdstatOf(fd);
  OK(wasi_fd_fdstat_set_rights(fd, stat.fs_rights_base & ~rights, stat.fs_rights_inheriting));
}
static void passNoMore(uint32_t fd, uint64_t rights) {
  __wasi_fdstat_t stat = fdstatOf(fd);
  OK(wasi_fd_fdstat_set_rights(fd, stat.fs_rights_base, stat.fs_rights_inheriting & ~rights));
}

CASE(a_granted_directory_has_all_rights_of_one_and_passes_on_all_of_a_file) {
  __wasi_fdstat_t stat = fdstatOf(ROOT);
  SAME(stat.fs_filetype, __WASI_FILETYPE_DIRECTORY);
  SAME(stat.fs_flags, 0);
  SAME(stat.fs_rights_base & DIRECTORY_RIGHTS, DIRECTORY_RIGHTS);
  SAME(stat.fs_rights_inheriting & (DIRECTORY_RIGHTS | FILE_RIGHTS),
       DIRECTORY_RIGHTS | FILE_RIGHTS);
}

CASE(a_directory_has_no_rights_of_a_file) {
  uint64_t base = fdstatOf(ROOT).fs_rights_base;
  SAME(base & (RIGHT(FD_SEEK) | RIGHT(FD_TELL) | RIGHT(FD_WRITE) | RIGHT(FD_ALLOCATE) |
               RIGHT(FD_FILESTAT_SET_SIZE)),
       0);
}

// setup: file f 0123
CASE(rights_that_were_given_up_do_not_come_back) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  __wasi_fdstat_t stat = fdstatOf(fd);
  giveUp(fd, RIGHT(FD_SEEK));
  SAME(fdstatOf(fd).fs_rights_base, stat.fs_rights_base & ~RIGHT(FD_SEEK));
  IS(NOTCAPABLE, wasi_fd_fdstat_set_rights(fd, stat.fs_rights_base, stat.fs_rights_inheriting));
  IS(NOTCAPABLE, wasi_fd_fdstat_set_rights(fd, RIGHT(FD_SEEK), 0));
  SAME(fdstatOf(fd).fs_rights_base, stat.fs_rights_base & ~RIGHT(FD_SEEK));
}

CASE(what_is_passed_on_does_not_come_back_either) {
  __wasi_fdstat_t stat = fdstatOf(ROOT);
  passNoMore(ROOT, RIGHT(FD_WRITE));
  IS(NOTCAPABLE, wasi_fd_fdstat_set_rights(ROOT, stat.fs_rights_base, stat.fs_rights_inheriting));
  SAME(fdstatOf(ROOT).fs_rights_inheriting, stat.fs_rights_inheriting & ~RIGHT(FD_WRITE));
  SAME(fdstatOf(ROOT).fs_rights_base, stat.fs_rights_base);
}

// setup: file f 0123
CASE(setting_the_rights_that_there_are_changes_nothing) {
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS);
  __wasi_fdstat_t stat = fdstatOf(fd);
  OK(wasi_fd_fdstat_set_rights(fd, stat.fs_rights_base, stat.fs_rights_inheriting));
  SAME(fdstatOf(fd).fs_rights_base, stat.fs_rights_base);
}

// setup: file f 0123
CASE(a_refused_change_of_both_kinds_changes_neither) {
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS);
  __wasi_fdstat_t stat = fdstatOf(fd);
  IS(NOTCAPABLE, wasi_fd_fdstat_set_rights(fd, RIGHT(FD_READ), ALL_RIGHTS));
  IS(NOTCAPABLE, wasi_fd_fdstat_set_rights(fd, ALL_RIGHTS, 0));
  SAME(fdstatOf(fd).fs_rights_base, stat.fs_rights_base);
  SAME(fdstatOf(fd).fs_rights_inheriting, stat.fs_rights_inheriting);
}

CASE(rights_of_nothing_cannot_be_set) { IS(BADF, wasi_fd_fdstat_set_rights(77, 0, 0)); }

// setup: file f 0123
CASE(a_file_gets_the_rights_that_were_asked_for_and_no_others) {
  uint32_t fd;
  OK(wasi_path_open(ROOT, 0, PATH("f"), 0, RIGHT(FD_READ) | RIGHT(FD_TELL), 0, 0, &fd));
  SAME(fdstatOf(fd).fs_rights_base, RIGHT(FD_READ) | RIGHT(FD_TELL));
  SAME(fdstatOf(fd).fs_rights_inheriting, 0);
}

// setup: file f 0123
CASE(without_any_right_a_file_can_only_be_closed) {
  uint32_t fd, n;
  char bytes[4];
  __wasi_iovec_t in = {(uint8_t *)bytes, 4};
  __wasi_filestat_t stat;
  OK(wasi_path_open(ROOT, 0, PATH("f"), 0, 0, 0, 0, &fd));
  SAME(fdstatOf(fd).fs_rights_base, 0);
  IS_EITHER(NOTCAPABLE, BADF, wasi_fd_read(fd, &in, 1, &n));
  IS(NOTCAPABLE, wasi_fd_filestat_get(fd, &stat));
  IS(NOTCAPABLE, wasi_fd_sync(fd));
  OK(wasi_fd_close(fd));
}

// setup: file f 0123
// setup: dir d
CASE(rights_that_make_no_sense_are_not_given) {
  uint32_t fd;
  OK(wasi_path_open(ROOT, 0, PATH("f"), 0, RIGHT(FD_READ) | RIGHT(PATH_OPEN) | RIGHT(FD_READDIR), 0,
                    0, &fd));
  SAME(fdstatOf(fd).fs_rights_base, RIGHT(FD_READ));
  OK(wasi_path_open(ROOT, 0, PATH("d"), 0, RIGHT(FD_SEEK) | RIGHT(PATH_OPEN), 0, 0, &fd));
  SAME(fdstatOf(fd).fs_rights_base, RIGHT(PATH_OPEN));
}

// setup: file f 0123
CASE(a_file_gets_no_right_that_its_directory_does_not_pass_on) {
  uint64_t position;
  passNoMore(ROOT, RIGHT(FD_SEEK) | RIGHT(FD_FILESTAT_SET_TIMES));
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  SAME(fdstatOf(fd).fs_rights_base & (RIGHT(FD_SEEK) | RIGHT(FD_FILESTAT_SET_TIMES)), 0);
  IS(NOTCAPABLE, wasi_fd_seek(fd, 1, __WASI_WHENCE_SET, &position));
  IS(NOTCAPABLE, wasi_fd_filestat_set_times(fd, 0, 0, __WASI_FSTFLAGS_MTIM_NOW));
}

// setup: file f 0123
// after: file f 0123
CASE(nothing_is_opened_for_writing_where_that_is_not_passed_on) {
  uint32_t fd;
  passNoMore(ROOT, RIGHT(FD_WRITE));
  IS(NOTCAPABLE, openAs(ROOT, "f", 0, RIGHT(FD_WRITE), 0, &fd));
  IS(NOTCAPABLE, openAs(ROOT, "f", 0, RIGHT(FD_READ) | RIGHT(FD_WRITE), 0, &fd));
  OK(openAs(ROOT, "f", 0, RIGHT(FD_READ), 0, &fd));
}

// setup: file f 0123
CASE(nothing_is_opened_for_reading_where_that_is_not_passed_on) {
  uint32_t fd;
  passNoMore(ROOT, RIGHT(FD_READ) | RIGHT(FD_READDIR));
  IS(NOTCAPABLE, openAs(ROOT, "f", 0, RIGHT(FD_READ), 0, &fd));
  OK(openAs(ROOT, "f", 0, RIGHT(FD_WRITE), 0, &fd));
}

// setup: dir d
// setup: dir d/e
// setup: file d/e/f 0123
CASE(what_a_directory_passes_on_shrinks_from_one_to_the_next) {
  uint32_t d, e, f;
  OK(wasi_path_open(ROOT, 0, PATH("d"), OFLAG(DIRECTORY), RIGHT(PATH_OPEN) | RIGHT(FD_READDIR),
                    RIGHT(PATH_OPEN) | RIGHT(FD_READ) | RIGHT(FD_TELL), 0, &d));
  SAME(fdstatOf(d).fs_rights_inheriting, RIGHT(PATH_OPEN) | RIGHT(FD_READ) | RIGHT(FD_TELL));
  OK(wasi_path_open(d, 0, PATH("e"), OFLAG(DIRECTORY), ALL_RIGHTS & ~RIGHT(FD_WRITE),
                    RIGHT(FD_READ) | RIGHT(FD_SEEK), 0, &e));
  SAME(fdstatOf(e).fs_rights_base, RIGHT(PATH_OPEN));
  SAME(fdstatOf(e).fs_rights_inheriting, RIGHT(FD_READ));
  OK(wasi_path_open(e, 0, PATH("f"), 0, RIGHT(FD_READ) | RIGHT(FD_SEEK) | RIGHT(FD_TELL), 0, 0,
                    &f));
  SAME(fdstatOf(f).fs_rights_base, RIGHT(FD_READ));
}

// setup: file a 0123
// setup: file b 0123
CASE(rights_move_with_a_number) {
  uint32_t a, b, n;
  char bytes[4];
  __wasi_iovec_t in = {(uint8_t *)bytes, 4};
  OK(wasi_path_open(ROOT, 0, PATH("a"), 0, RIGHT(FD_TELL), 0, 0, &a));
  b = mustOpen("b", 0, FILE_RIGHTS);
  OK(wasi_fd_renumber(a, b));
  SAME(fdstatOf(b).fs_rights_base, RIGHT(FD_TELL));
  IS_EITHER(NOTCAPABLE, BADF, wasi_fd_read(b, &in, 1, &n));
}

// setup: file f 0123
CASE(with_the_right_to_tell_only_a_position_does_not_move) {
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS);
  uint64_t position = 9;
  giveUp(fd, RIGHT(FD_SEEK));
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 0);
  OK(wasi_fd_seek(fd, 0, __WASI_WHENCE_CUR, &position));
  IS(NOTCAPABLE, wasi_fd_seek(fd, 1, __WASI_WHENCE_CUR, &position));
  IS(NOTCAPABLE, wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &position));
  IS(NOTCAPABLE, wasi_fd_seek(fd, 0, __WASI_WHENCE_END, &position));
}

// setup: file f 0123
CASE(without_the_right_to_tell_a_position_is_a_secret) {
  uint32_t fd;
  uint64_t position = 9;
  OK(wasi_path_open(ROOT, 0, PATH("f"), 0, RIGHT(FD_READ), 0, 0, &fd));
  IS(NOTCAPABLE, wasi_fd_tell(fd, &position));
  SAME(position, 9);
}

// setup: file f 0123
CASE(room_can_be_reserved_with_that_right_alone) {
  uint32_t fd, n;
  __wasi_ciovec_t out = {(const uint8_t *)"a", 1};
  OK(wasi_path_open(ROOT, 0, PATH("f"), 0, RIGHT(FD_ALLOCATE), 0, 0, &fd));
  SAME(fdstatOf(fd).fs_rights_base, RIGHT(FD_ALLOCATE));
  OK(wasi_fd_allocate(fd, 0, 10));
  SAME(statOf(ROOT, 0, "f").size, 10);
  IS_EITHER(NOTCAPABLE, BADF, wasi_fd_write(fd, &out, 1, &n));
}

// setup: file f 0123
CASE(a_size_can_be_set_with_that_right_and_reading) {
  uint32_t fd;
  char bytes[8];
  OK(wasi_path_open(ROOT, 0, PATH("f"), 0, RIGHT(FD_READ) | RIGHT(FD_FILESTAT_SET_SIZE), 0, 0,
                    &fd));
  OK(wasi_fd_filestat_set_size(fd, 2));
  SAME(mustRead(fd, bytes, 8), 2);
}

// setup: file f 0123
// setup: mode 444 f
// only: user
CASE(a_file_that_cannot_be_written_is_opened_for_reading_without_the_right_to_resize) {
  uint32_t fd;
  char bytes[8];
  OK(wasi_path_open(ROOT, 0, PATH("f"), 0, RIGHT(FD_READ) | RIGHT(FD_FILESTAT_SET_SIZE), 0, 0,
                    &fd));
  SAME(mustRead(fd, bytes, 8), 4);
  IS(NOTCAPABLE, wasi_fd_filestat_set_size(fd, 2));
}

// setup: dir d
CASE(a_directory_is_opened_without_the_rights_to_resize_that_were_asked_for) {
  uint32_t fd;
  OK(wasi_path_open(ROOT, 0, PATH("d"), 0,
                    RIGHT(FD_READDIR) | RIGHT(FD_ALLOCATE) | RIGHT(FD_FILESTAT_SET_SIZE), 0, 0,
                    &fd));
  SAME(fdstatOf(fd).fs_rights_base, RIGHT(FD_READDIR));
}

// Otherwise it would be its own writer, and there would be no end.
// setup: fifo p
CASE(a_pipe_is_opened_for_reading_only_whatever_rights_to_resize_are_asked_for) {
  uint32_t fd, n = 9;
  char bytes[4];
  __wasi_iovec_t in = {(uint8_t *)bytes, 4};
  OK(wasi_path_open(ROOT, 0, PATH("p"), 0, RIGHT(FD_READ) | RIGHT(FD_FILESTAT_SET_SIZE), 0,
                    FDFLAG(NONBLOCK), &fd));
  OK(wasi_fd_read(fd, &in, 1, &n));
  SAME(n, 0);
}

// setup: file f 0123
CASE(a_new_or_emptied_file_is_not_made_twice_to_be_resized) {
  uint32_t fd;
  uint64_t rights = RIGHT(FD_READ) | RIGHT(FD_FILESTAT_SET_SIZE);
  OK(wasi_path_open(ROOT, 0, PATH("g"), OFLAG(CREAT) | OFLAG(EXCL), rights, 0, 0, &fd));
  SAME(fdstatOf(fd).fs_rights_base, rights);
  OK(wasi_fd_filestat_set_size(fd, 3));
  OK(wasi_path_open(ROOT, 0, PATH("f"), OFLAG(TRUNC), rights, 0, 0, &fd));
  OK(wasi_fd_filestat_set_size(fd, 3));
  SAME(statOf(ROOT, 0, "f").size, 3);
}

// What could be done with two calls can be done with one: Go's os.Root relies on it.
// setup: dir d
// setup: file d/f 0123
// after: file d/f
// after: file d/g
CASE(files_are_emptied_where_their_size_could_be_set_once_they_are_open) {
  uint32_t d, fd;
  OK(wasi_path_open(ROOT, 0, PATH("d"), OFLAG(DIRECTORY),
                    DIRECTORY_RIGHTS & ~RIGHT(PATH_FILESTAT_SET_SIZE),
                    fdstatOf(ROOT).fs_rights_inheriting, 0, &d));
  SAME(fdstatOf(d).fs_rights_base & RIGHT(PATH_FILESTAT_SET_SIZE), 0);
  OK(wasi_path_open(d, 0, PATH("f"), OFLAG(TRUNC), FILE_RIGHTS, 0, 0, &fd));
  SAME(statOf(d, 0, "f").size, 0);
  OK(wasi_path_open(d, 0, PATH("g"), OFLAG(CREAT) | OFLAG(TRUNC), FILE_RIGHTS, 0, 0, &fd));
}

// setup: dir d
// setup: file d/f 0123
// after: file d/f 0123
CASE(files_are_not_emptied_where_a_right_to_it_is_neither_there_nor_passed_on) {
  static const uint64_t needed[] = {RIGHT(FD_WRITE), RIGHT(FD_FILESTAT_SET_SIZE),
                                    RIGHT(PATH_FILESTAT_SET_SIZE)};
  for (int i = 0; i < 3; ++i) {
    uint32_t d, fd;
    OK(wasi_path_open(ROOT, 0, PATH("d"), OFLAG(DIRECTORY),
                      DIRECTORY_RIGHTS & ~RIGHT(PATH_FILESTAT_SET_SIZE),
                      fdstatOf(ROOT).fs_rights_inheriting & ~needed[i], 0, &d));
    IS(NOTCAPABLE, wasi_path_open(d, 0, PATH("f"), OFLAG(TRUNC), RIGHT(FD_READ), 0, 0, &fd));
  }
}

// setup: dir d
// setup: file d/f 0123
// after: file d/f 0123
CASE(files_are_not_emptied_where_rights_were_set_without_that_to_do_it) {
  uint32_t d, fd;
  OK(wasi_path_open(ROOT, 0, PATH("d"), OFLAG(DIRECTORY),
                    DIRECTORY_RIGHTS & ~RIGHT(PATH_FILESTAT_SET_SIZE),
                    fdstatOf(ROOT).fs_rights_inheriting, 0, &d));
  __wasi_fdstat_t stat = fdstatOf(d);
  OK(wasi_fd_fdstat_set_rights(d, stat.fs_rights_base, stat.fs_rights_inheriting));
  IS(NOTCAPABLE, wasi_path_open(d, 0, PATH("f"), OFLAG(TRUNC), FILE_RIGHTS, 0, 0, &fd));
}
