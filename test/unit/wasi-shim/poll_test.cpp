// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// poll_oneoff and the clocks.
#include "test/unit/wasi-shim/guest.h"

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace wasmelt::wasi {
namespace {

constexpr uint64_t millisecond = 1000000;

struct Poll : GuestTest {
  std::vector<Event> events;

  static Subscription clock(uint64_t userdata, uint32_t id, uint64_t timeout, uint16_t flags = 0) {
    Subscription result = {};
    result.userdata = userdata;
    result.type = EventType::Clock;
    result.clock.id = id;
    result.clock.timeout = timeout;
    result.clock.flags = flags;
    return result;
  }
  static Subscription file(uint64_t userdata, EventType type, Fd fd) {
    Subscription result = {};
    result.userdata = userdata;
    result.type = type;
    result.file.fd = fd;
    return result;
  }
  Errno poll(const std::vector<Subscription> &list) {
    auto in = guest.allocate<Subscription>(uint32_t(list.size()));
    auto out = guest.allocate<Event>(uint32_t(list.size()));
    auto count = guest.allocate<Size>();
    for (size_t i = 0; i < list.size(); ++i)
      guest.set(in.offsetBy(i * sizeof(Subscription)), list[i]);
    Errno error = poll_oneoff(instance, {in.address}, out, Size(list.size()), count);
    events.clear();
    if (error == Errno::Success)
      for (uint32_t i = 0; i < guest.get(count); ++i)
        events.push_back(guest.get(out.offsetBy(i * sizeof(Event))));
    return error;
  }
  uint64_t time(uint32_t id) {
    auto out = guest.allocate<Timestamp>();
    EXPECT_EQ(clock_time_get(instance, id, 0, out), Errno::Success);
    return guest.get(out);
  }
  /// Both ends of a connection as descriptors of the guest.
  std::pair<Fd, Fd> connection() {
    int pair[2];
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    Fd fds[2];
    for (int i = 0; i < 2; ++i) {
      Descriptor descriptor;
      EXPECT_EQ(describeHostFd(pair[i], descriptor), Errno::Success);
      EXPECT_EQ(stateOf(instance).fds.insert(descriptor, fds[i]), Errno::Success);
    }
    return {fds[0], fds[1]};
  }
};

TEST_F(Poll, SleepsForASpanOfTime) {
  uint64_t start = time(ClockMonotonic);
  EXPECT_EQ(poll({clock(42, ClockMonotonic, 20 * millisecond)}), Errno::Success);
  EXPECT_GE(time(ClockMonotonic) - start, 20 * millisecond);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].userdata, 42u);
  EXPECT_EQ(events[0].error, 0);
  EXPECT_EQ(events[0].type, EventType::Clock);
}

TEST_F(Poll, SleepsUntilAPointInTime) {
  for (uint32_t id : {ClockRealtime, ClockMonotonic}) {
    uint64_t start = time(id);
    EXPECT_EQ(poll({clock(1, id, start + 15 * millisecond, ClockAbstime)}), Errno::Success);
    EXPECT_GE(time(id) - start, 15 * millisecond);
    EXPECT_EQ(poll({clock(1, id, 5, ClockAbstime)}), Errno::Success); // long past
    EXPECT_EQ(events.size(), 1u);
  }
}

TEST_F(Poll, TheEarliestClockEndsTheWait) {
  EXPECT_EQ(poll({clock(1, ClockMonotonic, UINT64_MAX), clock(2, ClockRealtime, 5 * millisecond),
                  clock(3, ClockMonotonic, 60000 * millisecond)}),
            Errno::Success);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].userdata, 2u);
}

TEST_F(Poll, ReadyDescriptorsAreReportedAndOthersAreNot) {
  auto [a, b] = connection();
  EXPECT_EQ(poll({file(1, EventType::FdRead, a), file(2, EventType::FdWrite, a)}), Errno::Success);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].userdata, 2u);
  EXPECT_EQ(events[0].type, EventType::FdWrite);

  EXPECT_EQ(poll({file(1, EventType::FdRead, a), clock(9, ClockMonotonic, millisecond)}),
            Errno::Success);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].userdata, 9u);

  EXPECT_EQ(guest.write(b, "hello"), Errno::Success);
  EXPECT_EQ(poll({clock(9, ClockMonotonic, 60000 * millisecond), file(1, EventType::FdRead, a),
                  file(3, EventType::FdRead, b), file(2, EventType::FdWrite, b)}),
            Errno::Success);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].userdata, 1u);
  EXPECT_EQ(events[0].nbytes, 5u);
  EXPECT_EQ(events[0].flags, 0);
  EXPECT_EQ(events[1].userdata, 2u);

  EXPECT_EQ(fd_close(instance, b), Errno::Success);
  std::string text;
  EXPECT_EQ(guest.read(a, 5, text), Errno::Success);
  EXPECT_EQ(poll({file(1, EventType::FdRead, a)}), Errno::Success);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].nbytes, 0u);
  EXPECT_EQ(events[0].flags, EventHangup);
}

TEST_F(Poll, RegularFilesAreAlwaysReady) {
  outside.file("sandbox/f", "0123456789");
  Fd fd;
  std::string text;
  ASSERT_EQ(guest.open(dir, "f", 0, RightsAll, fd), Errno::Success);
  ASSERT_EQ(guest.read(fd, 3, text), Errno::Success);
  EXPECT_EQ(poll({file(1, EventType::FdRead, fd), file(2, EventType::FdWrite, fd)}),
            Errno::Success);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].nbytes, 7u);
}

TEST_F(Poll, WhatCannotBeWaitedForIsAnErrorEvent) {
  EXPECT_EQ(poll({file(1, EventType::FdRead, 77), clock(2, ClockMonotonic, 60000 * millisecond),
                  clock(3, 99, 1), clock(4, ClockProcessCpu, 1), file(5, EventType(7), 0),
                  file(6, EventType::FdRead, dir)}),
            Errno::Success);
  ASSERT_EQ(events.size(), 5u);
  EXPECT_EQ(Errno(events[0].error), Errno::Badf);
  EXPECT_EQ(Errno(events[1].error), Errno::Inval);
  EXPECT_EQ(Errno(events[2].error), Errno::Notsup);
  EXPECT_EQ(Errno(events[3].error), Errno::Inval);
  EXPECT_EQ(Errno(events[4].error), Errno::Isdir);
  EXPECT_EQ(poll({}), Errno::Inval);
}

TEST_F(Poll, DescriptorsNoneOfWhichIsOpenFailTheCall) {
  EXPECT_EQ(poll({file(1, EventType::FdRead, 77), file(2, EventType::FdWrite, 0xffffffff)}),
            Errno::Badf);
  EXPECT_EQ(poll({file(1, EventType::FdRead, 77), file(2, EventType::FdRead, dir)}),
            Errno::Success);
  EXPECT_EQ(events.size(), 2u);
}

TEST_F(Poll, MoreSubscriptionsOfADescriptorThanFilesMayBeOpen) {
  auto [a, b] = connection();
  rlimit before, few = {64, 64};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  few.rlim_max = before.rlim_max;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &few), 0);
  std::vector<Subscription> list(500, file(1, EventType::FdWrite, a));
  list.push_back(file(2, EventType::FdRead, b));
  EXPECT_EQ(poll(list), Errno::Success);
  EXPECT_EQ(events.size(), 500u);
  EXPECT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
}

TEST_F(Poll, ManySubscriptionsAndBadAddresses) {
  std::vector<Subscription> list(2000, clock(7, ClockMonotonic, 0));
  EXPECT_EQ(poll(list), Errno::Success);
  EXPECT_EQ(events.size(), 2000u);
  EXPECT_EQ(poll_oneoff(instance, {Guest::memory_size - 47}, {0}, 1, {0}), Errno::Fault);
  EXPECT_EQ(poll_oneoff(instance, {0}, {Guest::memory_size - 31}, 1, {0}), Errno::Fault);
  EXPECT_EQ(poll_oneoff(instance, {0}, {0}, 0xffffffff, {0}), Errno::Fault);
  EXPECT_EQ(poll_oneoff(instance, {0}, {0}, 1, {Guest::memory_size}), Errno::Fault);
}

TEST_F(Poll, ClocksRunAndHaveAResolution) {
  auto out = guest.allocate<Timestamp>();
  for (uint32_t id = 0; id < 4; ++id) {
    uint64_t before = time(id);
    EXPECT_LE(before, time(id));
    EXPECT_EQ(clock_res_get(instance, id, out), Errno::Success);
    EXPECT_GT(guest.get(out), 0u);
  }
  EXPECT_GT(time(ClockRealtime), uint64_t(1600000000) * 1000000000);
  EXPECT_EQ(clock_time_get(instance, 4, 0, out), Errno::Inval);
  EXPECT_EQ(clock_res_get(instance, 4, out), Errno::Inval);
}

} // namespace
} // namespace wasmelt::wasi
