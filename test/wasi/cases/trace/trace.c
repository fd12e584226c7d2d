// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// WASMELT_TRACE=wasi: what is shown of calls. hosts.py checks more of some.
#include "../case.h"

// setup: file f 0123
// trace: path_open(3, SYMLINK_FOLLOW, "f", 1, CREAT|TRUNC, FD_READ|FD_WRITE, 0, APPEND|SYNC, [4]) = 0
// trace: path_open(3, 0, "none", 4, 0, FD_READ, FD_SEEK|0x4000000000000000, 0, {any}) = ENOENT
// trace: fd_fdstat_set_rights(4, FD_WRITE, 0) = 0
CASE(paths_flags_and_rights_are_named) {
  uint32_t fd;
  OK(wasi_path_open(ROOT, FOLLOW, PATH("f"), OFLAG(CREAT) | OFLAG(TRUNC),
                    RIGHT(FD_READ) | RIGHT(FD_WRITE), 0, FDFLAG(APPEND) | FDFLAG(SYNC), &fd));
  IS(NOENT, wasi_path_open(ROOT, 0, PATH("none"), 0, RIGHT(FD_READ),
                           RIGHT(FD_SEEK) | 1ull << 62, 0, &fd));
  OK(wasi_fd_fdstat_set_rights(fd, RIGHT(FD_WRITE), 0));
}

// setup: file f 0123456789
// trace: fd_read(4, ["012", "345", "6789"/8, ""/5], 4, [10]) = 0
// trace: fd_pread(4, ["89"/3], 1, 8, [2]) = 0
// trace: fd_write(4, ["ab", "", "c"], 3, [3]) = 0
// trace: fd_write(3, ["ab", "", "c"], 3, 0x{any}) = EISDIR
// trace: fd_read(99, [""/3], 1, 0x{any}) = EBADF
// trace: fd_read(4, 0xffffffff, 2, 0x{any}) = EFAULT
CASE(buffers_are_shown_as_far_as_they_were_filled) {
  char bytes[32];
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS), n;
  __wasi_iovec_t in[] = {{(uint8_t *)bytes, 3},
                         {(uint8_t *)bytes + 3, 3},
                         {(uint8_t *)bytes + 6, 8},
                         {(uint8_t *)bytes + 14, 5}};
  OK(wasi_fd_read(fd, in, 4, &n));
  OK(wasi_fd_pread(fd, in, 1, 8, &n));
  __wasi_ciovec_t out[] = {{(const uint8_t *)"ab", 2}, {0, 0}, {(const uint8_t *)"c", 1}};
  OK(wasi_fd_write(fd, out, 3, &n));
  IS(ISDIR, wasi_fd_write(ROOT, out, 3, &n));
  IS(BADF, wasi_fd_read(99, in, 1, &n));
  IS(FAULT, wasi_fd_read(fd, (void *)~0ul, 2, &n));
}

// setup: file f 0123
// trace: fd_prestat_get(3, {DIR, 5}) = 0
// trace: fd_prestat_dir_name(3, "/data", 5) = 0
// trace: fd_prestat_dir_name(3, 0x{any}, 4) = ENAMETOOLONG
// trace: fd_seek(4, -2, END, [2]) = 0
// trace: fd_fdstat_get(4, {REGULAR_FILE, NONBLOCK, FD_READ, 0}) = 0
// trace: path_filestat_get(3, 0, "f", 1, {ino={any}, REGULAR_FILE, nlink=1, size=4, atim={any}, mtim={any}, ctim={any}}) = 0
// trace: fd_seek(4, -20, CUR, {any}) = ENOTCAPABLE
// trace: clock_res_get(MONOTONIC, [{any}]) = 0
// trace: clock_res_get(0x7, {any}) = EINVAL
CASE(what_a_call_has_stored_is_shown_if_it_has) {
  char name[8];
  uint32_t fd;
  uint64_t number;
  __wasi_prestat_t prestat;
  __wasi_fdstat_t fdstat;
  OK(wasi_fd_prestat_get(ROOT, &prestat));
  OK(wasi_fd_prestat_dir_name(ROOT, name, 5));
  IS(NAMETOOLONG, wasi_fd_prestat_dir_name(ROOT, name, 4));
  OK(wasi_path_open(ROOT, 0, PATH("f"), 0, RIGHT(FD_READ) | RIGHT(FD_SEEK) | RIGHT(FD_TELL), 0,
                    FDFLAG(NONBLOCK), &fd));
  OK(wasi_fd_seek(fd, -2, __WASI_WHENCE_END, &number));
  OK(wasi_fd_fdstat_set_rights(fd, RIGHT(FD_READ), 0));
  OK(wasi_fd_fdstat_get(fd, &fdstat));
  statOf(ROOT, 0, "f");
  IS(NOTCAPABLE, wasi_fd_seek(fd, -20, __WASI_WHENCE_CUR, &number));
  OK(wasi_clock_res_get(__WASI_CLOCKID_MONOTONIC, &number));
  IS(INVAL, wasi_clock_res_get(7, &number));
}

// setup: file f text
// trace: fd_readdir(3, [{ino={any}, {any}, "{any}"}, {ino={any}, {any}, "{any}"}, {ino={any}, {any}, "{any}"}], 200, 0, [{any}]) = 0
// trace: fd_readdir(3, [{any}{ino={any}, REGULAR_FILE, "f"}{any}], 200, 0, [76]) = 0
// trace: fd_readdir(3, [...], 20, 0, [20]) = 0
// trace: fd_readdir(0, [], 200, 0, {any}) = {any}
CASE(directory_entries_are_shown_by_name) {
  uint8_t buffer[200];
  uint32_t used;
  OK(wasi_fd_readdir(ROOT, buffer, 200, 0, &used));
  OK(wasi_fd_readdir(ROOT, buffer, 200, 0, &used));
  OK(wasi_fd_readdir(ROOT, buffer, 20, 0, &used));
  CHECK(wasi_fd_readdir(0, buffer, 200, 0, &used));
}

// setup: file f 0123
// trace: poll_oneoff([{CLOCK, MONOTONIC, 1000000000000, 0}, {CLOCK, REALTIME, 1, ABSTIME}, {FD_READ, 9}], [{0, CLOCK, 0, 0}, {EBADF, FD_READ, 0, 0}], 3, [2]) = 0
// trace: poll_oneoff([], {any}, 0, {any}) = EINVAL
CASE(subscriptions_and_events_are_shown) {
  __wasi_subscription_t in[3] = {{0}};
  __wasi_event_t out[3];
  uint32_t n;
  in[0].u.tag = __WASI_EVENTTYPE_CLOCK;
  in[0].u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
  in[0].u.u.clock.timeout = 1000000000000;
  in[1].u.tag = __WASI_EVENTTYPE_CLOCK;
  in[1].u.u.clock.timeout = 1;
  in[1].u.u.clock.flags = __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME;
  in[2].u.tag = __WASI_EVENTTYPE_FD_READ;
  in[2].u.u.fd_read.file_descriptor = 9;
  OK(wasi_poll_oneoff(in, out, 3, &n));
  IS(INVAL, wasi_poll_oneoff(in, out, 0, &n));
}

// trace: path_create_directory(3, "a\x0a\x1b[1m\x00\x7f\xc3\xa9\"\\b", 13) = EINVAL
// trace: path_symlink("t\x09", 2, 3, "l", 1) = 0
// trace: path_readlink(3, "l", 1, "t\x09", 9, [2]) = 0
CASE(bytes_that_are_no_printable_ascii_are_escaped) {
  char text[9];
  uint32_t n;
  IS(INVAL, wasi_path_create_directory(ROOT, "a\n\033[1m\0\177\303\251\"\\b", 13));
  OK(wasi_path_symlink(PATH("t\t"), ROOT, PATH("l")));
  OK(wasi_path_readlink(ROOT, PATH("l"), text, 9, &n));
}

// trace: random_get(0xfffffff0, 100) = EFAULT
// trace: path_unlink_file(3, 0xffffffff, 2) = EFAULT
// trace: path_unlink_file(3, "", 0) = ENOENT
CASE(addresses_outside_of_memory_are_shown_as_such) {
  IS(FAULT, wasi_random_get((void *)0xfffffff0, 100));
  IS(FAULT, wasi_path_unlink_file(ROOT, (void *)~0ul, 2));
  IS(NOENT, wasi_path_unlink_file(ROOT, "", 0));
}

// trace: fd_write(1, ["0123456789012345678901234567890123456789012345678901234567890123"...], 1, [100]) = 0
// trace: fd_write(1, ["", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ...], 20, [0]) = 0
// trace: path_unlink_file(3, "{any}lll...) = ENAMETOOLONG
CASE(what_is_long_is_cut_off) {
  static char text[9000];
  for (int i = 0; i < 100; ++i)
    text[i] = (char)('0' + i % 10);
  __wasi_ciovec_t out[20] = {{(const uint8_t *)text, 100}}, none[20] = {{0, 0}};
  uint32_t n;
  OK(wasi_fd_write(1, out, 1, &n));
  OK(wasi_fd_write(1, none, 20, &n));
  memset(text, 'l', sizeof(text));
  IS(NAMETOOLONG, wasi_path_unlink_file(ROOT, text, sizeof(text)));
}

// stdout: told
// trace: fd_close(2) = 0
// trace: fd_write(2, ["lost"], 1, {any}) = EBADF
// trace: fd_write(1, ["told\x0a"], 1, [5]) = 0
CASE(a_program_that_closes_its_standard_error_is_traced_on) {
  uint32_t n;
  __wasi_ciovec_t lost = {(const uint8_t *)"lost", 4}, told = {(const uint8_t *)"told\n", 5};
  OK(wasi_fd_close(2));
  IS(BADF, wasi_fd_write(2, &lost, 1, &n));
  OK(wasi_fd_write(1, &told, 1, &n));
}

// setup: file f 0123
// trace: path_open(3, 0, "f", 1, 0, FD_READ, 0, 0, [4]) = 0
CASE(tracing_takes_none_of_the_numbers_of_the_program) {
  uint32_t fd;
  OK(wasi_path_open(ROOT, 0, PATH("f"), 0, RIGHT(FD_READ), 0, 0, &fd));
  SAME(fd, 4);
}

// status: 7
// trace: proc_exit(7) = ?
CASE(the_end_has_no_result) { wasi_proc_exit(7); }

// setup: file f 0123
// trace: fd_seek(4, 1, SET, [1]) = 0
// trace: fd_seek(4, 2, CUR, [3]) = 0
// trace: fd_filestat_get(4, {ino={any}, REGULAR_FILE, nlink=1, size=4, {any}}) = 0
// trace: poll_oneoff([{CLOCK, MONOTONIC, 5, 0}], [{0, CLOCK, 0, 0}], 1, [1]) = 0
CASE(calls_of_the_older_module_are_traced_as_it_means_them) {
  uint64_t position, stat[7], in[7] = {0};
  __wasi_event_t out;
  uint32_t fd = mustOpen("f", 0, FILE_RIGHTS), n;
  OK(old_fd_seek(fd, 1, 2, &position));
  OK(old_fd_seek(fd, 2, 0, &position));
  OK(old_fd_filestat_get(fd, stat));
  in[3] = __WASI_CLOCKID_MONOTONIC;
  in[4] = 5;
  OK(old_poll_oneoff(in, &out, 1, &n));
}

CASE(no_line_is_lost_where_standard_error_does_not_wait) {
  OK(wasi_fd_fdstat_set_flags(2, FDFLAG(NONBLOCK)));
  for (int i = 0; i < 10000; ++i)
    OK(wasi_sched_yield());
}

// With nothing but zeros as arguments; the last one ends it. hosts.py knows which there are.
// status: 0
CASE(every_call) {
#define ZERO(kind, name) , 0
#define LATER_proc_exit ,
#define SECOND_OF(first, second, ...) second
#define SECOND(...) SECOND_OF(__VA_ARGS__)
#define CALL(prefix, call, ...)                                                                    \
  prefix##call(RAW_FIRST(ignored WASMELT_WASI_EACH(ZERO, __VA_ARGS__)));
#define NO_CALL(...)
#define WASMELT_WASI_CALL(call, result, ...)                                                       \
  SECOND(LATER_##call NO_CALL, CALL, )(wasi_, call, __VA_ARGS__)
#include "wasi-shim/preview1.def"
#define WASMELT_WASI_NEW_CALL(...)
#define WASMELT_WASI_CALL(call, result, ...)                                                       \
  SECOND(LATER_##call NO_CALL, CALL, )(old_, call, __VA_ARGS__)
#include "wasi-shim/preview1.def"
  old_proc_exit(0);
}

CASE(nothing_is_traced_unless_it_is_asked_for) {
  for (int i = 0; i < 3; ++i)
    OK(wasi_sched_yield());
}

// env: A=1
CASE(the_variable_is_not_passed_on) {
  CHECK(!getenv("WASMELT_TRACE"));
  CHECK(getenv("A"));
}
