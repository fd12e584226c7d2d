// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// poll_oneoff: waiting for clocks and files.
#include "../case.h"

static __wasi_subscription_t atClock(uint64_t userdata, uint32_t id, uint64_t timeout,
                                     uint16_t flags) {
  __wasi_subscription_t result;
  memset(&result, 0, sizeof(result));
  result.userdata = userdata;
  result.u.tag = __WASI_EVENTTYPE_CLOCK;
  result.u.u.clock.id = id;
  result.u.u.clock.timeout = timeout;
  result.u.u.clock.flags = flags;
  return result;
}
static __wasi_subscription_t onFile(uint64_t userdata, uint8_t type, uint32_t fd) {
  __wasi_subscription_t result;
  memset(&result, 0, sizeof(result));
  result.userdata = userdata;
  result.u.tag = type;
  result.u.u.fd_read.file_descriptor = fd;
  return result;
}
static uint64_t timeOf(uint32_t id) {
  uint64_t time;
  OK(wasi_clock_time_get(id, 0, &time));
  return time;
}
#define MILLISECOND 1000000ull

CASE(nothing_to_wait_for_is_refused) {
  uint32_t n;
  __wasi_event_t event;
  __wasi_subscription_t none = atClock(1, __WASI_CLOCKID_MONOTONIC, 0, 0);
  IS(INVAL, wasi_poll_oneoff(&none, &event, 0, &n));
}

CASE(a_span_of_time_on_each_clock) {
  uint32_t n;
  __wasi_event_t event;
  for (uint32_t id = __WASI_CLOCKID_REALTIME; id <= __WASI_CLOCKID_MONOTONIC; ++id) {
    uint64_t start = timeOf(__WASI_CLOCKID_MONOTONIC);
    __wasi_subscription_t wait = atClock(7, id, 5 * MILLISECOND, 0);
    OK(wasi_poll_oneoff(&wait, &event, 1, &n));
    CHECK(timeOf(__WASI_CLOCKID_MONOTONIC) - start >= 5 * MILLISECOND);
    SAME(n, 1);
    SAME(event.userdata, 7);
    SAME(event.error, 0);
    SAME(event.type, __WASI_EVENTTYPE_CLOCK);
  }
}

CASE(a_point_in_time_of_each_clock) {
  uint32_t n;
  __wasi_event_t event;
  for (uint32_t id = __WASI_CLOCKID_REALTIME; id <= __WASI_CLOCKID_MONOTONIC; ++id) {
    uint64_t end = timeOf(id) + 5 * MILLISECOND;
    __wasi_subscription_t wait =
        atClock(1, id, end, __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME);
    OK(wasi_poll_oneoff(&wait, &event, 1, &n));
    CHECK(timeOf(id) >= end);
    SAME(n, 1);
  }
}

CASE(a_point_in_time_that_is_past_and_no_time_at_all) {
  uint32_t n;
  __wasi_event_t event;
  __wasi_subscription_t wait =
      atClock(1, __WASI_CLOCKID_MONOTONIC, 1, __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME);
  OK(wasi_poll_oneoff(&wait, &event, 1, &n));
  SAME(n, 1);
  wait = atClock(1, __WASI_CLOCKID_MONOTONIC, 0, 0);
  OK(wasi_poll_oneoff(&wait, &event, 1, &n));
  SAME(n, 1);
}

CASE(the_earliest_of_several_clocks_ends_the_wait) {
  uint32_t n;
  __wasi_event_t events[3];
  __wasi_subscription_t waits[3] = {
      atClock(1, __WASI_CLOCKID_MONOTONIC, 3600000 * MILLISECOND, 0),
      atClock(2, __WASI_CLOCKID_MONOTONIC, 2 * MILLISECOND, 0),
      atClock(3, __WASI_CLOCKID_REALTIME, 3600000 * MILLISECOND, 0),
  };
  OK(wasi_poll_oneoff(waits, events, 3, &n));
  SAME(n, 1);
  SAME(events[0].userdata, 2);
}

// setup: file f 0123456789
CASE(a_file_is_ready_and_tells_how_much_is_left) {
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  char text[3];
  __wasi_event_t events[2];
  SAME(mustRead(fd, text, 3), 3);
  __wasi_subscription_t waits[2] = {onFile(1, __WASI_EVENTTYPE_FD_READ, fd),
                                    onFile(2, __WASI_EVENTTYPE_FD_WRITE, fd)};
  OK(wasi_poll_oneoff(waits, events, 2, &n));
  SAME(n, 2);
  SAME(events[0].type, __WASI_EVENTTYPE_FD_READ);
  SAME(events[0].fd_readwrite.nbytes, 7);
  SAME(events[1].type, __WASI_EVENTTYPE_FD_WRITE);
}

CASE(a_descriptor_that_is_not_open_is_an_event_beside_a_clock) {
  uint32_t n;
  __wasi_event_t events[2];
  __wasi_subscription_t waits[2] = {
      atClock(1, __WASI_CLOCKID_MONOTONIC, 3600000 * MILLISECOND, 0),
      onFile(2, __WASI_EVENTTYPE_FD_READ, 99),
  };
  OK(wasi_poll_oneoff(waits, events, 2, &n));
  SAME(n, 1);
  SAME(events[0].userdata, 2);
  SAME(events[0].error, __WASI_ERRNO_BADF);
}

CASE(nothing_but_descriptors_that_are_not_open_fails_the_call) {
  uint32_t n;
  __wasi_event_t events[2];
  __wasi_subscription_t waits[2] = {onFile(1, __WASI_EVENTTYPE_FD_READ, 0xffffffff),
                                    onFile(2, __WASI_EVENTTYPE_FD_WRITE, 0xffffffff)};
  IS(BADF, wasi_poll_oneoff(waits, events, 2, &n));
}

CASE(thousands_of_subscriptions) {
  enum { count = 5000 };
  uint32_t n;
  static __wasi_event_t events[count];
  static __wasi_subscription_t waits[count];
  for (int i = 0; i < count; ++i)
    waits[i] = onFile((uint64_t)i, __WASI_EVENTTYPE_FD_WRITE, 1);
  OK(wasi_poll_oneoff(waits, events, count, &n));
  SAME(n, count);
  SAME(events[count - 1].userdata, count - 1);
}

CASE(each_event_names_its_subscription) {
  uint32_t n;
  __wasi_event_t events[4];
  __wasi_subscription_t waits[4] = {
      atClock(0xffffffffffffffff, __WASI_CLOCKID_MONOTONIC, 0, 0),
      atClock(0, __WASI_CLOCKID_REALTIME, 0, 0),
      atClock(0x123456789abcdef0, __WASI_CLOCKID_MONOTONIC, 3600000 * MILLISECOND, 0),
      atClock(5, __WASI_CLOCKID_MONOTONIC, 1, __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME),
  };
  OK(wasi_poll_oneoff(waits, events, 4, &n));
  SAME(n, 3);
  SAME(events[0].userdata, 0xffffffffffffffff);
  SAME(events[1].userdata, 0);
  SAME(events[2].userdata, 5);
}

CASE(clocks_that_cannot_be_waited_for_are_events_with_errors) {
  uint32_t n;
  __wasi_event_t events[6];
  __wasi_subscription_t waits[6] = {
      atClock(1, __WASI_CLOCKID_MONOTONIC, 3600000 * MILLISECOND, 0),
      atClock(2, 4, 0, 0),
      atClock(3, 0xffffffff, 0, 0),
      atClock(4, __WASI_CLOCKID_MONOTONIC, 0, 2),
      atClock(5, __WASI_CLOCKID_PROCESS_CPUTIME_ID, 1, 0),
      atClock(6, __WASI_CLOCKID_THREAD_CPUTIME_ID, 1, 0),
  };
  OK(wasi_poll_oneoff(waits, events, 6, &n));
  SAME(n, 5);
  for (uint32_t i = 0; i < 5; ++i) {
    SAME(events[i].userdata, i + 2);
    SAME(events[i].error, i < 3 ? __WASI_ERRNO_INVAL : __WASI_ERRNO_NOTSUP);
  }
}

CASE(a_kind_of_subscription_that_is_not_known_is_an_event_with_an_error) {
  uint32_t n;
  __wasi_event_t events[2];
  __wasi_subscription_t waits[2] = {atClock(1, __WASI_CLOCKID_MONOTONIC, 3600000 * MILLISECOND, 0),
                                    onFile(2, 3, 1)};
  OK(wasi_poll_oneoff(waits, events, 2, &n));
  SAME(n, 1);
  SAME(events[0].userdata, 2);
  SAME(events[0].error, __WASI_ERRNO_INVAL);
}

// setup: file f 0123456789
CASE(a_file_goes_before_a_clock_that_is_not_due) {
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  __wasi_event_t events[3];
  __wasi_subscription_t waits[3] = {
      atClock(1, __WASI_CLOCKID_MONOTONIC, UINT64_MAX, 0),
      onFile(2, __WASI_EVENTTYPE_FD_READ, fd),
      atClock(3, __WASI_CLOCKID_REALTIME, UINT64_MAX,
              __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME),
  };
  OK(wasi_poll_oneoff(waits, events, 3, &n));
  SAME(n, 1);
  SAME(events[0].userdata, 2);
  SAME(events[0].fd_readwrite.nbytes, 10);
  SAME(events[0].fd_readwrite.flags, 0);
}

// setup: file f 0123
CASE(the_end_of_a_file_is_ready_with_nothing_left) {
  uint32_t n, fd = mustOpen("f", 0, FILE_RIGHTS);
  uint64_t position;
  __wasi_event_t event;
  __wasi_subscription_t wait = onFile(2, __WASI_EVENTTYPE_FD_READ, fd);
  OK(wasi_fd_seek(fd, 100, __WASI_WHENCE_SET, &position));
  OK(wasi_poll_oneoff(&wait, &event, 1, &n));
  SAME(n, 1);
  SAME(event.error, 0);
  SAME(event.fd_readwrite.nbytes, 0);
}

// setup: file f 0123
CASE(descriptors_that_cannot_be_waited_for_are_events_with_errors) {
  uint32_t n, readable = mustOpen("f", 0, READ_RIGHTS), silent;
  __wasi_event_t events[4];
  OK(openAs(ROOT, "f", 0, RIGHT(FD_READ), 0, &silent));
  __wasi_subscription_t waits[4] = {
      onFile(1, __WASI_EVENTTYPE_FD_WRITE, readable), // not for writing
      onFile(2, __WASI_EVENTTYPE_FD_READ, silent),    // without the right to wait
      onFile(3, __WASI_EVENTTYPE_FD_READ, 99),
      atClock(4, __WASI_CLOCKID_MONOTONIC, 3600000 * MILLISECOND, 0),
  };
  OK(wasi_poll_oneoff(waits, events, 4, &n));
  SAME(n, 3);
  CHECK(events[0].error == __WASI_ERRNO_BADF || events[0].error == __WASI_ERRNO_NOTCAPABLE);
  SAME(events[1].error, __WASI_ERRNO_NOTCAPABLE);
  SAME(events[2].error, __WASI_ERRNO_BADF);
}

CASE(a_thousand_clocks) {
  enum { count = 1000 };
  uint32_t n;
  static __wasi_event_t events[count];
  static __wasi_subscription_t waits[count];
  for (int i = 0; i < count; ++i)
    waits[i] =
        atClock((uint64_t)i, __WASI_CLOCKID_MONOTONIC, (i % 2 ? 3600000 : 1) * MILLISECOND, 0);
  memset(events, 0xee, sizeof(events));
  OK(wasi_poll_oneoff(waits, events, count, &n));
  SAME(n, count / 2);
  SAME(events[n - 1].userdata, count - 2);
  SAME(*(uint8_t *)(events + n), 0xee);
}

CASE(a_precision_makes_no_wait_shorter) {
  uint32_t n;
  __wasi_event_t event;
  uint64_t start = timeOf(__WASI_CLOCKID_MONOTONIC);
  __wasi_subscription_t wait = atClock(1, __WASI_CLOCKID_MONOTONIC, 5 * MILLISECOND, 0);
  wait.u.u.clock.precision = 3600000 * MILLISECOND;
  OK(wasi_poll_oneoff(&wait, &event, 1, &n));
  CHECK(timeOf(__WASI_CLOCKID_MONOTONIC) - start >= 5 * MILLISECOND);
}
