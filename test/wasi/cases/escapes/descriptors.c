// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attempts by way of descriptors: numbers that are closed, taken again, exchanged, never given.
#include "escape.h"

/* Every call on a descriptor refuses, as far as it could tell or change something. */
static void isNoDescriptor(uint32_t fd) {
  char bytes[64] = "";
  uint16_t flags;
  uint32_t n, accepted;
  uint64_t position;
  __wasi_filestat_t stat;
  __wasi_fdstat_t fdstat;
  __wasi_prestat_t prestat;
  __wasi_iovec_t part = {(uint8_t *)bytes, sizeof(bytes)};
  IS(BADF, wasi_fd_read(fd, &part, 1, &n));
  IS(BADF, wasi_fd_pread(fd, &part, 1, 0, &n));
  IS(BADF, wasi_fd_write(fd, &part, 1, &n));
  IS(BADF, wasi_fd_pwrite(fd, &part, 1, 0, &n));
  IS(BADF, wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &position));
  IS(BADF, wasi_fd_tell(fd, &position));
  IS(BADF, wasi_fd_filestat_get(fd, &stat));
  IS(BADF, wasi_fd_filestat_set_size(fd, 0));
  IS(BADF, wasi_fd_filestat_set_times(fd, 1, 1, __WASI_FSTFLAGS_MTIM));
  IS(BADF, wasi_fd_fdstat_get(fd, &fdstat));
  IS(BADF, wasi_fd_fdstat_set_flags(fd, 0));
  IS(BADF, wasi_fd_fdstat_set_rights(fd, ALL_RIGHTS, ALL_RIGHTS));
  IS(BADF, wasi_fd_allocate(fd, 0, 10));
  IS(BADF, wasi_fd_advise(fd, 0, 0, 0));
  IS(BADF, wasi_fd_sync(fd));
  IS(BADF, wasi_fd_datasync(fd));
  IS(BADF, wasi_fd_readdir(fd, bytes, sizeof(bytes), 0, &n));
  IS(BADF, wasi_fd_prestat_get(fd, &prestat));
  IS(BADF, wasi_fd_prestat_dir_name(fd, bytes, sizeof(bytes)));
  IS(BADF, wasi_sock_accept(fd, 0, &accepted));
  IS(BADF, wasi_sock_recv(fd, &part, 1, 0, &n, &flags));
  IS(BADF, wasi_sock_send(fd, &part, 1, 0, &n));
  IS(BADF, wasi_sock_shutdown(fd, 3));
  IS(BADF, openAs(fd, "secret", 0, READ_RIGHTS, 0, &n));
  IS(BADF, wasi_path_filestat_get(fd, FOLLOW, PATH("secret"), &stat));
  IS(BADF, wasi_path_unlink_file(fd, PATH("secret")));
  IS(BADF, wasi_path_create_directory(fd, PATH("new")));
  IS(BADF, wasi_path_rename(fd, PATH("secret"), ROOT, PATH("stolen")));
  IS(BADF, wasi_path_link(fd, 0, PATH("secret"), ROOT, PATH("stolen")));
}

static const uint32_t numbers[] = {
    4,     5,          6,          7,          8,          9,          10,        11,   12,
    13,    31,         32,         33,         63,         64,         100,       101,  255,
    256,   499,        500,        501,        1000,       1001,       1023,      1024, 65535,
    65536, 0x7fffffff, 0x80000000, 0x80000003, 0xffffff9c, 0xfffffffe, 0xffffffff};

// -100 among them is where the system looks from the process's own directory.
// setup: file ../secret SECRET
// after: absent stolen
CASE(numbers_that_were_never_given) {
  for (unsigned i = 0; i < sizeof(numbers) / sizeof(*numbers); ++i)
    isNoDescriptor(numbers[i]);
}

// setup: file ../secret SECRET
// setup: dir ../vault
// setup: file ../vault/secret SECRET
// after: file ../secret SECRET
// after: file ../vault/secret SECRET
CASE(descriptors_that_the_process_inherited) {
  for (uint32_t fd = 4; fd < 1100; ++fd)
    isNoDescriptor(fd);
}

// setup: file f text
// setup: file g GREEN
CASE(a_descriptor_that_was_closed) {
  uint32_t f = mustOpen("f", 0, FILE_RIGHTS), g;
  OK(wasi_fd_close(f));
  isNoDescriptor(f);
  IS(BADF, wasi_fd_close(f));
  IS(BADF, wasi_fd_renumber(f, ROOT));
  IS(BADF, wasi_fd_renumber(ROOT, f));
  g = mustOpen("g", 0, READ_RIGHTS);
  SAME(g, f); // the number again, with its own rights
  SAME(mustNotHoldSecret(f), 'G');
  DENIED(wasi_fd_filestat_set_size(f, 0));
  CHECK(!(fdstatOf(f).fs_rights_base & (RIGHT(FD_WRITE) | RIGHT(FD_FILESTAT_SET_SIZE))));
}

// What takes the number of a granted directory is none.
// setup: dir d
// setup: file d/f text
// setup: file secret SECRET
// setup: dir other
// grant: d::/d
// grant: other::/other
// after: file secret SECRET
CASE(the_number_of_a_granted_directory_taken_again) {
  uint32_t fd, d = mustOpenDirectory(".");
  __wasi_prestat_t prestat;
  OK(wasi_fd_close(ROOT));
  isNoDescriptor(ROOT);
  OK(openAs(d, "f", 0, READ_RIGHTS, 0, &fd));
  SAME(fd, ROOT);
  IS(BADF, wasi_fd_prestat_get(ROOT, &prestat));
  IS(NOTDIR, openAs(ROOT, "f", 0, READ_RIGHTS, 0, &fd));
  IS(NOTDIR, openAs(ROOT, "../secret", 0, READ_RIGHTS, 0, &fd));
  isUnreachable(d, "../secret");
}

// setup: dir d
// setup: file f SECRET
// setup: file ../secret SECRET
// after: file f SECRET
CASE(a_directory_renumbered_over_a_granted_one) {
  uint32_t d = mustOpenDirectory("d");
  OK(wasi_fd_renumber(d, ROOT));
  isNoDescriptor(d);
  IS(NOENT, openAs(ROOT, "f", 0, READ_RIGHTS, 0, &d));
  isUnreachable(ROOT, "../f");
  isUnreachable(ROOT, "../../secret");
  isUnreachable(ROOT, "..");
}

// setup: file f text
// setup: file g GREEN
// after: file f text
// after: file g GREEN
CASE(rights_go_with_a_descriptor_not_with_its_number) {
  static const uint8_t byte = 'x';
  __wasi_ciovec_t part = {&byte, 1};
  uint32_t n, writable = mustOpen("f", 0, FILE_RIGHTS), readable = mustOpen("g", 0, READ_RIGHTS);
  OK(wasi_fd_renumber(readable, writable));
  DENIED(wasi_fd_write(writable, &part, 1, &n));
  DENIED(wasi_fd_filestat_set_size(writable, 0));
  DENIED(wasi_fd_fdstat_set_rights(writable, FILE_RIGHTS, 0));
  isNoDescriptor(readable);
}

// setup: file ../secret SECRET
// after: file ../secret SECRET
CASE(a_granted_directory_renumbered_over_a_stream) {
  OK(wasi_fd_renumber(ROOT, 0));
  isNoDescriptor(ROOT);
  isUnreachable(0, "../secret");
  isUnreachable(0, "..");
  uint32_t n;
  char byte;
  __wasi_iovec_t part = {(uint8_t *)&byte, 1};
  DENIED(wasi_fd_read(0, &part, 1, &n));
}

CASE(renumbering_to_numbers_that_were_never_given) {
  for (unsigned i = 0; i < sizeof(numbers) / sizeof(*numbers); ++i) {
    DENIED(wasi_fd_renumber(ROOT, numbers[i]));
    DENIED(wasi_fd_renumber(numbers[i], ROOT));
    DENIED(wasi_fd_renumber(numbers[i], 0));
  }
  CHECK(fdstatOf(ROOT).fs_filetype == __WASI_FILETYPE_DIRECTORY);
}

// setup: dir ../vault
// setup: file ../vault/secret SECRET
// after: file ../vault/secret SECRET
CASE(a_directory_as_standard_input) {
  uint8_t buffer[200];
  uint32_t used;
  isUnreachable(0, "secret");
  isUnreachable(0, ".");
  DENIED(wasi_fd_readdir(0, buffer, sizeof(buffer), 0, &used));
  DENIED(wasi_path_unlink_file(0, PATH("secret")));
  DENIED(wasi_fd_fdstat_set_rights(0, ALL_RIGHTS, ALL_RIGHTS));
}

// A file that the guest opens must not take the number to which the runtime reports.
// after: file f
CASE(streams_that_the_process_started_without) {
  uint32_t fd = mustOpen("f", OFLAG(CREAT), FILE_RIGHTS);
  (void)fd;
  for (uint32_t stream = 0; stream < 3; ++stream) {
    static const uint8_t text[] = "lost";
    __wasi_ciovec_t part = {text, 4};
    uint32_t n;
    if (stream != fd)
      wasi_fd_write(stream, &part, 1, &n);
  }
  SAME(statOf(ROOT, 0, "f").size, 0);
}

// What the runtime has to say is not for a file that the guest put there.
// status: 134
// after: file f
CASE(a_file_renumbered_over_the_stream_that_traps_are_reported_to) {
  uint32_t fd = mustOpen("f", OFLAG(CREAT), FILE_RIGHTS);
  OK(wasi_fd_renumber(fd, 2));
  __builtin_trap();
}

// setup: file f text
// after: file f text
CASE(rights_that_were_not_asked_for_or_given_up) {
  static const uint8_t byte = 'x';
  __wasi_ciovec_t part = {&byte, 1};
  uint32_t n, f, d;
  OK(openAs(ROOT, "f", 0, RIGHT(FD_READ), 0, &f));
  DENIED(wasi_fd_write(f, &part, 1, &n));
  DENIED(wasi_fd_filestat_set_size(f, 0));
  DENIED(wasi_fd_filestat_set_times(f, 1, 1, __WASI_FSTFLAGS_MTIM));
  DENIED(wasi_fd_allocate(f, 0, 100));
  DENIED(wasi_fd_fdstat_set_rights(f, RIGHT(FD_READ) | RIGHT(FD_WRITE), 0));
  OK(wasi_path_open(ROOT, 0, PATH("."), OFLAG(DIRECTORY), RIGHT(PATH_OPEN), RIGHT(FD_READ), 0, &d));
  DENIED(openAs(d, "f", 0, FILE_RIGHTS, 0, &f));
  DENIED(openAs(d, "f", OFLAG(TRUNC), RIGHT(FD_READ), 0, &f));
  DENIED(openAs(d, "new", OFLAG(CREAT), RIGHT(FD_READ), 0, &f));
  DENIED(wasi_path_unlink_file(d, PATH("f")));
  DENIED(wasi_path_rename(d, PATH("f"), ROOT, PATH("g")));
  DENIED(wasi_fd_fdstat_set_rights(d, DIRECTORY_RIGHTS, FILE_RIGHTS));
  /* Nor by opening the directory again, or what is below. */
  if (!wasi_path_open(d, 0, PATH("."), OFLAG(DIRECTORY), ALL_RIGHTS & ~RIGHT(FD_WRITE), ALL_RIGHTS,
                      0, &n)) {
    DENIED(wasi_path_unlink_file(n, PATH("f")));
    DENIED(openAs(n, "f", 0, FILE_RIGHTS, 0, &f));
  }
}

// setup: file f text
CASE(a_directory_that_passes_nothing_on) {
  uint32_t f, d;
  OK(wasi_path_open(ROOT, 0, PATH("."), OFLAG(DIRECTORY), DIRECTORY_RIGHTS, 0, 0, &d));
  DENIED(openAs(d, "f", 0, READ_RIGHTS, 0, &f));
  DENIED(openAs(d, "f", 0, FILE_RIGHTS, 0, &f));
  OK(wasi_fd_fdstat_set_rights(ROOT, DIRECTORY_RIGHTS, 0));
  DENIED(openAs(ROOT, "f", 0, READ_RIGHTS, 0, &f));
  DENIED(wasi_fd_fdstat_set_rights(ROOT, DIRECTORY_RIGHTS, FILE_RIGHTS));
}

// setup: file f text
CASE(positions_in_a_directory_that_it_never_told) {
  static const uint64_t cookies[] = {1,
                                     2,
                                     3,
                                     100,
                                     1u << 31,
                                     1ull << 32,
                                     1ull << 62,
                                     0x7fffffffffffffff,
                                     0x8000000000000000,
                                     0xffffffffffffffff};
  static char buffer[2000];
  uint32_t used;
  for (unsigned i = 0; i < sizeof(cookies) / sizeof(*cookies); ++i) {
    memset(buffer, 0, sizeof(buffer));
    if (wasi_fd_readdir(ROOT, buffer, sizeof(buffer), cookies[i], &used))
      continue;
    for (uint32_t at = 0; at + sizeof(__wasi_dirent_t) <= used;) { // nothing that is not in there
      __wasi_dirent_t entry;
      memcpy(&entry, buffer + at, sizeof(entry));
      const char *name = buffer + at + sizeof(entry);
      CHECK((entry.d_namlen == 1 && (name[0] == 'f' || name[0] == '.')) ||
            (entry.d_namlen == 2 && !memcmp(name, "..", 2)));
      at += sizeof(entry) + entry.d_namlen;
    }
  }
}

// Nobody granted a socket.
// setup: file f text
CASE(sockets_where_none_was_granted) {
  uint8_t byte = 0;
  uint16_t flags;
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  __wasi_iovec_t part = {&byte, 1};
  for (uint32_t i = 0; i <= fd + 20; ++i) {
    DENIED(wasi_sock_accept(i, 0, &n));
    DENIED(wasi_sock_recv(i, &part, 1, 0, &n, &flags));
    DENIED(wasi_sock_send(i, &part, 1, 0, &n));
    DENIED(wasi_sock_shutdown(i, 3));
  }
}

// env: MINE=1
CASE(variables_of_the_process) {
  uint32_t count, size;
  static uint32_t list[100];
  static char text[10000];
  OK(wasi_environ_sizes_get(&count, &size));
  SAME(count, 1);
  SAME(size, 7);
  OK(wasi_environ_get(list, text));
  CHECK(!strcmp(text, "MINE=1"));
  CHECK(!getenv("SECRET") && !getenv("HOME") && !getenv("WASMELT_DIRS") && !getenv("PATH"));
}
