// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Positions and sizes that take more than 32 bits. The files have holes and so take no space.
#include "../case.h"

#define GIB (1ull << 30)

static uint32_t readAt(uint32_t fd, char *text, uint32_t size, uint64_t offset) {
  __wasi_iovec_t part = {(uint8_t *)text, size};
  uint32_t n;
  OK(wasi_fd_pread(fd, &part, 1, offset, &n));
  return n;
}

static uint32_t writeAt(uint32_t fd, const char *text, uint64_t offset, uint32_t *n) {
  __wasi_ciovec_t part = {(const uint8_t *)text, strlen(text)};
  return wasi_fd_pwrite(fd, &part, 1, offset, n);
}

CASE(writing_and_reading_behind_four_gibibytes) {
  char text[10];
  uint64_t position;
  uint32_t fd = mustOpen("f", OFLAG(CREAT), FILE_RIGHTS);
  OK(wasi_fd_seek(fd, (int64_t)(5 * GIB), __WASI_WHENCE_SET, &position));
  SAME(position, 5 * GIB);
  mustWrite(fd, "far");
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 5 * GIB + 3);
  SAME(statOf(ROOT, 0, "f").size, 5 * GIB + 3);
  OK(wasi_fd_seek(fd, -2, __WASI_WHENCE_CUR, &position));
  SAME(mustRead(fd, text, 10), 2);
  CHECK(!memcmp(text, "ar", 2));
  SAME(readAt(fd, text, 3, GIB), 3); // where 32 bits would have led
  CHECK(!memcmp(text, "\0\0\0", 3));
}

CASE(reading_and_writing_at_offsets_behind_four_gibibytes) {
  char text[10];
  uint32_t n, fd = mustOpen("f", OFLAG(CREAT), FILE_RIGHTS);
  OK(writeAt(fd, "across", 4 * GIB - 3, &n));
  SAME(n, 6);
  SAME(readAt(fd, text, 10, 4 * GIB - 3), 6);
  CHECK(!memcmp(text, "across", 6));
  SAME(readAt(fd, text, 10, 4 * GIB), 3);
  CHECK(!memcmp(text, "oss", 3));
  SAME(readAt(fd, text, 10, 100 * GIB), 0);
}

CASE(seeking_from_the_end_of_a_file_of_more_than_four_gibibytes) {
  uint64_t position;
  uint32_t fd = mustOpen("f", OFLAG(CREAT), FILE_RIGHTS);
  OK(wasi_fd_filestat_set_size(fd, 6 * GIB));
  OK(wasi_fd_seek(fd, 0, __WASI_WHENCE_END, &position));
  SAME(position, 6 * GIB);
  OK(wasi_fd_seek(fd, -(int64_t)(5 * GIB), __WASI_WHENCE_END, &position));
  SAME(position, GIB);
  OK(wasi_fd_seek(fd, (int64_t)(4 * GIB), __WASI_WHENCE_CUR, &position));
  SAME(position, 5 * GIB);
  IS(INVAL, wasi_fd_seek(fd, -(int64_t)(6 * GIB), __WASI_WHENCE_CUR, &position));
  SAME(position, 5 * GIB);
}

CASE(cutting_a_file_of_more_than_four_gibibytes) {
  uint32_t n, fd = mustOpen("f", OFLAG(CREAT), FILE_RIGHTS);
  OK(writeAt(fd, "end", 6 * GIB, &n));
  OK(wasi_fd_filestat_set_size(fd, 5 * GIB + 1));
  SAME(statOf(ROOT, 0, "f").size, 5 * GIB + 1);
  __wasi_filestat_t stat;
  OK(wasi_fd_filestat_get(fd, &stat));
  SAME(stat.size, 5 * GIB + 1);
}

CASE(appending_behind_four_gibibytes) {
  char text[10];
  uint32_t fd, plain = mustOpen("f", OFLAG(CREAT), FILE_RIGHTS);
  uint64_t position;
  OK(wasi_fd_filestat_set_size(plain, 4 * GIB + 5));
  OK(openAs(ROOT, "f", 0, FILE_RIGHTS, FDFLAG(APPEND), &fd));
  mustWrite(fd, "end");
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 4 * GIB + 8);
  SAME(readAt(plain, text, 10, 4 * GIB + 5), 3);
  CHECK(!memcmp(text, "end", 3));
}

// setup: file f 0123456789
// after: file f 0123456789
CASE(offsets_of_more_than_63_bits_are_refused) {
  char text[10];
  __wasi_iovec_t part = {(uint8_t *)text, 10};
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  static const uint64_t offsets[] = {1ull << 63, UINT64_MAX, UINT64_MAX - 10};
  for (int i = 0; i < 3; ++i) {
    IS(INVAL, wasi_fd_pread(fd, &part, 1, offsets[i], &n));
    IS(INVAL, wasi_fd_pwrite(fd, &part, 1, offsets[i], &n));
    IS(INVAL, wasi_fd_filestat_set_size(fd, offsets[i]));
    IS(INVAL, wasi_fd_allocate(fd, offsets[i], 1));
    IS(INVAL, wasi_fd_advise(fd, offsets[i], 1, 0));
  }
}

// setup: file f 0123456789
// after: file f 0123456789
CASE(positions_beyond_what_files_can_have) {
  uint64_t position = 77;
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  OK(wasi_fd_seek(fd, 5, __WASI_WHENCE_SET, &position));
  IS_EITHER(OVERFLOW, INVAL, wasi_fd_seek(fd, INT64_MAX, __WASI_WHENCE_CUR, &position));
  IS_EITHER(OVERFLOW, INVAL, wasi_fd_seek(fd, INT64_MAX, __WASI_WHENCE_END, &position));
  IS(INVAL, wasi_fd_seek(fd, INT64_MIN, __WASI_WHENCE_CUR, &position));
  IS(INVAL, wasi_fd_seek(fd, INT64_MIN, __WASI_WHENCE_SET, &position));
  SAME(position, 5);
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 5);
  IS_EITHER(FBIG, INVAL, writeAt(fd, "x", INT64_MAX, &n));
  IS_EITHER(FBIG, INVAL, writeAt(fd, "xyz", INT64_MAX - 1, &n));
  IS_EITHER(FBIG, INVAL, wasi_fd_allocate(fd, INT64_MAX, INT64_MAX));
}

CASE(the_rest_of_a_file_of_more_than_four_gibibytes) {
  uint32_t n, fd = mustOpen("f", OFLAG(CREAT), FILE_RIGHTS);
  __wasi_event_t event;
  __wasi_subscription_t wait;
  uint64_t position;
  OK(wasi_fd_filestat_set_size(fd, 6 * GIB));
  OK(wasi_fd_seek(fd, 1, __WASI_WHENCE_SET, &position));
  memset(&wait, 0, sizeof(wait));
  wait.u.tag = __WASI_EVENTTYPE_FD_READ;
  wait.u.u.fd_read.file_descriptor = fd;
  OK(wasi_poll_oneoff(&wait, &event, 1, &n));
  SAME(event.fd_readwrite.nbytes, 6 * GIB - 1);
}
