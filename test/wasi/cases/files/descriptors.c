// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Descriptors as such: positions, flags, sizes, times, closing and renumbering.
#include "../case.h"

// setup: file f 0123456789
CASE(seeking_from_the_start_the_position_and_the_end) {
  char text[1];
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS);
  uint64_t position;
  OK(wasi_fd_seek(fd, 4, __WASI_WHENCE_SET, &position));
  SAME(position, 4);
  OK(wasi_fd_seek(fd, -2, __WASI_WHENCE_CUR, &position));
  SAME(position, 2);
  SAME(mustRead(fd, text, 1), 1);
  SAME(text[0], '2');
  OK(wasi_fd_seek(fd, -1, __WASI_WHENCE_END, &position));
  SAME(position, 9);
  OK(wasi_fd_seek(fd, 0, __WASI_WHENCE_CUR, &position));
  SAME(position, 9);
}

// setup: file f 0123456789
CASE(seeking_before_the_start_is_refused_and_moves_nothing) {
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS);
  uint64_t position = 99;
  OK(wasi_fd_seek(fd, 5, __WASI_WHENCE_SET, &position));
  IS(INVAL, wasi_fd_seek(fd, -1, __WASI_WHENCE_SET, &position));
  IS(INVAL, wasi_fd_seek(fd, -6, __WASI_WHENCE_CUR, &position));
  IS(INVAL, wasi_fd_seek(fd, -11, __WASI_WHENCE_END, &position));
  SAME(position, 5);
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 5);
}

// setup: file f ab
CASE(a_hole_between_the_old_end_and_what_is_written_reads_as_zeros) {
  char text[10];
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  uint64_t position;
  OK(wasi_fd_seek(fd, 5, __WASI_WHENCE_SET, &position));
  mustWrite(fd, "c");
  OK(wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &position));
  SAME(mustRead(fd, text, 10), 6);
  CHECK(!memcmp(text, "ab\0\0\0c", 6));
}

// setup: file f 0123
CASE(an_unknown_whence_is_refused) {
  uint64_t position;
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS);
  IS(INVAL, wasi_fd_seek(fd, 0, 3, &position));
  IS(INVAL, wasi_fd_seek(fd, 0, 0xff, &position));
}

// setup: file f 0123
CASE(positions_of_a_directory_are_refused) {
  uint64_t position;
  IS_EITHER(NOTCAPABLE, ISDIR, wasi_fd_seek(ROOT, 0, __WASI_WHENCE_SET, &position));
  IS_EITHER(NOTCAPABLE, ISDIR, wasi_fd_seek(ROOT, 0, __WASI_WHENCE_CUR, &position));
  IS_EITHER(NOTCAPABLE, ISDIR, wasi_fd_seek(ROOT, 0, __WASI_WHENCE_END, &position));
  IS_EITHER(NOTCAPABLE, ISDIR, wasi_fd_tell(ROOT, &position));
}

// setup: file f 0123
// after: file f 0x23y
CASE(append_can_be_switched_on_and_off) {
  uint32_t fd;
  uint64_t position;
  OK(openAs(ROOT, "f", 0, FILE_RIGHTS, 0, &fd));
  SAME(fdstatOf(fd).fs_flags, 0);
  OK(wasi_fd_fdstat_set_flags(fd, FDFLAG(APPEND)));
  SAME(fdstatOf(fd).fs_flags, FDFLAG(APPEND));
  mustWrite(fd, "y");
  OK(wasi_fd_fdstat_set_flags(fd, 0));
  SAME(fdstatOf(fd).fs_flags, 0);
  OK(wasi_fd_seek(fd, 1, __WASI_WHENCE_SET, &position));
  mustWrite(fd, "x");
}

// setup: file f 0123
CASE(flags_of_opening_are_told) {
  uint32_t fd;
  OK(openAs(ROOT, "f", 0, FILE_RIGHTS, FDFLAG(APPEND) | FDFLAG(NONBLOCK), &fd));
  SAME(fdstatOf(fd).fs_flags, FDFLAG(APPEND) | FDFLAG(NONBLOCK));
  SAME(fdstatOf(fd).fs_filetype, __WASI_FILETYPE_REGULAR_FILE);
  OK(wasi_fd_fdstat_set_flags(fd, FDFLAG(NONBLOCK)));
  SAME(fdstatOf(fd).fs_flags, FDFLAG(NONBLOCK));
}

// setup: file f 0123
CASE(synchronised_writing_is_told_and_works) {
  uint32_t fd;
  OK(openAs(ROOT, "f", 0, FILE_RIGHTS, FDFLAG(SYNC), &fd));
  CHECK(fdstatOf(fd).fs_flags & FDFLAG(SYNC));
  mustWrite(fd, "abcd");
  OK(openAs(ROOT, "f", 0, FILE_RIGHTS, FDFLAG(DSYNC), &fd));
  CHECK(fdstatOf(fd).fs_flags & FDFLAG(DSYNC));
  CHECK(!(fdstatOf(fd).fs_flags & FDFLAG(SYNC)));
  mustWrite(fd, "abcd");
  OK(openAs(ROOT, "f", 0, FILE_RIGHTS, FDFLAG(RSYNC), &fd));
}

// The system cannot do it later: an error, so that nobody relies on it.
// setup: file f 0123
CASE(synchronised_writing_cannot_be_switched_later) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  IS_EITHER(NOTSUP, INVAL, wasi_fd_fdstat_set_flags(fd, FDFLAG(SYNC)));
  SAME(fdstatOf(fd).fs_flags, 0);
}

// setup: file f 0123
CASE(unknown_descriptor_flags_are_refused) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS), other;
  IS(INVAL, wasi_fd_fdstat_set_flags(fd, 0x20));
  IS(INVAL, openAs(ROOT, "f", 0, FILE_RIGHTS, 0x20, &other));
}

// setup: file f 0123
CASE(syncing_a_file_and_a_directory) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  mustWrite(fd, "a");
  OK(wasi_fd_sync(fd));
  OK(wasi_fd_datasync(fd));
  OK(wasi_fd_sync(ROOT));
}

// setup: file f 0123456789
// after: file f 012
CASE(a_file_can_be_cut_and_the_position_stays) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  uint64_t position;
  OK(wasi_fd_seek(fd, 8, __WASI_WHENCE_SET, &position));
  OK(wasi_fd_filestat_set_size(fd, 3));
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 8);
}

// setup: file f ab
CASE(a_file_can_be_extended_with_zeros) {
  char text[10];
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  OK(wasi_fd_filestat_set_size(fd, 5));
  SAME(mustRead(fd, text, 10), 5);
  CHECK(!memcmp(text, "ab\0\0\0", 5));
  OK(wasi_fd_filestat_set_size(fd, 5ull << 32));
  SAME(statOf(ROOT, 0, "f").size, 5ull << 32);
}

// setup: file f ab
// after: file f ab
CASE(a_size_beyond_the_largest_offset_is_refused) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  IS_EITHER(INVAL, FBIG, wasi_fd_filestat_set_size(fd, 1ull << 63));
  IS_EITHER(INVAL, FBIG, wasi_fd_filestat_set_size(fd, UINT64_MAX));
}

// setup: file f 0123456789
CASE(the_size_of_a_directory_cannot_be_set) {
  IS_EITHER(NOTCAPABLE, ISDIR, wasi_fd_filestat_set_size(ROOT, 0));
  IS_EITHER(NOTCAPABLE, ISDIR, wasi_fd_allocate(ROOT, 0, 10));
}

// setup: file f 0123
CASE(allocating_extends_and_never_cuts) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  OK(wasi_fd_allocate(fd, 0, 100));
  SAME(statOf(ROOT, 0, "f").size, 100);
  OK(wasi_fd_allocate(fd, 10, 10));
  SAME(statOf(ROOT, 0, "f").size, 100);
  OK(wasi_fd_allocate(fd, 90, 20));
  SAME(statOf(ROOT, 0, "f").size, 110);
  char text[4];
  SAME(mustRead(fd, text, 4), 4);
  CHECK(!memcmp(text, "0123", 4));
}

// setup: file f 0123
// after: file f 0123
CASE(allocating_nothing_or_too_much_is_refused) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  IS(INVAL, wasi_fd_allocate(fd, 0, 0));
  IS(FBIG, wasi_fd_allocate(fd, INT64_MAX - 5, 10));
  IS_EITHER(INVAL, FBIG, wasi_fd_allocate(fd, UINT64_MAX, 1));
}

// setup: file f 0123
CASE(every_advice_is_taken_and_changes_nothing) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  for (uint32_t advice = __WASI_ADVICE_NORMAL; advice <= __WASI_ADVICE_NOREUSE; ++advice)
    OK(wasi_fd_advise(fd, 1, 2, advice));
  OK(wasi_fd_advise(fd, 0, 0, __WASI_ADVICE_WILLNEED));
  OK(wasi_fd_advise(fd, 1000, 1000, __WASI_ADVICE_DONTNEED));
  SAME(statOf(ROOT, 0, "f").size, 4);
  IS(INVAL, wasi_fd_advise(fd, 0, 0, 6));
}

// setup: file f 0123
CASE(attributes_of_a_file) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  __wasi_filestat_t stat, named = statOf(ROOT, 0, "f");
  OK(wasi_fd_filestat_get(fd, &stat));
  SAME(stat.filetype, __WASI_FILETYPE_REGULAR_FILE);
  SAME(stat.size, 4);
  SAME(stat.nlink, 1);
  CHECK(!memcmp(&stat, &named, sizeof(stat)));
  __wasi_filestat_t root;
  OK(wasi_fd_filestat_get(ROOT, &root));
  SAME(root.filetype, __WASI_FILETYPE_DIRECTORY);
  SAME(root.dev, stat.dev);
  CHECK(root.ino != stat.ino);
}

// setup: file f 0123
CASE(times_can_be_set_to_the_nanosecond_each_by_itself) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  OK(wasi_fd_filestat_set_times(fd, 1000000001, 2000000002,
                                __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM));
  SAME(statOf(ROOT, 0, "f").atim, 1000000001);
  SAME(statOf(ROOT, 0, "f").mtim, 2000000002);
  OK(wasi_fd_filestat_set_times(fd, 3000000003, 4000000004, __WASI_FSTFLAGS_ATIM));
  SAME(statOf(ROOT, 0, "f").atim, 3000000003);
  SAME(statOf(ROOT, 0, "f").mtim, 2000000002);
  OK(wasi_fd_filestat_set_times(fd, 5000000005, 6000000006, __WASI_FSTFLAGS_MTIM));
  SAME(statOf(ROOT, 0, "f").atim, 3000000003);
  SAME(statOf(ROOT, 0, "f").mtim, 6000000006);
  OK(wasi_fd_filestat_set_times(fd, 7, 7, 0));
  SAME(statOf(ROOT, 0, "f").atim, 3000000003);
  SAME(statOf(ROOT, 0, "f").mtim, 6000000006);
}

// setup: file f 0123
CASE(times_can_be_set_to_now) {
  uint64_t before, after;
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  OK(wasi_fd_filestat_set_times(fd, 1, 2, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM));
  OK(wasi_clock_time_get(__WASI_CLOCKID_REALTIME, 0, &before));
  OK(wasi_fd_filestat_set_times(fd, 0, 0, __WASI_FSTFLAGS_MTIM_NOW));
  OK(wasi_clock_time_get(__WASI_CLOCKID_REALTIME, 0, &after));
  // File systems keep time in ticks, and so may be behind by one.
  CHECK(statOf(ROOT, 0, "f").mtim >= before - 100000000 && statOf(ROOT, 0, "f").mtim <= after);
  SAME(statOf(ROOT, 0, "f").atim, 1);
  OK(wasi_fd_filestat_set_times(fd, 0, 5, __WASI_FSTFLAGS_ATIM_NOW | __WASI_FSTFLAGS_MTIM));
  CHECK(statOf(ROOT, 0, "f").atim >= before - 100000000);
  SAME(statOf(ROOT, 0, "f").mtim, 5);
}

// setup: file f 0123
CASE(a_time_and_now_together_are_refused_and_change_nothing) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  OK(wasi_fd_filestat_set_times(fd, 10, 20, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM));
  IS(INVAL, wasi_fd_filestat_set_times(fd, 1, 2, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_ATIM_NOW));
  IS(INVAL, wasi_fd_filestat_set_times(fd, 1, 2, __WASI_FSTFLAGS_MTIM | __WASI_FSTFLAGS_MTIM_NOW));
  IS(INVAL, wasi_fd_filestat_set_times(fd, 1, 2, 15));
  SAME(statOf(ROOT, 0, "f").atim, 10);
  SAME(statOf(ROOT, 0, "f").mtim, 20);
}

// setup: file f 0123
CASE(unknown_flags_of_times_are_refused) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  IS(INVAL, wasi_fd_filestat_set_times(fd, 1, 2, 16));
  IS(INVAL, wasi_path_filestat_set_times(ROOT, 0, PATH("f"), 1, 2, 16));
}

// setup: file f 0123
CASE(a_closed_descriptor_is_closed) {
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  char text[4];
  __wasi_iovec_t part = {(uint8_t *)text, 4};
  __wasi_fdstat_t stat;
  OK(wasi_fd_close(fd));
  IS(BADF, wasi_fd_close(fd));
  IS(BADF, wasi_fd_read(fd, &part, 1, &n));
  IS(BADF, wasi_fd_fdstat_get(fd, &stat));
}

CASE(numbers_that_were_never_open_are_errors_in_every_call) {
  static const uint32_t numbers[] = {99, 1000, 0x7fffffff, 0x80000000, 0xffffffff};
  static uint8_t bytes[64];
  uint32_t n;
  __wasi_iovec_t part = {bytes, 4};
  for (int i = 0; i < 5; ++i) {
    uint32_t fd = numbers[i];
    IS(BADF, wasi_fd_close(fd));
    IS(BADF, wasi_fd_read(fd, &part, 1, &n));
    IS(BADF, wasi_fd_write(fd, &part, 1, &n));
    IS(BADF, wasi_fd_pread(fd, &part, 1, 0, &n));
    IS(BADF, wasi_fd_pwrite(fd, &part, 1, 0, &n));
    IS(BADF, wasi_fd_seek(fd, 0, 0, bytes));
    IS(BADF, wasi_fd_tell(fd, bytes));
    IS(BADF, wasi_fd_sync(fd));
    IS(BADF, wasi_fd_datasync(fd));
    IS(BADF, wasi_fd_advise(fd, 0, 0, 0));
    IS(BADF, wasi_fd_allocate(fd, 0, 1));
    IS(BADF, wasi_fd_fdstat_get(fd, bytes));
    IS(BADF, wasi_fd_fdstat_set_flags(fd, 0));
    IS(BADF, wasi_fd_fdstat_set_rights(fd, 0, 0));
    IS(BADF, wasi_fd_filestat_get(fd, bytes));
    IS(BADF, wasi_fd_filestat_set_size(fd, 0));
    IS(BADF, wasi_fd_filestat_set_times(fd, 0, 0, 0));
    IS(BADF, wasi_fd_readdir(fd, bytes, 64, 0, &n));
    IS(BADF, wasi_fd_prestat_get(fd, bytes));
    IS(BADF, wasi_fd_prestat_dir_name(fd, bytes, 64));
    IS(BADF, wasi_fd_renumber(fd, ROOT));
    IS(BADF, wasi_fd_renumber(ROOT, fd));
    IS(BADF, wasi_path_open(fd, 0, PATH("f"), 0, 0, 0, 0, bytes));
    IS(BADF, wasi_path_create_directory(fd, PATH("d")));
    IS(BADF, wasi_path_filestat_get(fd, 0, PATH("f"), bytes));
    IS(BADF, wasi_path_filestat_set_times(fd, 0, PATH("f"), 0, 0, 0));
    IS(BADF, wasi_path_link(fd, 0, PATH("f"), ROOT, PATH("g")));
    IS(BADF, wasi_path_readlink(fd, PATH("f"), bytes, 64, &n));
    IS(BADF, wasi_path_remove_directory(fd, PATH("f")));
    IS(BADF, wasi_path_rename(fd, PATH("f"), ROOT, PATH("g")));
    IS(BADF, wasi_path_symlink(PATH("x"), fd, PATH("f")));
    IS(BADF, wasi_path_unlink_file(fd, PATH("f")));
  }
}

// setup: file f 0123
// setup: file g abcd
CASE(renumbering_replaces_one_descriptor_by_another) {
  char text[4];
  uint32_t f = mustOpen("f", 0, FILE_RIGHTS), g = mustOpen("g", 0, READ_RIGHTS);
  __wasi_fdstat_t before = fdstatOf(f);
  OK(wasi_fd_renumber(f, g));
  IS(BADF, wasi_fd_close(f));
  SAME(mustRead(g, text, 4), 4);
  CHECK(!memcmp(text, "0123", 4));
  SAME(fdstatOf(g).fs_rights_base, before.fs_rights_base);
  SAME(fdstatOf(g).fs_rights_inheriting, before.fs_rights_inheriting);
}

// setup: file f 0123
CASE(renumbering_to_a_number_that_is_not_open_is_refused) {
  uint32_t a = mustOpen("f", 0, FILE_RIGHTS), b = mustOpen("f", 0, FILE_RIGHTS);
  OK(wasi_fd_close(b));
  IS(BADF, wasi_fd_renumber(a, b));
  IS(BADF, wasi_fd_renumber(b, a));
  OK(wasi_fd_close(a));
}

// A standard stream can be put aside and back.
// setup: file aside
// stdout: back
CASE(renumbering_to_the_number_of_a_standard_stream_that_is_free) {
  uint32_t aside = mustOpen("aside", 0, FILE_RIGHTS);
  OK(wasi_fd_renumber(1, aside));
  IS(BADF, wasi_fd_close(1));
  OK(wasi_fd_renumber(aside, 1));
  IS(BADF, wasi_fd_close(aside));
  puts("back");
}

// setup: file f 0123
CASE(renumbering_to_itself_changes_nothing) {
  char text[4];
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  OK(wasi_fd_renumber(fd, fd));
  SAME(mustRead(fd, text, 4), 4);
}

// setup: dir d
// setup: file d/f
CASE(renumbering_over_a_granted_directory) {
  __wasi_prestat_t prestat;
  uint32_t d = mustOpenDirectory("d");
  OK(wasi_fd_renumber(d, ROOT));
  SAME(statOf(ROOT, 0, "f").filetype, __WASI_FILETYPE_REGULAR_FILE);
  IS(BADF, wasi_fd_prestat_get(ROOT, &prestat));
}

CASE(closing_a_granted_directory) {
  __wasi_prestat_t prestat;
  uint32_t d = mustOpenDirectory("."), fd;
  OK(wasi_fd_close(ROOT));
  IS(BADF, wasi_fd_prestat_get(ROOT, &prestat));
  IS(BADF, openAs(ROOT, "f", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  OK(openAs(d, "f", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
}

// setup: file f 0123
CASE(hundreds_of_descriptors_at_once) {
  enum { count = 500 };
  uint32_t fds[count];
  char text[4];
  for (int i = 0; i < count; ++i) {
    fds[i] = mustOpen("f", 0, READ_RIGHTS);
    CHECK(fds[i] > ROOT);
    for (int j = 0; j < i; ++j)
      CHECK(fds[j] != fds[i]);
  }
  for (int i = 0; i < count; ++i)
    SAME(mustRead(fds[i], text, 4), 4);
  for (int i = 0; i < count; ++i)
    OK(wasi_fd_close(fds[i]));
}

// setup: file f 0123
CASE(thousands_of_descriptors_one_after_the_other) {
  for (int i = 0; i < 5000; ++i)
    OK(wasi_fd_close(mustOpen("f", 0, READ_RIGHTS)));
  CHECK(mustOpen("f", 0, READ_RIGHTS) < 100);
}
