// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Moving bytes: fd_read, fd_write, fd_pread, fd_pwrite, and lists of buffers.
#include "../case.h"

#define END_OF_MEMORY ((uint32_t)__builtin_wasm_memory_size(0) << 16)

// setup: file f 0123
CASE(reading_stops_at_the_end) {
  char text[10];
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS);
  SAME(mustRead(fd, text, 3), 3);
  CHECK(!memcmp(text, "012", 3));
  SAME(mustRead(fd, text, 10), 1);
  SAME(text[0], '3');
  SAME(mustRead(fd, text, 10), 0);
}

// after: file f abcdef
CASE(writing_moves_the_position) {
  uint32_t fd = mustOpen("f", OFLAG(CREAT), FILE_RIGHTS);
  uint64_t position;
  mustWrite(fd, "abc");
  mustWrite(fd, "def");
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 6);
}

// setup: file f 0123456789
// after: file f 01ab456789
CASE(reading_and_writing_share_the_position) {
  char text[2];
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  SAME(mustRead(fd, text, 2), 2);
  mustWrite(fd, "ab");
  SAME(mustRead(fd, text, 2), 2);
  CHECK(!memcmp(text, "45", 2));
}

// setup: file f 0123456789
CASE(descriptors_of_one_file_have_their_own_positions) {
  char text[4];
  uint32_t a = mustOpen("f", 0, READ_RIGHTS), b = mustOpen("f", 0, READ_RIGHTS);
  SAME(mustRead(a, text, 4), 4);
  SAME(mustRead(b, text, 1), 1);
  SAME(text[0], '0');
}

// setup: file f
CASE(what_one_descriptor_writes_another_reads) {
  char text[4];
  uint32_t in = mustOpen("f", 0, READ_RIGHTS), out = mustOpen("f", 0, RIGHT(FD_WRITE));
  SAME(mustRead(in, text, 4), 0);
  mustWrite(out, "xy");
  SAME(mustRead(in, text, 4), 2);
  CHECK(!memcmp(text, "xy", 2));
}

// setup: file f 0123456789
CASE(buffers_are_filled_one_after_the_other) {
  char text[11] = "..........";
  uint32_t n, fd = mustOpen("f", 0, READ_RIGHTS);
  __wasi_iovec_t parts[4] = {{(uint8_t *)text + 6, 3},
                             {(uint8_t *)text, 0},
                             {(uint8_t *)text, 4},
                             {(uint8_t *)text + 9, 1}};
  OK(wasi_fd_read(fd, parts, 4, &n));
  SAME(n, 8);
  CHECK(!strcmp(text, "3456..0127"));
}

// after: file f abcdef
CASE(buffers_are_written_one_after_the_other) {
  uint32_t n, fd = mustOpen("f", OFLAG(CREAT), FILE_RIGHTS);
  __wasi_ciovec_t parts[3] = {
      {(const uint8_t *)"ab", 2}, {(const uint8_t *)"", 0}, {(const uint8_t *)"cdef", 4}};
  OK(wasi_fd_write(fd, parts, 3, &n));
  SAME(n, 6);
}

// setup: file f 0123
CASE(no_buffers_at_all_transfer_nothing) {
  uint32_t n = 7, fd = mustOpen("f", 0, FILE_RIGHTS);
  OK(wasi_fd_read(fd, 0, 0, &n));
  SAME(n, 0);
  n = 7;
  OK(wasi_fd_write(fd, 0, 0, &n));
  SAME(n, 0);
  uint64_t position;
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 0);
}

// setup: file f
CASE(more_buffers_than_the_system_takes_at_once) {
  enum { count = 5000 };
  static __wasi_ciovec_t parts[count];
  static char text[count + 1];
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  for (int i = 0; i < count; ++i)
    parts[i] = (__wasi_ciovec_t){(const uint8_t *)"0123456789" + i % 10, 1};
  OK(wasi_fd_write(fd, parts, count, &n));
  SAME(n, count);
  for (int i = 0; i < count; ++i)
    parts[i].buf = (const uint8_t *)text + i;
  OK(wasi_fd_pread(fd, parts, count, 0, &n));
  SAME(n, count);
  for (int i = 0; i < count; ++i)
    SAME(text[i], '0' + i % 10);
}

// setup: file f 0123456789
// after: file f 0123456ab9
CASE(reading_and_writing_at_an_offset_leave_the_position) {
  char text[4];
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  __wasi_iovec_t in = {(uint8_t *)text, 4};
  __wasi_ciovec_t out = {(const uint8_t *)"ab", 2};
  uint64_t position;
  SAME(mustRead(fd, text, 2), 2);
  OK(wasi_fd_pread(fd, &in, 1, 5, &n));
  SAME(n, 4);
  CHECK(!memcmp(text, "5678", 4));
  OK(wasi_fd_pwrite(fd, &out, 1, 7, &n));
  SAME(n, 2);
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 2);
}

// setup: file f 0123
CASE(reading_at_an_offset_beyond_the_end_gives_nothing) {
  char text[4];
  uint32_t n = 9, fd = mustOpen("f", 0, READ_RIGHTS);
  __wasi_iovec_t in = {(uint8_t *)text, 4};
  OK(wasi_fd_pread(fd, &in, 1, 4, &n));
  SAME(n, 0);
  n = 9;
  OK(wasi_fd_pread(fd, &in, 1, 1ull << 40, &n));
  SAME(n, 0);
}

// setup: file f
CASE(offsets_beyond_4_gib) {
  char text[4] = "";
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  uint64_t far = (1ull << 32) + 5, position;
  __wasi_ciovec_t out = {(const uint8_t *)"far", 3};
  __wasi_iovec_t in = {(uint8_t *)text, 3};
  OK(wasi_fd_pwrite(fd, &out, 1, far, &n));
  SAME(statOf(ROOT, 0, "f").size, far + 3);
  OK(wasi_fd_pread(fd, &in, 1, far, &n));
  SAME(n, 3);
  CHECK(!memcmp(text, "far", 3));
  OK(wasi_fd_pread(fd, &in, 1, 5, &n)); // the same in 32 bits
  SAME(n, 3);
  SAME(text[0], 0);
  OK(wasi_fd_seek(fd, (int64_t)far, __WASI_WHENCE_SET, &position));
  SAME(position, far);
  SAME(mustRead(fd, text, 4), 3);
}

// setup: file f 0123
CASE(negative_offsets_are_refused) {
  char text[4];
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  __wasi_iovec_t in = {(uint8_t *)text, 4};
  IS(INVAL, wasi_fd_pread(fd, &in, 1, (uint64_t)-1, &n));
  IS(INVAL, wasi_fd_pwrite(fd, &in, 1, (uint64_t)-1, &n));
  IS(INVAL, wasi_fd_pread(fd, &in, 1, 1ull << 63, &n));
  IS(INVAL, wasi_fd_pwrite(fd, &in, 1, 1ull << 63, &n));
}

// setup: file f 0123
// after: file f 0123
CASE(writing_past_the_largest_offset_is_refused) {
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  __wasi_ciovec_t out = {(const uint8_t *)"ab", 2};
  IS_EITHER(FBIG, INVAL, wasi_fd_pwrite(fd, &out, 1, INT64_MAX, &n));
}

// setup: file f 0123
// after: file f 0123ab
CASE(writing_no_bytes_beyond_the_end_changes_nothing) {
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  uint64_t position;
  __wasi_ciovec_t nothing = {(const uint8_t *)"", 0};
  OK(wasi_fd_seek(fd, 100, __WASI_WHENCE_SET, &position));
  OK(wasi_fd_write(fd, &nothing, 1, &n));
  SAME(n, 0);
  OK(wasi_fd_pwrite(fd, &nothing, 1, 50, &n));
  SAME(statOf(ROOT, 0, "f").size, 4);
  OK(wasi_fd_seek(fd, 0, __WASI_WHENCE_END, &position));
  mustWrite(fd, "ab");
}

// setup: file f 0123
// after: file f 0123ab
CASE(append_writes_at_the_end_wherever_the_position_is) {
  uint32_t fd;
  uint64_t position;
  OK(openAs(ROOT, "f", 0, FILE_RIGHTS, FDFLAG(APPEND), &fd));
  OK(wasi_fd_seek(fd, 1, __WASI_WHENCE_SET, &position));
  mustWrite(fd, "a");
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 5);
  OK(wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &position));
  mustWrite(fd, "b");
}

// POSIX writes at the offset, Linux and so WASI's other runtimes on it at the end.
// setup: file f 0123
CASE(writing_at_an_offset_with_append_leaves_the_position) {
  uint32_t fd, n;
  uint64_t position;
  __wasi_ciovec_t out = {(const uint8_t *)"abc", 3};
  OK(openAs(ROOT, "f", 0, FILE_RIGHTS, FDFLAG(APPEND), &fd));
  mustWrite(fd, "45");
  OK(wasi_fd_pwrite(fd, &out, 1, 0, &n));
  SAME(n, 3);
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 6);
  uint64_t size = statOf(ROOT, 0, "f").size;
  SAME(size, 9);
}

// setup: file f 0123
// after: file f 0123
CASE(a_descriptor_for_reading_cannot_be_written) {
  uint32_t n, fd = mustOpen("f", 0, READ_RIGHTS);
  __wasi_ciovec_t out = {(const uint8_t *)"ab", 2};
  IS_EITHER(BADF, NOTCAPABLE, wasi_fd_write(fd, &out, 1, &n));
  IS_EITHER(BADF, NOTCAPABLE, wasi_fd_pwrite(fd, &out, 1, 0, &n));
}

// setup: file f 0123
CASE(a_descriptor_for_writing_cannot_be_read) {
  char text[5] = "....";
  uint32_t n, fd = mustOpen("f", 0, RIGHT(FD_WRITE));
  __wasi_iovec_t in = {(uint8_t *)text, 4};
  IS_EITHER(BADF, NOTCAPABLE, wasi_fd_read(fd, &in, 1, &n));
  IS_EITHER(BADF, NOTCAPABLE, wasi_fd_pread(fd, &in, 1, 0, &n));
  CHECK(!memcmp(text, "....", 4));
}

// setup: file f 0123
// after: absent f
CASE(an_unlinked_file_lives_as_long_as_its_descriptor) {
  char text[4];
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  OK(wasi_path_unlink_file(ROOT, PATH("f")));
  SAME(mustRead(fd, text, 4), 4);
  mustWrite(fd, "more");
  __wasi_filestat_t stat;
  OK(wasi_fd_filestat_get(fd, &stat));
  SAME(stat.size, 8);
  SAME(stat.nlink, 0);
}

// setup: file f 0123456789
CASE(a_list_outside_of_memory_is_a_fault) {
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  IS(FAULT, wasi_fd_read(fd, (void *)0xfffffff0u, 1, &n));
  IS(FAULT, wasi_fd_write(fd, (void *)0xfffffff0u, 1, &n));
  IS(FAULT, wasi_fd_pread(fd, (void *)END_OF_MEMORY, 1, 0, &n));
  IS(FAULT, wasi_fd_pwrite(fd, (void *)(END_OF_MEMORY - 4), 1, 0, &n));
}

// The first buffer is in memory, the second is not: neither is touched, nor does the position move.
// setup: file f 0123456789
// after: file f 0123456789
CASE(a_buffer_outside_of_memory_is_a_fault_and_nothing_is_transferred) {
  char text[5] = "....";
  uint32_t n = 7, fd = mustOpen("f", 0, FILE_RIGHTS);
  uint64_t position;
  __wasi_iovec_t parts[2] = {{(uint8_t *)text, 4}, {(uint8_t *)(END_OF_MEMORY - 2), 3}};
  IS(FAULT, wasi_fd_read(fd, parts, 2, &n));
  IS(FAULT, wasi_fd_pread(fd, parts, 2, 0, &n));
  IS(FAULT, wasi_fd_write(fd, parts, 2, &n));
  IS(FAULT, wasi_fd_pwrite(fd, parts, 2, 0, &n));
  CHECK(!memcmp(text, "....", 4));
  SAME(n, 7);
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 0);
}

// setup: file f 0123456789
CASE(lengths_that_wrap_around_are_a_fault) {
  char text[16];
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  __wasi_iovec_t whole = {(uint8_t *)text, 0xffffffffu};
  IS(FAULT, wasi_fd_read(fd, &whole, 1, &n));
  whole.buf_len = 0u - (uint32_t)text + 16; // ends at address 16
  IS(FAULT, wasi_fd_read(fd, &whole, 1, &n));
  IS(FAULT, wasi_fd_write(fd, &whole, 1, &n));
}

// setup: file f 0123456789
CASE(counts_of_buffers_that_wrap_around_are_a_fault) {
  char text[4];
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  __wasi_iovec_t part = {(uint8_t *)text, 4};
  IS(FAULT, wasi_fd_read(fd, &part, 0x20000001u, &n)); // 8 bytes, in 32 bits
  IS(FAULT, wasi_fd_read(fd, &part, 0xffffffffu, &n));
  IS(FAULT, wasi_fd_write(fd, &part, 0x20000001u, &n));
}

// setup: file f 0123456789
CASE(a_result_outside_of_memory_is_a_fault_and_nothing_is_transferred) {
  char text[5] = "....";
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS);
  uint64_t position;
  __wasi_iovec_t part = {(uint8_t *)text, 4};
  IS(FAULT, wasi_fd_read(fd, &part, 1, (void *)(END_OF_MEMORY - 3)));
  IS(FAULT, wasi_fd_write(fd, &part, 1, (void *)0xffffffffu));
  CHECK(!memcmp(text, "....", 4));
  OK(wasi_fd_tell(fd, &position));
  SAME(position, 0);
}

// setup: file f 0123456789
CASE(buffers_may_reach_to_the_end_of_memory) {
  uint32_t n, fd = mustOpen("f", 0, READ_RIGHTS);
  SAME(__builtin_wasm_memory_grow(0, 1) == (size_t)-1, 0);
  uint8_t *end = (uint8_t *)END_OF_MEMORY;
  __wasi_iovec_t part = {end - 4, 4};
  OK(wasi_fd_read(fd, &part, 1, &n));
  SAME(n, 4);
  CHECK(!memcmp(end - 4, "0123", 4));
  part.buf_len = 5;
  IS(FAULT, wasi_fd_read(fd, &part, 1, &n));
}

// setup: file f 0123456789
CASE(addresses_need_no_alignment) {
  uint8_t bytes[64];
  char text[4];
  uint32_t n, fd = mustOpen("f", 0, READ_RIGHTS);
  __wasi_iovec_t part = {(uint8_t *)text, 4};
  memcpy(bytes + 1, &part, sizeof(part));
  OK(wasi_fd_read(fd, bytes + 1, 1, bytes + 17));
  memcpy(&n, bytes + 17, 4);
  SAME(n, 4);
  OK(wasi_fd_tell(fd, bytes + 3));
  uint64_t position;
  memcpy(&position, bytes + 3, 8);
  SAME(position, 4);
}

// setup: file f 0123456789
CASE(results_are_not_larger_than_promised) {
  uint8_t bytes[128];
  uint32_t fd = mustOpen("f", 0, READ_RIGHTS);
  char text[4];
  __wasi_iovec_t part = {(uint8_t *)text, 3};
  text[3] = '.';
  struct {
    uint32_t size;
    uint32_t error;
  } results[6];
  int count = 0;
#define RESULT(promised, call)                                                                     \
  memset(bytes, 0xa5, sizeof(bytes));                                                              \
  results[count].error = call;                                                                     \
  results[count].size = promised;                                                                  \
  SAME(results[count].error, 0);                                                                   \
  for (size_t i = 0; i < sizeof(bytes); ++i)                                                       \
    if (i < 32 || i >= 32 + results[count].size)                                                   \
      SAME(bytes[i], 0xa5);                                                                        \
  ++count
  RESULT(4, wasi_fd_read(fd, &part, 1, bytes + 32));
  RESULT(8, wasi_fd_tell(fd, bytes + 32));
  RESULT(24, wasi_fd_fdstat_get(fd, bytes + 32));
  RESULT(64, wasi_fd_filestat_get(fd, bytes + 32));
  RESULT(8, wasi_fd_prestat_get(ROOT, bytes + 32));
  RESULT(5, wasi_fd_prestat_dir_name(ROOT, bytes + 32, 5)); // "/data"
  SAME(text[3], '.');
}

// The number of bytes is stored after the bytes.
// setup: file f 0123456789
CASE(a_result_inside_of_the_buffer) {
  uint32_t words[3] = {0, 0, 0}, fd = mustOpen("f", 0, READ_RIGHTS);
  __wasi_iovec_t part = {(uint8_t *)words, 10};
  OK(wasi_fd_read(fd, &part, 1, &words[1]));
  SAME(words[1], 10);
  CHECK(!memcmp(words, "0123", 4));
}
