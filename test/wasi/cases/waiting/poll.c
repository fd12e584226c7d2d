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
