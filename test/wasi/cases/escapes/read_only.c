// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attempts to change what was granted for reading only (3), with a directory for writing beside it
// (4).
#include "escape.h"

#define WRITABLE 4u

/* Every way to change the file `path` below `dir`. */
static void cannotBeChanged(uint32_t dir, const char *path) {
  static const uint32_t oflags[] = {0, OFLAG(CREAT), OFLAG(TRUNC), OFLAG(CREAT) | OFLAG(TRUNC)};
  static const uint64_t rights[] = {FILE_RIGHTS, RIGHT(FD_WRITE), RIGHT(FD_READ) | RIGHT(FD_WRITE)};
  static const uint8_t byte = 'x';
  __wasi_ciovec_t part = {&byte, 1};
  uint32_t fd, n;
  for (unsigned i = 0; i < sizeof(oflags) / sizeof(*oflags); ++i)
    for (unsigned j = 0; j < sizeof(rights) / sizeof(*rights); ++j) {
      DENIED(openAs(dir, path, oflags[i], rights[j], 0, &fd));
      DENIED(openAs(dir, path, oflags[i], rights[j], FDFLAG(APPEND), &fd));
    }
  DENIED(openAs(dir, path, OFLAG(TRUNC), READ_RIGHTS, 0, &fd));
  DENIED(openAs(dir, path, OFLAG(TRUNC), 0, 0, &fd));
  DENIED(old_path_open(dir, FOLLOW, PATH(path), OFLAG(TRUNC), READ_RIGHTS, 0, 0, &fd));
  DENIED(wasi_path_filestat_set_times(dir, FOLLOW, PATH(path), 1, 1, __WASI_FSTFLAGS_MTIM));
  DENIED(wasi_path_filestat_set_times(dir, FOLLOW, PATH(path), 0, 0, __WASI_FSTFLAGS_ATIM_NOW));
  if (openAs(dir, path, 0, ALL_RIGHTS & ~RIGHT(FD_WRITE), 0, &fd))
    return;
  for (int i = 0; i < 2; ++i) {
    DENIED(wasi_fd_write(fd, &part, 1, &n));
    DENIED(wasi_fd_pwrite(fd, &part, 1, 0, &n));
    DENIED(wasi_fd_allocate(fd, 0, 100));
    DENIED(wasi_fd_filestat_set_size(fd, 0));
    DENIED(wasi_fd_filestat_set_times(fd, 1, 1, __WASI_FSTFLAGS_MTIM));
    DENIED(wasi_fd_fdstat_set_rights(fd, FILE_RIGHTS, 0));
    OK(wasi_fd_renumber(fd, 0)); // nor under another number
    fd = 0;
  }
}

// setup: file f text
// setup: dir d
// setup: file d/g text
// setup: dir ../rw
// grant: .::/ro:ro
// grant: ../rw::/rw
// after: file f text
// after: file d/g text
CASE(writing_to_files_for_reading_only) {
  uint32_t d;
  cannotBeChanged(ROOT, "f");
  cannotBeChanged(ROOT, "d/g");
  OK(wasi_path_open(ROOT, 0, PATH("d"), OFLAG(DIRECTORY), ALL_RIGHTS & ~RIGHT(FD_WRITE), ALL_RIGHTS,
                    0, &d));
  cannotBeChanged(d, "g");
}

// setup: file f text
// setup: link f l
// setup: link ../rw out
// setup: dir ../rw
// setup: link ../granted/f ../rw/l
// setup: link ../granted ../rw/d
// grant: .::/ro:ro
// grant: ../rw::/rw
// after: file f text
CASE(links_between_directories_for_reading_and_writing) {
  uint32_t fd;
  cannotBeChanged(ROOT, "l");
  cannotBeChanged(WRITABLE, "l");
  cannotBeChanged(WRITABLE, "d/f");
  DENIED(openAs(WRITABLE, "d/new", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  DENIED(openAs(ROOT, "out/new", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
}

// setup: file f text
// setup: dir d
// setup: dir ../rw
// setup: file ../rw/g text
// grant: .::/ro:ro
// grant: ../rw::/rw
// after: file f text
// after: dir d
// after: absent new
// after: absent ../rw/f
CASE(hard_links_and_renames_out_of_it_and_into_it) {
  for (uint32_t lookup = 0; lookup <= FOLLOW; ++lookup) {
    DENIED(wasi_path_link(ROOT, lookup, PATH("f"), WRITABLE, PATH("f")));
    DENIED(wasi_path_link(ROOT, lookup, PATH("f"), ROOT, PATH("new")));
    DENIED(wasi_path_link(WRITABLE, lookup, PATH("g"), ROOT, PATH("new")));
    DENIED(old_path_link(ROOT, lookup, PATH("f"), WRITABLE, PATH("f")));
  }
  DENIED(wasi_path_rename(ROOT, PATH("f"), WRITABLE, PATH("f")));
  DENIED(wasi_path_rename(ROOT, PATH("d"), WRITABLE, PATH("d")));
  DENIED(wasi_path_rename(WRITABLE, PATH("g"), ROOT, PATH("new")));
  DENIED(wasi_path_rename(WRITABLE, PATH("g"), ROOT, PATH("f")));
}

// setup: file f text
// setup: dir d
// setup: dir ../rw
// grant: .::/ro:ro
// grant: ../rw::/rw
// after: file f text
// after: absent new
// after: absent d/new
CASE(making_and_removing_entries_in_it) {
  static const char *const names[] = {"new", "d/new", "./new", "d/../new", "new/"};
  uint32_t fd;
  for (unsigned i = 0; i < sizeof(names) / sizeof(*names); ++i) {
    DENIED(wasi_path_create_directory(ROOT, PATH(names[i])));
    DENIED(wasi_path_symlink(PATH("f"), ROOT, PATH(names[i])));
    DENIED(openAs(ROOT, names[i], OFLAG(CREAT), READ_RIGHTS, 0, &fd));
    DENIED(openAs(ROOT, names[i], OFLAG(CREAT), 0, 0, &fd));
    DENIED(openAs(ROOT, names[i], OFLAG(CREAT) | OFLAG(EXCL), READ_RIGHTS, 0, &fd));
    DENIED(openAs(ROOT, names[i], OFLAG(CREAT) | OFLAG(DIRECTORY), READ_RIGHTS, 0, &fd));
  }
  DENIED(wasi_path_unlink_file(ROOT, PATH("f")));
  DENIED(wasi_path_remove_directory(ROOT, PATH("d")));
}

// The rights of the one for writing, under the other's number, stay with its directory.
// setup: file f text
// setup: dir ../rw
// grant: .::/ro:ro
// grant: ../rw::/rw
// after: file f text
// after: file ../rw/f new
CASE(renumbering_between_directories_for_reading_and_writing) {
  uint32_t fd, d;
  OK(wasi_path_open(ROOT, 0, PATH("."), OFLAG(DIRECTORY), ALL_RIGHTS & ~RIGHT(FD_WRITE), ALL_RIGHTS,
                    0, &d));
  OK(wasi_fd_renumber(WRITABLE, ROOT));
  OK(openAs(ROOT, "f", OFLAG(CREAT), FILE_RIGHTS, 0, &fd));
  mustWrite(fd, "new");
  cannotBeChanged(d, "f");
}

// setup: file f text
// setup: dir d
// setup: dir ../rw
// grant: .::/ro:ro
// grant: ../rw::/rw
CASE(times_and_attributes_of_directories_for_reading_only) {
  uint32_t d;
  OK(wasi_path_open(ROOT, 0, PATH("d"), OFLAG(DIRECTORY), ALL_RIGHTS & ~RIGHT(FD_WRITE), ALL_RIGHTS,
                    0, &d));
  uint64_t before = statOf(ROOT, 0, "d").mtim;
  DENIED(wasi_fd_filestat_set_times(d, 1, 1, __WASI_FSTFLAGS_MTIM));
  DENIED(wasi_fd_filestat_set_times(ROOT, 1, 1, __WASI_FSTFLAGS_MTIM));
  DENIED(wasi_path_filestat_set_times(ROOT, 0, PATH("d"), 1, 1, __WASI_FSTFLAGS_MTIM));
  DENIED(wasi_path_filestat_set_times(ROOT, FOLLOW, PATH("."), 1, 1, __WASI_FSTFLAGS_MTIM));
  DENIED(wasi_fd_filestat_set_size(d, 0));
  SAME(statOf(ROOT, 0, "d").mtim, before);
}

// A directory for writing inside of one for reading only: each keeps to its own.
// setup: file f text
// setup: dir d
// setup: file d/g text
// grant: .::/ro:ro
// grant: d::/rw
// after: file f text
// after: file d/g text
CASE(a_directory_for_writing_inside_of_one_for_reading_only) {
  uint32_t fd;
  OK(openAs(WRITABLE, "g", 0, FILE_RIGHTS, 0, &fd));
  cannotBeChanged(ROOT, "f");
  cannotBeChanged(ROOT, "d/g");
  cannotBeChanged(WRITABLE, "../f");
  DENIED(wasi_path_rename(WRITABLE, PATH("g"), ROOT, PATH("g")));
  DENIED(wasi_path_link(ROOT, 0, PATH("f"), WRITABLE, PATH("f")));
}
