// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each call without the right that it takes: refused, and nothing is done.
#include "../case.h"

static void giveUp(uint32_t fd, uint64_t rights) {
  __wasi_fdstat_t stat = fdstatOf(fd);
  CHECK(stat.fs_rights_base & rights);
  OK(wasi_fd_fdstat_set_rights(fd, stat.fs_rights_base & ~rights, stat.fs_rights_inheriting));
}

// after: absent d
CASE(making_a_directory) {
  giveUp(ROOT, RIGHT(PATH_CREATE_DIRECTORY));
  IS(NOTCAPABLE, wasi_path_create_directory(ROOT, PATH("d")));
}

// setup: file f 0123
// after: file f 0123
CASE(making_a_file) {
  uint32_t fd;
  giveUp(ROOT, RIGHT(PATH_CREATE_FILE));
  IS(NOTCAPABLE, openAs(ROOT, "g", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  IS(NOTCAPABLE, openAs(ROOT, "f", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  OK(openAs(ROOT, "f", 0, FILE_RIGHTS, 0, &fd));
}

// setup: file f 0123
// after: file f 0123
CASE(emptying_a_file) {
  uint32_t fd;
  giveUp(ROOT, RIGHT(PATH_FILESTAT_SET_SIZE));
  IS(NOTCAPABLE, openAs(ROOT, "f", OFLAG(TRUNC), FILE_RIGHTS, 0, &fd));
  OK(openAs(ROOT, "f", 0, FILE_RIGHTS, 0, &fd));
}

// setup: file f 0123
CASE(opening) {
  uint32_t fd;
  giveUp(ROOT, RIGHT(PATH_OPEN));
  IS(NOTCAPABLE, openAs(ROOT, "f", 0, READ_RIGHTS, 0, &fd));
  OK(wasi_path_unlink_file(ROOT, PATH("f")));
}

// setup: file f 0123
// after: absent g
CASE(linking_from_a_directory) {
  giveUp(ROOT, RIGHT(PATH_LINK_SOURCE));
  IS(NOTCAPABLE, wasi_path_link(ROOT, 0, PATH("f"), ROOT, PATH("g")));
}

// setup: file f 0123
// after: absent g
CASE(linking_into_a_directory) {
  uint32_t target = mustOpenDirectory(".");
  giveUp(target, RIGHT(PATH_LINK_TARGET));
  IS(NOTCAPABLE, wasi_path_link(ROOT, 0, PATH("f"), target, PATH("g")));
}

// setup: file f 0123
// after: file f 0123
CASE(renaming_from_a_directory) {
  giveUp(ROOT, RIGHT(PATH_RENAME_SOURCE));
  IS(NOTCAPABLE, wasi_path_rename(ROOT, PATH("f"), ROOT, PATH("g")));
}

// setup: file f 0123
// after: file f 0123
CASE(renaming_into_a_directory) {
  uint32_t target = mustOpenDirectory(".");
  giveUp(target, RIGHT(PATH_RENAME_TARGET));
  IS(NOTCAPABLE, wasi_path_rename(ROOT, PATH("f"), target, PATH("g")));
}

CASE(listing) {
  uint8_t buffer[100];
  uint32_t used = 7;
  giveUp(ROOT, RIGHT(FD_READDIR));
  IS(NOTCAPABLE, wasi_fd_readdir(ROOT, buffer, sizeof(buffer), 0, &used));
  SAME(used, 7);
}

// setup: link f l
CASE(reading_a_link) {
  char text[8];
  uint32_t used;
  giveUp(ROOT, RIGHT(PATH_READLINK));
  IS(NOTCAPABLE, wasi_path_readlink(ROOT, PATH("l"), text, 8, &used));
}

// after: absent l
CASE(making_a_link) {
  giveUp(ROOT, RIGHT(PATH_SYMLINK));
  IS(NOTCAPABLE, wasi_path_symlink(PATH("f"), ROOT, PATH("l")));
}

// setup: file f 0123
// after: file f 0123
CASE(removing_a_file) {
  giveUp(ROOT, RIGHT(PATH_UNLINK_FILE));
  IS(NOTCAPABLE, wasi_path_unlink_file(ROOT, PATH("f")));
}

// setup: dir d
// after: dir d
CASE(removing_a_directory) {
  giveUp(ROOT, RIGHT(PATH_REMOVE_DIRECTORY));
  IS(NOTCAPABLE, wasi_path_remove_directory(ROOT, PATH("d")));
}

// setup: file f 0123
CASE(attributes_by_path) {
  __wasi_filestat_t stat;
  giveUp(ROOT, RIGHT(PATH_FILESTAT_GET));
  IS(NOTCAPABLE, wasi_path_filestat_get(ROOT, 0, PATH("f"), &stat));
}

// setup: file f 0123
CASE(times_by_path) {
  uint64_t before = statOf(ROOT, 0, "f").mtim;
  giveUp(ROOT, RIGHT(PATH_FILESTAT_SET_TIMES));
  IS(NOTCAPABLE, wasi_path_filestat_set_times(ROOT, 0, PATH("f"), 0, 5, __WASI_FSTFLAGS_MTIM));
  SAME(statOf(ROOT, 0, "f").mtim, before);
}

CASE(attributes_of_a_descriptor) {
  __wasi_filestat_t stat;
  giveUp(ROOT, RIGHT(FD_FILESTAT_GET));
  IS(NOTCAPABLE, wasi_fd_filestat_get(ROOT, &stat));
}

// setup: file f 0123
CASE(times_of_a_descriptor) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  giveUp(fd, RIGHT(FD_FILESTAT_SET_TIMES));
  IS(NOTCAPABLE, wasi_fd_filestat_set_times(fd, 0, 5, __WASI_FSTFLAGS_MTIM));
}

// setup: file f 0123
// after: file f 0123
CASE(the_size_of_a_descriptor) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  giveUp(fd, RIGHT(FD_FILESTAT_SET_SIZE));
  IS(NOTCAPABLE, wasi_fd_filestat_set_size(fd, 1));
}

// setup: file f 0123
// after: file f 0123
CASE(reserving_room) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  giveUp(fd, RIGHT(FD_ALLOCATE));
  IS(NOTCAPABLE, wasi_fd_allocate(fd, 0, 9));
}

// setup: file f 0123
CASE(advice) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  giveUp(fd, RIGHT(FD_ADVISE));
  IS(NOTCAPABLE, wasi_fd_advise(fd, 0, 0, __WASI_ADVICE_NORMAL));
}

// setup: file f 0123
CASE(synchronising) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  giveUp(fd, RIGHT(FD_SYNC));
  IS(NOTCAPABLE, wasi_fd_sync(fd));
  OK(wasi_fd_datasync(fd));
}

// setup: file f 0123
CASE(synchronising_contents) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  giveUp(fd, RIGHT(FD_DATASYNC));
  IS(NOTCAPABLE, wasi_fd_datasync(fd));
  OK(wasi_fd_sync(fd));
}

// setup: file f 0123
CASE(setting_flags) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  giveUp(fd, RIGHT(FD_FDSTAT_SET_FLAGS));
  IS(NOTCAPABLE, wasi_fd_fdstat_set_flags(fd, FDFLAG(APPEND)));
  SAME(fdstatOf(fd).fs_flags, 0);
}

// setup: file f 0123
// after: file f 0123
CASE(reading_and_writing) {
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS), n = 9;
  char bytes[4] = "abc";
  __wasi_iovec_t in = {(uint8_t *)bytes, 4};
  giveUp(fd, RIGHT(FD_READ));
  IS_EITHER(NOTCAPABLE, BADF, wasi_fd_read(fd, &in, 1, &n));
  IS_EITHER(NOTCAPABLE, BADF, wasi_fd_pread(fd, &in, 1, 0, &n));
  giveUp(fd, RIGHT(FD_WRITE));
  IS_EITHER(NOTCAPABLE, BADF, wasi_fd_write(fd, (const void *)&in, 1, &n));
  IS_EITHER(NOTCAPABLE, BADF, wasi_fd_pwrite(fd, (const void *)&in, 1, 0, &n));
  CHECK(!strcmp(bytes, "abc"));
  SAME(n, 9);
}
