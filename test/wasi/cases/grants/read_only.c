// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a directory that was granted for reading only keeps from happening; 4 is one for writing.
#include "../case.h"

#define WRITABLE 4u

// setup: file f text
// setup: dir ../rw
// grant: .::/ro:ro
// grant: ../rw::/rw
// after: file f text
CASE(a_file_can_be_read_and_not_opened_for_writing) {
  uint32_t fd;
  OK(openAs(ROOT, "f", 0, READ_RIGHTS, 0, &fd));
  IS(NOTCAPABLE, openAs(ROOT, "f", 0, FILE_RIGHTS, 0, &fd));
  IS(NOTCAPABLE, openAs(ROOT, "f", OFLAG(TRUNC), READ_RIGHTS, 0, &fd));
  IS(NOTCAPABLE, openAs(ROOT, "new", OFLAG(CREAT), READ_RIGHTS, 0, &fd));
}

// setup: file f text
// setup: dir ../rw
// grant: .::/ro:ro
// grant: ../rw::/rw
// after: file f text
CASE(a_file_that_was_opened_cannot_be_changed) {
  uint32_t fd, n;
  static uint8_t byte;
  __wasi_ciovec_t part = {&byte, 1};
  OK(openAs(ROOT, "f", 0, READ_RIGHTS, 0, &fd));
  CHECK(wasi_fd_write(fd, &part, 1, &n) != 0);
  CHECK(wasi_fd_pwrite(fd, &part, 1, 0, &n) != 0);
  CHECK(wasi_fd_allocate(fd, 0, 100) != 0);
  CHECK(wasi_fd_filestat_set_size(fd, 0) != 0);
  CHECK(wasi_fd_filestat_set_times(fd, 1, 1, __WASI_FSTFLAGS_MTIM) != 0);
  CHECK(wasi_fd_fdstat_set_rights(fd, ALL_RIGHTS, ALL_RIGHTS) != 0);
}

// setup: file f text
// setup: dir d
// setup: dir ../rw
// grant: .::/ro:ro
// grant: ../rw::/rw
// after: file f text
// after: dir d
CASE(entries_cannot_be_made_renamed_or_removed) {
  IS(NOTCAPABLE, wasi_path_create_directory(ROOT, PATH("new")));
  IS(NOTCAPABLE, wasi_path_symlink(PATH("f"), ROOT, PATH("new")));
  IS(NOTCAPABLE, wasi_path_unlink_file(ROOT, PATH("f")));
  IS(NOTCAPABLE, wasi_path_remove_directory(ROOT, PATH("d")));
  IS(NOTCAPABLE, wasi_path_rename(ROOT, PATH("f"), ROOT, PATH("new")));
  IS(NOTCAPABLE, wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH("new")));
  IS(NOTCAPABLE, wasi_path_filestat_set_times(ROOT, 0, PATH("f"), 1, 1, __WASI_FSTFLAGS_MTIM));
}

// setup: file f text
// setup: dir ../rw
// grant: .::/ro:ro
// grant: ../rw::/rw
// after: file f text
CASE(nothing_gets_out_of_it_into_a_writable_one_or_the_other_way) {
  uint32_t fd;
  IS(NOTCAPABLE, wasi_path_link(ROOT, 0, PATH("f"), WRITABLE, PATH("f")));
  IS(NOTCAPABLE, wasi_path_rename(ROOT, PATH("f"), WRITABLE, PATH("f")));
  OK(openAs(WRITABLE, "g", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  IS(NOTCAPABLE, wasi_path_link(WRITABLE, 0, PATH("g"), ROOT, PATH("g")));
  IS(NOTCAPABLE, wasi_path_rename(WRITABLE, PATH("g"), ROOT, PATH("g")));
}

// setup: dir d
// setup: file d/f text
// setup: dir ../rw
// grant: .::/ro:ro
// grant: ../rw::/rw
// after: file d/f text
CASE(opening_it_again_gives_no_more_rights) {
  uint32_t again, below, fd;
  IS(NOTCAPABLE, openAs(ROOT, ".", OFLAG(DIRECTORY), ALL_RIGHTS, 0, &again));
  OK(openAs(ROOT, ".", OFLAG(DIRECTORY), ALL_RIGHTS & ~RIGHT(FD_WRITE), 0, &again));
  OK(openAs(again, "d", OFLAG(DIRECTORY), ALL_RIGHTS & ~RIGHT(FD_WRITE), 0, &below));
  IS(NOTCAPABLE, openAs(below, "f", 0, FILE_RIGHTS, 0, &fd));
  IS(NOTCAPABLE, wasi_path_unlink_file(below, PATH("f")));
  IS(NOTCAPABLE, wasi_fd_fdstat_set_rights(ROOT, ALL_RIGHTS, ALL_RIGHTS));
}
