// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attempts to have calls read or write beyond the guest's memory.
#include "escape.h"

#define PAGE 65536u

static uint32_t memorySize(void) { return (uint32_t)__builtin_wasm_memory_size(0) * PAGE; }
static void *at(uint32_t address) { return (void *)(uintptr_t)address; }

/* Ranges of which a part is outside. */
static unsigned badRanges(uint32_t (*ranges)[2]) {
  uint32_t end = memorySize();
  uint32_t found[][2] = {{end, 1},
                         {end - 1, 2},
                         {end - 1, 0xffffffff},
                         {0xffffffff, 1},
                         {0xfffffff0, 0x20},
                         {0xfffffff0, 0x7fffffff},
                         {1, 0xffffffff},
                         {end / 2, end},
                         {0x80000000, 16},
                         {0x7fffffff, 0x80000001},
                         {PAGE, 0 - PAGE},
                         {0, 0xffffffff}};
  memcpy(ranges, found, sizeof(found));
  return sizeof(found) / sizeof(*found);
}

// setup: file f 0123456789
// after: file f 0123456789
CASE(buffers_that_wrap_around_or_end_outside) {
  uint32_t ranges[16][2], n = 77, fd = mustOpen("f", 0, FILE_RIGHTS);
  for (unsigned i = badRanges(ranges); i--;) {
    __wasi_iovec_t parts[2] = {{0, 0}, {at(ranges[i][0]), ranges[i][1]}};
    IS(FAULT, wasi_fd_read(fd, parts, 2, &n));
    IS(FAULT, wasi_fd_pread(fd, parts, 2, 0, &n));
    IS(FAULT, wasi_fd_write(fd, parts, 2, &n));
    IS(FAULT, wasi_fd_pwrite(fd, parts, 2, 0, &n));
    IS(FAULT, wasi_fd_pread(fd, parts + 1, 1, 0, &n));
    SAME(n, 77);
  }
}

// setup: file f 0123456789
// after: file f 0123456789
CASE(lists_of_buffers_that_wrap_around_or_end_outside) {
  uint32_t n = 77, fd = mustOpen("f", 0, FILE_RIGHTS), end = memorySize();
  static __wasi_iovec_t parts[4];
  const struct {
    void *list;
    uint32_t count;
  } lists[] = {{parts, 0x20000001}, {parts, 0x1fffffff}, {parts, 0xffffffff},
               {at(end - 4), 1},    {at(end - 8), 2},    {at(end), 1},
               {at(0xfffffffc), 1}, {at(0xfffffff8), 2}, {at(8), 0x20000000},
               {at(4), 0x1fffffff}, {at(0x80000000), 1}, {at(end - 4), 0x20000001}};
  for (unsigned i = 0; i < sizeof(lists) / sizeof(*lists); ++i) {
    IS(FAULT, wasi_fd_read(fd, lists[i].list, lists[i].count, &n));
    IS(FAULT, wasi_fd_pread(fd, lists[i].list, lists[i].count, 0, &n));
    IS(FAULT, wasi_fd_write(fd, lists[i].list, lists[i].count, &n));
    IS(FAULT, wasi_fd_pwrite(fd, lists[i].list, lists[i].count, 0, &n));
    SAME(n, 77);
  }
}

// setup: file f 0123456789
// after: file f 0123456789
CASE(results_outside) {
  uint32_t end = memorySize(), fd = mustOpen("f", 0, FILE_RIGHTS), untouched = end - 1;
  uint8_t byte = 'x';
  __wasi_iovec_t part = {&byte, 1};
  const uint32_t places[] = {end - 1, end - 3, end, 0xffffffff, 0xfffffffd, 0x80000000};
  *(uint8_t *)at(untouched) = 99;
  for (unsigned i = 0; i < sizeof(places) / sizeof(*places); ++i) {
    void *result = at(places[i]);
    IS(FAULT, wasi_fd_read(fd, &part, 1, result));
    IS(FAULT, wasi_fd_write(fd, &part, 1, result));
    IS(FAULT, wasi_fd_pwrite(fd, &part, 1, 0, result));
    IS(FAULT, wasi_fd_seek(fd, 1, __WASI_WHENCE_SET, result));
    IS(FAULT, wasi_fd_tell(fd, result));
    IS(FAULT, wasi_fd_fdstat_get(fd, result));
    IS(FAULT, wasi_fd_filestat_get(fd, result));
    IS(FAULT, wasi_path_filestat_get(ROOT, 0, PATH("f"), result));
    IS(FAULT, old_path_filestat_get(ROOT, 0, PATH("f"), result));
    IS(FAULT, openAs(ROOT, "f", OFLAG(TRUNC), FILE_RIGHTS, 0, result));
    IS(FAULT, wasi_fd_prestat_get(ROOT, result));
    IS(FAULT, wasi_clock_time_get(0, 0, result));
    IS(FAULT, wasi_clock_res_get(0, result));
    IS(FAULT, wasi_args_sizes_get(result, &fd + 1));
    IS(FAULT, wasi_environ_sizes_get(&fd + 1, result));
  }
  SAME(*(uint8_t *)at(untouched), 99);
}

CASE(random_bytes_outside) {
  uint32_t ranges[16][2];
  *(uint8_t *)at(memorySize() - 1) = 99;
  for (unsigned i = badRanges(ranges); i--;)
    IS(FAULT, wasi_random_get(at(ranges[i][0]), ranges[i][1]));
  SAME(*(uint8_t *)at(memorySize() - 1), 99); // nothing of a range that is not all there
}

// env: A=123456789
CASE(arguments_and_variables_outside) {
  uint32_t end = memorySize();
  static uint32_t list[10];
  static char text[1000];
  const uint32_t places[] = {end, end - 1, end - 3, 0xffffffff, 0xfffffffc, 0x80000000};
  for (unsigned i = 0; i < sizeof(places) / sizeof(*places); ++i) {
    IS(FAULT, wasi_args_get(at(places[i]), text));
    IS(FAULT, wasi_args_get(list, at(places[i])));
    IS(FAULT, wasi_environ_get(at(places[i]), text));
    IS(FAULT, wasi_environ_get(list, at(places[i])));
  }
}

// setup: file ../secret SECRET
// setup: file f text
// after: file ../secret SECRET
CASE(paths_outside) {
  uint32_t ranges[16][2], fd, used;
  uint8_t buffer[10];
  __wasi_filestat_t stat;
  memcpy(at(memorySize() - 9), "../secret", 9);
  for (unsigned i = badRanges(ranges); i--;) {
    void *path = at(ranges[i][0]);
    uint32_t length = ranges[i][1];
    IS(FAULT, wasi_path_open(ROOT, FOLLOW, path, length, OFLAG(CREAT), FILE_RIGHTS, 0, 0, &fd));
    IS(FAULT, wasi_path_filestat_get(ROOT, FOLLOW, path, length, &stat));
    IS(FAULT, wasi_path_filestat_set_times(ROOT, 0, path, length, 1, 1, __WASI_FSTFLAGS_MTIM));
    IS(FAULT, wasi_path_create_directory(ROOT, path, length));
    IS(FAULT, wasi_path_remove_directory(ROOT, path, length));
    IS(FAULT, wasi_path_unlink_file(ROOT, path, length));
    IS(FAULT, wasi_path_readlink(ROOT, path, length, buffer, sizeof(buffer), &used));
    IS(FAULT, wasi_path_rename(ROOT, path, length, ROOT, PATH("x")));
    IS(FAULT, wasi_path_rename(ROOT, PATH("f"), ROOT, path, length));
    IS(FAULT, wasi_path_link(ROOT, 0, path, length, ROOT, PATH("x")));
    IS(FAULT, wasi_path_link(ROOT, 0, PATH("f"), ROOT, path, length));
    IS(FAULT, wasi_path_symlink(path, length, ROOT, PATH("x")));
    IS(FAULT, wasi_path_symlink(PATH("f"), ROOT, path, length));
  }
  isUnreachable(ROOT, "../secret");
}

// setup: link target l
CASE(names_written_outside) {
  uint32_t ranges[16][2], used = 77;
  *(uint8_t *)at(memorySize() - 1) = 99;
  for (unsigned i = badRanges(ranges); i--;) {
    IS(FAULT, wasi_path_readlink(ROOT, PATH("l"), at(ranges[i][0]), ranges[i][1], &used));
    IS(FAULT, wasi_fd_readdir(ROOT, at(ranges[i][0]), ranges[i][1], 0, &used));
    DENIED(wasi_fd_prestat_dir_name(ROOT, at(ranges[i][0]), ranges[i][1]));
    SAME(used, 77);
  }
  SAME(*(uint8_t *)at(memorySize() - 1), 99);
}

CASE(subscriptions_and_events_outside) {
  uint32_t end = memorySize(), n = 77;
  static __wasi_subscription_t one;
  static __wasi_event_t event;
  const struct {
    void *in, *out;
    uint32_t count;
  } bad[] = {{&one, &event, 0x80000000},  {&one, &event, 0x05555556},  {&one, &event, 0x08000001},
             {&one, &event, 0xffffffff},  {at(end - 47), &event, 1},   {&one, at(end - 31), 1},
             {at(0xffffffff), &event, 1}, {&one, at(0xffffffe0), 2},   {at(0xffffffd0), &event, 2},
             {&one, at(0x80000000), 1},   {at(8), &event, 0x05555555}, {&one, at(8), 0x07ffffff}};
  one.u.tag = __WASI_EVENTTYPE_CLOCK;
  for (unsigned i = 0; i < sizeof(bad) / sizeof(*bad); ++i) {
    IS(FAULT, wasi_poll_oneoff(bad[i].in, bad[i].out, bad[i].count, &n));
    SAME(n, 77);
  }
  IS(FAULT, wasi_poll_oneoff(&one, &event, 1, at(end - 3)));
}

// Events may be written over subscriptions: what is read then is not what was asked for.
// setup: file f 0123456789
CASE(events_over_subscriptions) {
  enum { count = 40 };
  static union {
    __wasi_subscription_t in[count];
    __wasi_event_t out[count];
  } both;
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  memset(&both, 0, sizeof(both));
  for (int i = 0; i < count; ++i) {
    both.in[i].userdata = (uint64_t)i;
    both.in[i].u.tag = __WASI_EVENTTYPE_FD_READ;
    both.in[i].u.u.fd_read.file_descriptor = fd;
  }
  OK(wasi_poll_oneoff(&both, &both, count, &n));
  CHECK(n >= 1 && n <= count);
}

// What is read becomes the list of further buffers, which lead out of memory.
CASE(reading_over_the_list_of_buffers) {
  enum { count = 2200, first = 1024 };
  static __wasi_iovec_t parts[count], evil[count];
  uint32_t n, fd = mustOpen("f", OFLAG(CREAT), FILE_RIGHTS);
  for (int i = 0; i < count; ++i) {
    evil[i].buf = at(0xfffffff0 - (uint32_t)i * 16);
    evil[i].buf_len = 0xffff;
  }
  __wasi_ciovec_t all = {(uint8_t *)evil, sizeof(evil)};
  for (int i = 0; i < 4; ++i)
    OK(wasi_fd_write(fd, &all, 1, &n));
  static uint8_t rest[4];
  for (int i = 0; i < count; ++i) {
    parts[i].buf = rest;
    parts[i].buf_len = 4;
  }
  parts[0].buf = (uint8_t *)(parts + first); // behind what the system takes at once
  parts[0].buf_len = (count - first) * sizeof(*parts);
  *(uint8_t *)at(memorySize() - 1) = 99;
  uint32_t error = wasi_fd_pread(fd, parts, count, 0, &n);
  CHECK(error == 0 || error == __WASI_ERRNO_FAULT);
  SAME(parts[first].buf_len, 0xffff); // so the list was overwritten
  SAME(*(uint8_t *)at(memorySize() - 1), 99);
}

// setup: file f 0123456789abcdef
CASE(results_inside_of_what_is_read) {
  static __wasi_iovec_t parts[2];
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS);
  parts[0].buf = (uint8_t *)parts; // the list itself
  parts[0].buf_len = sizeof(parts);
  OK(wasi_fd_pread(fd, parts, 1, 0, &parts[0].buf_len));
  SAME(parts[0].buf_len, 16);
  CHECK(!memcmp(parts, "0123", 4));
  CHECK(!memcmp(parts + 1, "89abcdef", 8));
}

// env: A=1
CASE(arguments_over_their_own_list) {
  static uint32_t list[64];
  OK(wasi_args_get(list, list));
  OK(wasi_environ_get(list, list));
  OK(wasi_args_get(list, (char *)list + 1));
}

// setup: file f 0123456789
CASE(lengths_whose_sum_wraps_around) {
  static __wasi_iovec_t parts[600];
  uint32_t n, fd = mustOpen("f", 0, READ_RIGHTS), end = memorySize();
  uint8_t first = 0;
  parts[0].buf = &first;
  parts[0].buf_len = 1;
  for (int i = 1; i < 600; ++i) { // all there, many times over
    parts[i].buf = (uint8_t *)at(end - 16);
    parts[i].buf_len = 16;
  }
  OK(wasi_fd_pread(fd, parts, 600, 0, &n));
  SAME(n, 10);
  SAME(first, '0');
  enum { pages = 1024 }; // 64 MiB, a hundred times
  CHECK(__builtin_wasm_memory_grow(0, pages) != (size_t)-1);
  for (int i = 1; i < 600; ++i) {
    parts[i].buf = (uint8_t *)at(end);
    parts[i].buf_len = pages * PAGE;
  }
  OK(wasi_fd_pread(fd, parts, 600, 0, &n));
  SAME(n, 10);
}

// setup: file f 0123456789
CASE(memory_that_is_not_there_yet) {
  uint32_t n, fd = mustOpen("f", 0, READ_RIGHTS), end = memorySize();
  __wasi_iovec_t part = {at(end), 4};
  IS(FAULT, wasi_fd_pread(fd, &part, 1, 0, &n));
  CHECK(__builtin_wasm_memory_grow(0, 1) != (size_t)-1);
  OK(wasi_fd_pread(fd, &part, 1, 0, &n));
  CHECK(!memcmp(at(end), "0123", 4));
  part.buf_len = PAGE + 1;
  IS(FAULT, wasi_fd_pread(fd, &part, 1, 0, &n));
}

// Bytes between the members of results do not come from the host's memory.
// setup: file f 0123456789
CASE(gaps_in_results) {
  static union {
    uint8_t bytes[64];
    __wasi_filestat_t stat;
    __wasi_fdstat_t fdstat;
    __wasi_prestat_t prestat;
    __wasi_event_t event;
    __wasi_dirent_t dirent;
  } out;
  uint32_t n, fd = mustOpen("f", 0, READ_RIGHTS);
  for (int round = 0; round < 3; ++round) {
    memset(&out, 0xee, sizeof(out));
    OK(wasi_path_filestat_get(ROOT, 0, PATH("f"), &out));
    for (int i = 17; i < 24; ++i)
      SAME(out.bytes[i], 0);
    SAME(out.bytes[64 - 1] == 0xee, 0); // all of its 64 bytes are written
    memset(&out, 0xee, sizeof(out));
    OK(wasi_fd_fdstat_get(fd, &out));
    SAME(out.bytes[1], 0);
    for (int i = 4; i < 8; ++i)
      SAME(out.bytes[i], 0);
    SAME(out.bytes[24], 0xee);
    memset(&out, 0xee, sizeof(out));
    OK(wasi_fd_prestat_get(ROOT, &out));
    for (int i = 1; i < 4; ++i)
      SAME(out.bytes[i], 0);
    SAME(out.bytes[8], 0xee);
    memset(&out, 0xee, sizeof(out));
    OK(wasi_fd_readdir(ROOT, &out, 24, 0, &n));
    for (int i = 21; i < 24; ++i)
      SAME(out.bytes[i], 0);
    SAME(out.bytes[24], 0xee);
    static __wasi_subscription_t wait;
    wait.u.tag = __WASI_EVENTTYPE_CLOCK;
    memset(&out, 0xee, sizeof(out));
    OK(wasi_poll_oneoff(&wait, &out, 1, &n));
    SAME(out.bytes[11], 0);
    for (int i = 12; i < 32; ++i)
      SAME(out.bytes[i], 0);
    SAME(out.bytes[32], 0xee);
    uint8_t byte;
    __wasi_iovec_t part = {&byte, 1};
    SAME(wasi_fd_pread(fd, &part, 1, 0, &n), 0); // so that the host's stack is used
  }
}
