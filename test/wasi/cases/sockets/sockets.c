// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// sock_*: sockets that the program was granted. 3 is one of them, connected to hosts.py unless a
// case says otherwise.
#include "../case.h"

#define SOCKET 3u
#define PEEK __WASI_RIFLAGS_RECV_PEEK
#define WAITALL __WASI_RIFLAGS_RECV_WAITALL
#define TRUNCATED __WASI_ROFLAGS_RECV_DATA_TRUNCATED

static char text[4096];
static uint16_t out_flags;

/* Receives at most `size` bytes into `text`; the result, with the number of bytes in *n. */
static uint32_t receive(uint32_t fd, uint32_t size, uint32_t flags, uint32_t *n) {
  __wasi_iovec_t part = {(uint8_t *)text, size};
  out_flags = 0xffff;
  uint32_t error = wasi_sock_recv(fd, &part, 1, flags, n, &out_flags);
  text[error ? 0 : *n] = 0;
  return error;
}

static void mustReceive(uint32_t fd, uint32_t size, uint32_t flags, const char *wanted) {
  uint32_t n;
  OK(receive(fd, size, flags, &n));
  SAME(n, strlen(wanted));
  CHECK(!strcmp(text, wanted));
  SAME(out_flags, 0);
}

static void mustSend(uint32_t fd, const char *bytes) {
  __wasi_ciovec_t part = {(const uint8_t *)bytes, strlen(bytes)};
  uint32_t n;
  OK(wasi_sock_send(fd, &part, 1, 0, &n));
  SAME(n, strlen(bytes));
}

/* Waits until there is something to read, or to write. */
static __wasi_event_t waitFor(uint32_t fd, uint8_t type) {
  __wasi_subscription_t wait;
  __wasi_event_t event;
  uint32_t n;
  memset(&wait, 0, sizeof(wait));
  wait.userdata = 42;
  wait.u.tag = type;
  wait.u.u.fd_read.file_descriptor = fd;
  OK(wasi_poll_oneoff(&wait, &event, 1, &n));
  SAME(n, 1);
  SAME(event.userdata, 42);
  SAME(event.type, type);
  SAME(event.error, 0);
  return event;
}

// grant:
CASE(receiving_what_was_sent_and_then_the_end) {
  mustReceive(SOCKET, 100, 0, "hello");
  mustReceive(SOCKET, 100, 0, "");
  mustReceive(SOCKET, 100, 0, "");
}

// grant:
CASE(peeking_leaves_what_it_saw) {
  mustReceive(SOCKET, 3, PEEK, "hel");
  mustReceive(SOCKET, 100, PEEK, "hello");
  mustReceive(SOCKET, 100, 0, "hello");
  mustReceive(SOCKET, 100, PEEK, "");
}

// grant:
CASE(waiting_for_all_of_it) { mustReceive(SOCKET, 6, WAITALL, "abcdef"); }

// grant:
CASE(waiting_for_all_of_it_ends_with_the_end) { mustReceive(SOCKET, 100, WAITALL, "abc"); }

// grant:
CASE(receiving_without_blocking) {
  uint32_t n;
  OK(wasi_fd_fdstat_set_flags(SOCKET, FDFLAG(NONBLOCK)));
  IS(AGAIN, receive(SOCKET, 100, 0, &n));
  IS(AGAIN, receive(SOCKET, 100, PEEK, &n));
  mustSend(SOCKET, "go on");
  SAME(waitFor(SOCKET, __WASI_EVENTTYPE_FD_READ).fd_readwrite.nbytes, 5);
  mustReceive(SOCKET, 100, 0, "hello");
  IS(AGAIN, receive(SOCKET, 100, 0, &n));
}

// grant:
CASE(sending_and_receiving_in_parts) {
  char a[2], b[1], c[10];
  uint32_t n;
  __wasi_ciovec_t out[4] = {{(const uint8_t *)"he", 2},
                            {(const uint8_t *)"", 0},
                            {(const uint8_t *)"ll", 2},
                            {(const uint8_t *)"o", 1}};
  __wasi_iovec_t in[4] = {{(uint8_t *)a, 2}, {0, 0}, {(uint8_t *)b, 1}, {(uint8_t *)c, 10}};
  OK(wasi_sock_send(SOCKET, out, 4, 0, &n));
  SAME(n, 5);
  OK(wasi_sock_recv(SOCKET, in, 4, WAITALL, &n, &out_flags)); // until the end
  SAME(n, 5);
  CHECK(a[0] == 'h' && a[1] == 'e' && b[0] == 'l' && c[0] == 'l' && c[1] == 'o');
}

// grant:
CASE(sending_nothing) {
  uint32_t n = 9;
  OK(wasi_sock_send(SOCKET, 0, 0, 0, &n));
  SAME(n, 0);
  mustSend(SOCKET, "");
  mustSend(SOCKET, "x");
}

// grant:
CASE(a_side_that_is_shut_down_ends_there_and_the_other_goes_on) {
  mustSend(SOCKET, "question");
  OK(wasi_sock_shutdown(SOCKET, __WASI_SDFLAGS_WR));
  mustReceive(SOCKET, 6, WAITALL, "answer"); // once the host has seen the end
}

// grant:
CASE(sending_after_shutting_down_is_an_error_and_no_signal) {
  uint32_t n;
  __wasi_ciovec_t part = {(const uint8_t *)"x", 1};
  OK(wasi_sock_shutdown(SOCKET, __WASI_SDFLAGS_WR));
  IS(PIPE, wasi_sock_send(SOCKET, &part, 1, 0, &n));
  IS(PIPE, wasi_fd_write(SOCKET, &part, 1, &n));
}

// grant:
CASE(receiving_after_shutting_down_meets_the_end) {
  OK(wasi_sock_shutdown(SOCKET, __WASI_SDFLAGS_RD));
  mustReceive(SOCKET, 100, 0, "");
  mustSend(SOCKET, "still");
}

// grant:
CASE(shutting_both_sides_down) {
  uint32_t n;
  __wasi_ciovec_t part = {(const uint8_t *)"x", 1};
  OK(wasi_sock_shutdown(SOCKET, __WASI_SDFLAGS_RD | __WASI_SDFLAGS_WR));
  mustReceive(SOCKET, 100, 0, "");
  IS(PIPE, wasi_sock_send(SOCKET, &part, 1, 0, &n));
}

// grant:
CASE(a_peer_that_is_gone_is_an_error_and_no_signal) {
  uint32_t n;
  __wasi_ciovec_t part = {(const uint8_t *)"x", 1};
  mustReceive(SOCKET, 1, 0, ""); // it has closed
  IS(PIPE, wasi_sock_send(SOCKET, &part, 1, 0, &n));
  IS(PIPE, wasi_fd_write(SOCKET, &part, 1, &n));
}

// 3 listens.
// grant:
CASE(a_peer_that_breaks_off_is_an_error) {
  uint32_t n, fd;
  OK(wasi_sock_accept(SOCKET, 0, &fd));
  mustReceive(fd, 4, WAITALL, "text");
  mustSend(fd, "got it");
  waitFor(fd, __WASI_EVENTTYPE_FD_READ);
  IS(CONNRESET, receive(fd, 1, 0, &n));
}

// 3 takes datagrams.
// grant:
CASE(a_datagram_that_is_longer_than_the_buffer_is_cut) {
  uint32_t n;
  OK(receive(SOCKET, 4, 0, &n));
  SAME(n, 4);
  SAME(out_flags, TRUNCATED);
  CHECK(!strcmp(text, "0123"));
  mustReceive(SOCKET, 5, 0, "abcde"); // the next one, whole
  OK(receive(SOCKET, 1, PEEK, &n));
  SAME(out_flags, TRUNCATED);
  mustReceive(SOCKET, 100, 0, "last");
}

// 3 takes datagrams.
// grant:
CASE(a_datagram_is_one_whatever_its_parts) {
  static __wasi_ciovec_t parts[1500];
  uint32_t n;
  for (int i = 0; i < 1500; ++i) {
    parts[i].buf = (const uint8_t *)(i % 2 ? "b" : "a");
    parts[i].buf_len = 1;
  }
  OK(wasi_sock_send(SOCKET, parts, 1000, 0, &n));
  SAME(n, 1000);
  IS(MSGSIZE, wasi_sock_send(SOCKET, parts, 1500, 0, &n)); // more than the system takes for one
  mustSend(SOCKET, "");                                    // one without bytes
  mustSend(SOCKET, "end");
}

// 3 takes datagrams.
// grant:
CASE(datagrams_have_a_type_of_their_own) {
  SAME(fdstatOf(SOCKET).fs_filetype, __WASI_FILETYPE_SOCKET_DGRAM);
  __wasi_filestat_t stat;
  OK(wasi_fd_filestat_get(SOCKET, &stat));
  SAME(stat.filetype, __WASI_FILETYPE_SOCKET_DGRAM);
}

// grant:
CASE(a_socket_tells_that_it_is_one) {
  __wasi_fdstat_t stat = fdstatOf(SOCKET);
  SAME(stat.fs_filetype, __WASI_FILETYPE_SOCKET_STREAM);
  SAME(stat.fs_flags, 0);
  uint64_t wanted =
      RIGHT(FD_READ) | RIGHT(FD_WRITE) | RIGHT(POLL_FD_READWRITE) | RIGHT(SOCK_SHUTDOWN);
  SAME(stat.fs_rights_base & wanted, wanted);
  __wasi_prestat_t prestat;
  IS(BADF, wasi_fd_prestat_get(SOCKET, &prestat));
}

// grant:
CASE(reading_and_writing_do_for_sockets_too) {
  mustWrite(SOCKET, "question");
  SAME(mustRead(SOCKET, text, 100), 6);
  CHECK(!memcmp(text, "answer", 6));
  SAME(mustRead(SOCKET, text, 100), 0);
}

// grant:
CASE(a_socket_has_no_position_and_no_size) {
  uint64_t position;
  uint32_t n;
  uint8_t byte = 'x';
  __wasi_iovec_t part = {&byte, 1};
  IS(SPIPE, wasi_fd_seek(SOCKET, 0, __WASI_WHENCE_SET, &position));
  IS(SPIPE, wasi_fd_seek(SOCKET, 0, __WASI_WHENCE_CUR, &position));
  IS(SPIPE, wasi_fd_tell(SOCKET, &position));
  IS(SPIPE, wasi_fd_pread(SOCKET, &part, 1, 0, &n));
  IS(SPIPE, wasi_fd_pwrite(SOCKET, &part, 1, 0, &n));
  CHECK(wasi_fd_filestat_set_size(SOCKET, 0) != 0);
  CHECK(wasi_fd_allocate(SOCKET, 0, 10) != 0);
  IS(NOTDIR, wasi_path_create_directory(SOCKET, PATH("d")));
}

// grant:
CASE(unknown_flags_of_sockets_are_refused) {
  uint32_t n;
  __wasi_ciovec_t part = {(const uint8_t *)"x", 1};
  IS(INVAL, receive(SOCKET, 1, 4, &n));
  IS(INVAL, receive(SOCKET, 1, 0xffff, &n));
  IS(INVAL, wasi_sock_send(SOCKET, &part, 1, 1, &n));
  IS(INVAL, wasi_sock_shutdown(SOCKET, 0));
  IS(INVAL, wasi_sock_shutdown(SOCKET, 4));
  IS(INVAL, wasi_sock_shutdown(SOCKET, 0xffffffff));
  IS(INVAL, wasi_sock_accept(SOCKET, FDFLAG(APPEND), &n));
  IS(INVAL, wasi_sock_accept(SOCKET, 0x100, &n));
  mustReceive(SOCKET, 5, 0, "hello");
}

// setup: file f text
// stdin: text
CASE(what_is_no_socket_is_refused) {
  uint32_t n, opened, file = mustOpen("f", 0, FILE_RIGHTS),
                      read_only = mustOpen("f", 0, READ_RIGHTS);
  uint32_t write_only;
  OK(openAs(ROOT, "f", 0, RIGHT(FD_WRITE), 0, &write_only));
  __wasi_ciovec_t part = {(const uint8_t *)"x", 1};
  const uint32_t not_sockets[] = {0, 1, ROOT, file, read_only, write_only};
  for (unsigned i = 0; i < sizeof(not_sockets) / sizeof(*not_sockets); ++i) {
    IS(NOTSOCK, wasi_sock_accept(not_sockets[i], 0, &opened));
    IS(NOTSOCK, receive(not_sockets[i], 1, 0, &n));
    IS(NOTSOCK, wasi_sock_send(not_sockets[i], &part, 1, 0, &n));
    IS(NOTSOCK, wasi_sock_shutdown(not_sockets[i], __WASI_SDFLAGS_RD));
  }
  IS(BADF, wasi_sock_accept(99, 0, &opened));
  IS(BADF, receive(99, 1, 0, &n));
  IS(BADF, wasi_sock_send(99, &part, 1, 0, &n));
  IS(BADF, wasi_sock_shutdown(99, __WASI_SDFLAGS_RD));
}

// grant:
CASE(a_connection_accepts_none) {
  uint32_t fd;
  IS(INVAL, wasi_sock_accept(SOCKET, 0, &fd));
}

// 3 listens.
// grant:
CASE(a_socket_that_listens_is_for_accepting_only) {
  uint32_t n;
  __wasi_ciovec_t part = {(const uint8_t *)"x", 1};
  IS(NOTCONN, receive(SOCKET, 1, 0, &n));
  IS_EITHER(PIPE, NOTCONN, wasi_sock_send(SOCKET, &part, 1, 0, &n));
}

// 3 listens; the host connects three times and tells each connection's number.
// grant:
CASE(each_connection_is_accepted_once) {
  uint32_t fds[3], seen = 0;
  for (int i = 0; i < 3; ++i) {
    OK(wasi_sock_accept(SOCKET, 0, &fds[i]));
    SAME(fds[i], SOCKET + 1 + (uint32_t)i); // the lowest free number
    SAME(fdstatOf(fds[i]).fs_filetype, __WASI_FILETYPE_SOCKET_STREAM);
  }
  for (int i = 2; i >= 0; --i) {
    uint32_t n;
    OK(receive(fds[i], 1, 0, &n));
    SAME(n, 1);
    seen |= 1u << (text[0] - '0');
    mustSend(fds[i], text);
  }
  SAME(seen, 7);
}

// 3 listens.
// grant:
CASE(accepting_without_blocking) {
  uint32_t fd, n;
  OK(wasi_fd_fdstat_set_flags(SOCKET, FDFLAG(NONBLOCK)));
  IS(AGAIN, wasi_sock_accept(SOCKET, 0, &fd));
  IS(AGAIN, wasi_sock_accept(SOCKET, FDFLAG(NONBLOCK), &fd));
  printf("connect\n");
  fflush(stdout);
  waitFor(SOCKET, __WASI_EVENTTYPE_FD_READ);
  OK(wasi_sock_accept(SOCKET, FDFLAG(NONBLOCK), &fd));
  SAME(fdstatOf(fd).fs_flags, FDFLAG(NONBLOCK));
  IS(AGAIN, receive(fd, 1, 0, &n));
  mustSend(fd, "x");
}

// 3 listens. Whether it blocks does not pass on to what it accepts.
// grant:
CASE(what_is_accepted_blocks_unless_asked_otherwise) {
  uint32_t fd;
  OK(wasi_fd_fdstat_set_flags(SOCKET, FDFLAG(NONBLOCK)));
  waitFor(SOCKET, __WASI_EVENTTYPE_FD_READ);
  OK(wasi_sock_accept(SOCKET, 0, &fd));
  SAME(fdstatOf(fd).fs_flags, 0);
  mustReceive(fd, 1, 0, "x"); // which the host sends later
}

// 3 and 4 listen; the host connects to the second one, then to the first.
// grant:
CASE(waiting_at_two_addresses) {
  for (int round = 0; round < 2; ++round) {
    __wasi_subscription_t waits[2];
    __wasi_event_t events[2];
    uint32_t n, fd;
    memset(waits, 0, sizeof(waits));
    for (uint32_t i = 0; i < 2; ++i) {
      waits[i].userdata = SOCKET + i;
      waits[i].u.tag = __WASI_EVENTTYPE_FD_READ;
      waits[i].u.u.fd_read.file_descriptor = SOCKET + i;
    }
    OK(wasi_poll_oneoff(waits, events, 2, &n));
    SAME(n, 1);
    SAME(events[0].userdata, round ? SOCKET : SOCKET + 1);
    OK(wasi_sock_accept((uint32_t)events[0].userdata, 0, &fd));
    mustSend(fd, "x");
    OK(wasi_fd_close(fd));
  }
}

// 3 listens.
// grant:
CASE(nobody_can_connect_to_what_was_closed) {
  OK(wasi_fd_close(SOCKET));
  printf("closed\n");
  fflush(stdout);
  getchar(); // until the host has tried
}

// grant:
CASE(more_than_fits_is_sent_by_and_by) {
  enum { size = 4 << 20 };
  static uint8_t bytes[size];
  for (uint32_t i = 0; i < size; ++i)
    bytes[i] = (uint8_t)(i * 2654435761u >> 24);
  for (uint32_t done = 0, n; done < size; done += n) {
    __wasi_ciovec_t part = {bytes + done, size - done};
    OK(wasi_sock_send(SOCKET, &part, 1, 0, &n));
    CHECK(n > 0 && n <= size - done);
  }
  OK(wasi_sock_shutdown(SOCKET, __WASI_SDFLAGS_WR));
}

// grant:
CASE(sending_without_blocking_until_nothing_fits) {
  static uint8_t bytes[65536];
  __wasi_ciovec_t part = {bytes, sizeof(bytes)};
  uint32_t n, error;
  OK(wasi_fd_fdstat_set_flags(SOCKET, FDFLAG(NONBLOCK)));
  do
    error = wasi_sock_send(SOCKET, &part, 1, 0, &n);
  while (!error);
  SAME(error, __WASI_ERRNO_AGAIN);
  printf("full\n");
  fflush(stdout);
  waitFor(SOCKET, __WASI_EVENTTYPE_FD_WRITE); // until the host has read
  OK(wasi_sock_send(SOCKET, &part, 1, 0, &n));
  CHECK(n > 0);
}

// grant:
CASE(more_buffers_than_the_system_takes_at_once_are_sent) {
  enum { count = 3000 };
  static __wasi_ciovec_t parts[count];
  uint32_t n;
  for (int i = 0; i < count; ++i) {
    parts[i].buf = (const uint8_t *)"0123456789" + i % 10;
    parts[i].buf_len = 1;
  }
  OK(wasi_sock_send(SOCKET, parts, count, 0, &n));
  SAME(n, count);
}

// grant:
CASE(a_fault_takes_nothing_from_the_socket) {
  uint32_t n, end = (uint32_t)__builtin_wasm_memory_size(0) * 65536;
  uint8_t byte;
  __wasi_iovec_t good = {&byte, 1}, bad = {(uint8_t *)(uintptr_t)(end - 1), 2};
  IS(FAULT, wasi_sock_recv(SOCKET, &bad, 1, 0, &n, &out_flags));
  IS(FAULT, wasi_sock_recv(SOCKET, (void *)(uintptr_t)(end - 4), 1, 0, &n, &out_flags));
  IS(FAULT, wasi_sock_recv(SOCKET, &good, 1, 0, (void *)(uintptr_t)(end - 3), &out_flags));
  IS(FAULT, wasi_sock_recv(SOCKET, &good, 1, 0, &n, (void *)(uintptr_t)(end - 1)));
  IS(FAULT, wasi_sock_send(SOCKET, &bad, 1, 0, &n));
  IS(FAULT, wasi_sock_send(SOCKET, &good, 0x20000001, 0, &n));
  IS(FAULT, wasi_sock_send(SOCKET, &good, 1, 0, (void *)(uintptr_t)(end - 3)));
  mustReceive(SOCKET, 100, 0, "hello");
}

// 3 listens. A fault loses no connection.
// grant:
CASE(a_fault_accepts_nothing) {
  uint32_t fd, end = (uint32_t)__builtin_wasm_memory_size(0) * 65536;
  waitFor(SOCKET, __WASI_EVENTTYPE_FD_READ);
  IS(FAULT, wasi_sock_accept(SOCKET, 0, (void *)(uintptr_t)(end - 3)));
  OK(wasi_sock_accept(SOCKET, 0, &fd));
  SAME(fd, SOCKET + 1);
  mustSend(fd, "x");
}

// grant:
CASE(rights_of_sockets_can_be_given_up) {
  uint32_t n, fd;
  __wasi_ciovec_t part = {(const uint8_t *)"x", 1};
  OK(wasi_fd_fdstat_set_rights(SOCKET, RIGHT(FD_READ), 0));
  IS(NOTCAPABLE, wasi_sock_shutdown(SOCKET, __WASI_SDFLAGS_WR));
  IS(NOTCAPABLE, wasi_sock_accept(SOCKET, 0, &fd));
  CHECK(wasi_sock_send(SOCKET, &part, 1, 0, &n) != 0);
  mustReceive(SOCKET, 100, 0, "hello");
  IS(NOTCAPABLE, wasi_fd_fdstat_set_rights(SOCKET, RIGHT(FD_READ) | RIGHT(FD_WRITE), 0));
}

// grant:
CASE(the_end_is_an_event_with_a_flag) {
  __wasi_event_t event = waitFor(SOCKET, __WASI_EVENTTYPE_FD_READ);
  SAME(event.fd_readwrite.nbytes, 0);
  SAME(event.fd_readwrite.flags, __WASI_EVENTRWFLAGS_FD_READWRITE_HANGUP);
  mustReceive(SOCKET, 1, 0, "");
}
