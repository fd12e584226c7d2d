// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasi_unstable: what it means otherwise, and that the rest is the same.
#include "../case.h"

// setup: file f 0123456789
CASE(old_whence_counts_from_the_position_first) {
  uint64_t position;
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS);
  OK(old_fd_seek(fd, 3, 2, &position)); // set
  SAME(position, 3);
  OK(old_fd_seek(fd, 3, 0, &position)); // cur
  SAME(position, 6);
  OK(old_fd_seek(fd, -1, 1, &position)); // end
  SAME(position, 9);
  IS(INVAL, old_fd_seek(fd, 0, 3, &position));
}

typedef struct {
  uint64_t dev, ino;
  uint8_t type;
  uint32_t links;
  uint64_t size, atim, mtim, ctim;
  uint64_t guard;
} OldAttributes;

// setup: file f 0123456789
CASE(old_attributes_have_a_short_count_of_links) {
  OldAttributes old;
  __wasi_filestat_t now = statOf(ROOT, 0, "f");
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS);
  for (int by_path = 0; by_path < 2; ++by_path) {
    memset(&old, 0xa5, sizeof(old));
    OK(by_path ? old_path_filestat_get(ROOT, 0, PATH("f"), &old) : old_fd_filestat_get(fd, &old));
    SAME(old.dev, now.dev);
    SAME(old.ino, now.ino);
    SAME(old.type, __WASI_FILETYPE_REGULAR_FILE);
    SAME(old.links, 1);
    SAME(old.size, 10);
    SAME(old.mtim, now.mtim);
    SAME(old.ctim, now.ctim);
    SAME(old.guard, (long long)0xa5a5a5a5a5a5a5a5ull);
  }
}

CASE(old_clock_subscriptions_have_an_identifier) {
  struct {
    uint64_t userdata;
    uint8_t type;
    uint64_t identifier;
    uint32_t clock;
    uint64_t timeout, precision;
    uint16_t flags;
  } subscription = {77, 0, 5, __WASI_CLOCKID_MONOTONIC, 2000000, 0, 0};
  _Static_assert(sizeof(subscription) == 56, "as it was");
  __wasi_event_t event;
  uint64_t before, after;
  uint32_t n;
  OK(wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 0, &before));
  OK(old_poll_oneoff(&subscription, &event, 1, &n));
  OK(wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 0, &after));
  SAME(n, 1);
  SAME(event.userdata, 77);
  SAME(event.error, 0);
  CHECK(after - before >= 2000000);
}

// setup: file f 0123456789
// after: file g abc
CASE(old_calls_work_on_the_same_descriptors) {
  uint32_t fd, n;
  uint8_t text[4];
  __wasi_iovec_t part = {text, 4};
  __wasi_ciovec_t out = {(const uint8_t *)"abc", 3};
  __wasi_fdstat_t stat;
  OK(old_path_open(ROOT, 1, PATH("f"), 0, READ_RIGHTS, 0, 0, &fd));
  OK(wasi_fd_read(fd, &part, 1, &n));
  SAME(n, 4);
  OK(old_fd_fdstat_get(fd, &stat));
  SAME(stat.fs_filetype, __WASI_FILETYPE_REGULAR_FILE);
  OK(old_fd_close(fd));
  IS(BADF, wasi_fd_close(fd));
  OK(old_path_open(ROOT, 1, PATH("g"), OFLAG(CREAT), FILE_RIGHTS, 0, 0, &fd));
  OK(old_fd_write(fd, &out, 1, &n));
}
