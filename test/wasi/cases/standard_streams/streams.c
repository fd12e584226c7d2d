// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Standard streams as files, pipes and terminals; what comes meanwhile from hosts.py. Guests print
// a line when the other end shall go on.
#include "../case.h"

static char text[70000];

static uint32_t readSome(uint32_t size, uint32_t *n) {
  __wasi_iovec_t part = {(uint8_t *)text, size};
  return wasi_fd_read(0, &part, 1, n);
}

static void mustReadFrom(const char *wanted) {
  uint32_t n;
  OK(readSome(1000, &n));
  SAME(n, strlen(wanted));
  CHECK(!memcmp(text, wanted, n));
}

static void say(const char *line) { mustWrite(1, line); }

static __wasi_subscription_t on(uint8_t type, uint32_t fd) {
  __wasi_subscription_t wait;
  memset(&wait, 0, sizeof(wait));
  wait.userdata = 100 + fd;
  wait.u.tag = type;
  wait.u.u.fd_read.file_descriptor = fd;
  return wait;
}

static __wasi_subscription_t after(uint64_t milliseconds) {
  __wasi_subscription_t wait;
  memset(&wait, 0, sizeof(wait));
  wait.userdata = 99;
  wait.u.tag = __WASI_EVENTTYPE_CLOCK;
  wait.u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
  wait.u.u.clock.timeout = milliseconds * 1000000;
  return wait;
}

static __wasi_event_t waitOn(uint8_t type, uint32_t fd) {
  __wasi_subscription_t wait = on(type, fd);
  __wasi_event_t event;
  uint32_t n;
  OK(wasi_poll_oneoff(&wait, &event, 1, &n));
  SAME(n, 1);
  SAME(event.userdata, 100 + fd);
  SAME(event.type, type);
  return event;
}

static uint64_t now(void) {
  uint64_t time;
  OK(wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 0, &time));
  return time;
}

// ---------------------------------------------------------------- pipes

CASE(a_pipe_is_read_as_it_comes_and_then_ends) {
  mustReadFrom("ab");
  say("more\n");
  mustReadFrom("cd");
  say("end\n");
  mustReadFrom("");
  mustReadFrom("");
}

// stdin: text
CASE(a_pipe_has_no_position) {
  uint64_t position;
  uint32_t n;
  __wasi_iovec_t part = {(uint8_t *)text, 4};
  IS(SPIPE, wasi_fd_seek(0, 0, __WASI_WHENCE_SET, &position));
  IS(SPIPE, wasi_fd_seek(0, 1, __WASI_WHENCE_CUR, &position));
  IS(SPIPE, wasi_fd_seek(0, 0, __WASI_WHENCE_END, &position));
  IS(SPIPE, wasi_fd_tell(0, &position));
  IS(SPIPE, wasi_fd_pread(0, &part, 1, 0, &n));
  mustReadFrom("text");
}

// stdin: text
CASE(the_end_of_a_pipe_for_reading_cannot_be_written_to) {
  uint32_t n;
  __wasi_ciovec_t part = {(const uint8_t *)"x", 1};
  IS_EITHER(BADF, NOTCAPABLE, wasi_fd_write(0, &part, 1, &n));
  IS_EITHER(BADF, NOTCAPABLE, readSome(0, &n) ? wasi_fd_write(0, &part, 1, &n) : __WASI_ERRNO_BADF);
}

CASE(a_pipe_without_a_reader_is_an_error_and_no_signal) {
  uint32_t n;
  __wasi_ciovec_t parts[2] = {{(const uint8_t *)"x", 1}, {(const uint8_t *)"y", 1}};
  getchar(); // the reader is gone
  IS(PIPE, wasi_fd_write(1, parts, 2, &n));
  IS(PIPE, wasi_fd_write(1, parts, 1, &n));
}

// library: whether its streams wait is the host's
CASE(reading_a_pipe_without_blocking) {
  uint32_t n;
  OK(wasi_fd_fdstat_set_flags(0, FDFLAG(NONBLOCK)));
  SAME(fdstatOf(0).fs_flags & FDFLAG(NONBLOCK), FDFLAG(NONBLOCK));
  IS(AGAIN, readSome(10, &n));
  say("text\n");
  SAME(waitOn(__WASI_EVENTTYPE_FD_READ, 0).fd_readwrite.nbytes, 4);
  mustReadFrom("text");
  IS(AGAIN, readSome(10, &n));
}

// library: whether its streams wait is the host's
CASE(writing_to_a_full_pipe_without_blocking) {
  uint32_t n, error;
  __wasi_ciovec_t part = {(const uint8_t *)text, sizeof(text)};
  OK(wasi_fd_fdstat_set_flags(1, FDFLAG(NONBLOCK)));
  do {
    error = wasi_fd_write(1, &part, 1, &n);
    CHECK(error || (n > 0 && n <= sizeof(text)));
  } while (!error);
  SAME(error, __WASI_ERRNO_AGAIN);
  fprintf(stderr, "full\n");
  __wasi_event_t event = waitOn(__WASI_EVENTTYPE_FD_WRITE, 1);
  SAME(event.error, 0);
  SAME(event.fd_readwrite.flags, 0);
  OK(wasi_fd_write(1, &part, 1, &n));
}

CASE(a_megabyte_is_written_as_a_whole) {
  static uint8_t bytes[1 << 20];
  uint32_t n;
  memset(bytes, 'x', sizeof(bytes));
  __wasi_ciovec_t parts[2] = {{bytes, 1000}, {bytes + 1000, sizeof(bytes) - 1000}};
  OK(wasi_fd_write(1, parts, 2, &n));
  SAME(n, sizeof(bytes));
}

CASE(waiting_for_a_pipe_that_ends) {
  __wasi_event_t event = waitOn(__WASI_EVENTTYPE_FD_READ, 0);
  SAME(event.error, 0);
  SAME(event.fd_readwrite.nbytes, 0);
  SAME(event.fd_readwrite.flags, __WASI_EVENTRWFLAGS_FD_READWRITE_HANGUP);
  mustReadFrom("");
}

CASE(waiting_for_a_pipe_that_ends_with_bytes_in_it) {
  __wasi_event_t event = waitOn(__WASI_EVENTTYPE_FD_READ, 0);
  SAME(event.error, 0);
  SAME(event.fd_readwrite.nbytes, 4);
  mustReadFrom("text");
}

CASE(waiting_for_a_pipe_without_a_reader) {
  getchar();
  __wasi_event_t event = waitOn(__WASI_EVENTTYPE_FD_WRITE, 1);
  SAME(event.fd_readwrite.flags, __WASI_EVENTRWFLAGS_FD_READWRITE_HANGUP);
}

// ---------------------------------------------------------------- several at once

// setup: file f 0123456789
CASE(clocks_files_pipes_and_sockets_at_once) {
  enum { socket = 4 };
  uint32_t n, file = mustOpen("f", 0, FILE_RIGHTS);
  __wasi_subscription_t waits[6] = {
      after(3600000),
      on(__WASI_EVENTTYPE_FD_READ, 0),
      on(__WASI_EVENTTYPE_FD_READ, socket),
      on(__WASI_EVENTTYPE_FD_READ, 77),
      on(__WASI_EVENTTYPE_FD_WRITE, file),
      after(0),
  };
  __wasi_event_t events[6];
  memset(events, 0xee, sizeof(events));
  OK(wasi_poll_oneoff(waits, events, 3 + 3, &n)); // nothing came; a file is always ready
  SAME(n, 3);
  SAME(events[0].userdata, 177);
  SAME(events[0].error, __WASI_ERRNO_BADF);
  SAME(events[1].userdata, 100 + file);
  SAME(events[1].error, 0);
  SAME(events[2].userdata, 99);
  SAME(events[2].type, __WASI_EVENTTYPE_CLOCK);
  SAME(((uint8_t *)&events[3])[0], 0xee); // no more than it says
  say("pipe\n");
  OK(wasi_poll_oneoff(waits, events, 3, &n));
  SAME(n, 1);
  SAME(events[0].userdata, 100);
  SAME(events[0].fd_readwrite.nbytes, 4);
  mustReadFrom("text");
  say("socket\n");
  OK(wasi_poll_oneoff(waits, events, 3, &n));
  SAME(n, 1);
  SAME(events[0].userdata, 100 + socket);
  SAME(events[0].fd_readwrite.nbytes, 6);
  waits[1].u.u.fd_read.file_descriptor = socket; // the same one twice
  OK(wasi_poll_oneoff(waits, events, 3, &n));
  SAME(n, 2);
  waits[0] = after(5);
  waits[1] = on(__WASI_EVENTTYPE_FD_READ, 0);
  OK(wasi_poll_oneoff(waits, events, 2, &n)); // nothing comes, so that time passes
  SAME(n, 1);
  SAME(events[0].userdata, 99);
}

// ---------------------------------------------------------------- files

CASE(standard_input_from_a_file_has_a_position) {
  uint64_t position;
  uint32_t n;
  __wasi_ciovec_t part = {(const uint8_t *)"x", 1};
  SAME(fdstatOf(0).fs_filetype, __WASI_FILETYPE_REGULAR_FILE);
  OK(readSome(3, &n));
  SAME(n, 3);
  OK(wasi_fd_tell(0, &position));
  SAME(position, 3);
  OK(wasi_fd_seek(0, -2, __WASI_WHENCE_END, &position));
  mustReadFrom("89");
  IS_EITHER(BADF, NOTCAPABLE, wasi_fd_write(0, &part, 1, &n));
  CHECK(wasi_fd_filestat_set_size(0, 0) != 0);
}

CASE(standard_output_to_a_file_goes_where_it_was) {
  uint64_t position;
  OK(wasi_fd_tell(1, &position));
  SAME(position, 4);
  say("more");
}

CASE(standard_output_to_a_file_for_appending) {
  SAME(fdstatOf(1).fs_flags & FDFLAG(APPEND), FDFLAG(APPEND));
  say("more");
}

CASE(nothing_is_read_from_a_device_for_that) {
  mustReadFrom("");
  __wasi_event_t event = waitOn(__WASI_EVENTTYPE_FD_READ, 0);
  SAME(event.error, 0);
}

CASE(a_full_device_is_an_error) {
  uint32_t n;
  __wasi_ciovec_t part = {(const uint8_t *)"x", 1};
  IS(NOSPC, wasi_fd_write(1, &part, 1, &n));
}

// library: the host says what the streams are
CASE(streams_that_are_not_there) {
  uint32_t n;
  __wasi_fdstat_t stat;
  __wasi_ciovec_t part = {(const uint8_t *)"x", 1};
  IS(BADF, readSome(1, &n));
  IS(BADF, wasi_fd_fdstat_get(0, &stat));
  IS(BADF, wasi_fd_write(1, &part, 1, &n));
  IS(BADF, wasi_fd_close(1));
}

// stdin: text
CASE(streams_can_be_closed) {
  uint32_t n;
  OK(wasi_fd_close(0));
  IS(BADF, readSome(1, &n));
  IS(BADF, wasi_fd_close(0));
  OK(wasi_fd_close(1));
  OK(wasi_fd_close(2));
}

// stdin: text
// setup: file f file
// stdout: standard output
CASE(streams_can_be_put_aside_and_back) {
  uint32_t n, fd = mustOpen("f", 0, READ_RIGHTS);
  OK(wasi_fd_renumber(fd, 0));
  mustReadFrom("file");
  IS(BADF, wasi_fd_close(fd));
  fd = mustOpen("g", OFLAG(CREAT), FILE_RIGHTS);
  OK(wasi_fd_renumber(1, fd)); // the file is closed, and 1 free
  IS(BADF, wasi_fd_write(1, 0, 0, &n));
  OK(wasi_fd_renumber(fd, 1));
  say("standard output\n");
}

// ---------------------------------------------------------------- terminals

CASE(a_terminal_is_a_character_device_without_a_position) {
  uint64_t position;
  __wasi_fdstat_t stat = fdstatOf(0);
  SAME(stat.fs_filetype, __WASI_FILETYPE_CHARACTER_DEVICE);
  SAME(stat.fs_rights_base & (RIGHT(FD_SEEK) | RIGHT(FD_TELL)), 0);
  IS(SPIPE, wasi_fd_seek(0, 0, __WASI_WHENCE_CUR, &position));
  IS(SPIPE, wasi_fd_tell(0, &position));
}

CASE(a_terminal_is_read_by_lines) {
  say("ready\n");
  mustReadFrom("one\n");
  say("next\n");
  uint32_t n;
  OK(readSome(2, &n)); // a part of a line
  SAME(n, 2);
  mustReadFrom("o\n");
  say("end\n");
  mustReadFrom("");
}

CASE(waiting_for_a_terminal) {
  __wasi_subscription_t waits[2] = {after(20), on(__WASI_EVENTTYPE_FD_READ, 0)};
  __wasi_event_t events[2];
  uint32_t n;
  OK(wasi_poll_oneoff(waits, events, 2, &n));
  SAME(n, 1);
  SAME(events[0].userdata, 99);
  say("ready\n");
  __wasi_event_t event = waitOn(__WASI_EVENTTYPE_FD_READ, 0);
  SAME(event.fd_readwrite.nbytes, 5);
  mustReadFrom("line\n");
}

CASE(a_terminal_that_is_gone_ends) {
  uint32_t n;
  say("ready\n");
  __wasi_event_t event = waitOn(__WASI_EVENTTYPE_FD_READ, 0);
  SAME(event.fd_readwrite.flags, __WASI_EVENTRWFLAGS_FD_READWRITE_HANGUP);
  uint32_t error = readSome(10, &n);
  CHECK(error == __WASI_ERRNO_IO || (!error && n == 0));
}

// ---------------------------------------------------------------- signals

CASE(reading_goes_on_after_signals) {
  say("ready\n");
  mustReadFrom("text");
}

CASE(waiting_goes_on_after_signals) {
  uint64_t start = now();
  say("ready\n");
  __wasi_subscription_t waits[2] = {after(300), on(__WASI_EVENTTYPE_FD_READ, 0)};
  __wasi_event_t events[2];
  uint32_t n;
  OK(wasi_poll_oneoff(waits, events, 2, &n));
  SAME(n, 1);
  SAME(events[0].userdata, 99);
  CHECK(now() - start >= 300 * 1000000ull); // the time that was left, and no more
}

CASE(writing_goes_on_after_signals) {
  static uint8_t bytes[1 << 20];
  __wasi_ciovec_t part = {bytes, sizeof(bytes)};
  for (uint32_t done = 0, n; done < sizeof(bytes); done += n) {
    part.buf = bytes + done;
    part.buf_len = sizeof(bytes) - done;
    OK(wasi_fd_write(1, &part, 1, &n));
    CHECK(n > 0);
  }
}
