// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What differs in wasi_unstable.
#include "test/unit/wasi-shim/guest.h"

namespace wasmelt::wasi {

#define OLD(field) __asm__("wasmelt.import.wasi_unstable." field)
Errno oldSeek(Instance *, Fd, S64, U32, GuestPtr<U64>) OLD("fd_seek:iIii_i");
Errno oldStat(Instance *, Fd, GuestPtr<Byte>) OLD("fd_filestat_get:ii_i");
Errno oldPathStat(Instance *, Fd, U32, GuestPtr<const Byte>, Size, GuestPtr<Byte>)
    OLD("path_filestat_get:iiiii_i");
Errno oldPoll(Instance *, GuestPtr<const Byte>, GuestPtr<Event>, Size, GuestPtr<Size>)
    OLD("poll_oneoff:iiii_i");
Errno oldWrite(Instance *, Fd, GuestPtr<const Iovec>, Size, GuestPtr<Size>) OLD("fd_write:iiii_i");

namespace {

struct Unstable : GuestTest {
  Fd fd = 0;
  Unstable() {
    outside.file("sandbox/f", "0123456789");
    EXPECT_EQ(guest.open(dir, "f", 0, RightsAll, fd), Errno::Success);
  }
};

TEST_F(Unstable, WhenceCountsFromTheCurrentPosition) {
  auto out = guest.allocate<U64>();
  EXPECT_EQ(oldSeek(instance, fd, 3, 2, out), Errno::Success); // set
  EXPECT_EQ(oldSeek(instance, fd, 2, 0, out), Errno::Success); // current
  EXPECT_EQ(guest.get(out), 5u);
  EXPECT_EQ(oldSeek(instance, fd, -1, 1, out), Errno::Success); // end
  EXPECT_EQ(guest.get(out), 9u);
  EXPECT_EQ(oldSeek(instance, fd, 0, 3, out), Errno::Inval);
}

TEST_F(Unstable, AttributesAreShorter) {
  auto out = guest.allocate<Byte>(57);
  guest.bytes[out.address + 56] = 99;
  EXPECT_EQ(oldStat(instance, fd, out), Errno::Success);
  EXPECT_EQ(guest.get(GuestPtr<U32>{out.address + 20}), 1u);  // links
  EXPECT_EQ(guest.get(GuestPtr<U64>{out.address + 24}), 10u); // size
  EXPECT_EQ(guest.bytes[out.address + 56], 99);
  guest.set(GuestPtr<U64>{out.address + 24}, 0);
  EXPECT_EQ(oldPathStat(instance, dir, 1, guest.put("f"), 1, out), Errno::Success);
  EXPECT_EQ(guest.get(GuestPtr<U64>{out.address + 24}), 10u);
}

TEST_F(Unstable, ClockSubscriptionsHaveAnIdentifier) {
  auto in = guest.allocate<Byte>(2 * 56);
  auto events = guest.allocate<Event>(2);
  auto count = guest.allocate<Size>();
  guest.set(GuestPtr<U64>{in.address}, 5);
  guest.set(GuestPtr<U32>{in.address + 24}, ClockMonotonic);
  guest.set(GuestPtr<U64>{in.address + 32}, 1000000);
  guest.set(GuestPtr<U64>{in.address + 56}, 6);
  guest.set(GuestPtr<Byte>{in.address + 56 + 8}, Byte(EventType::FdRead));
  guest.set(GuestPtr<U32>{in.address + 56 + 16}, fd);
  EXPECT_EQ(oldPoll(instance, {in.address}, events, 1, count), Errno::Success);
  EXPECT_EQ(guest.get(count), 1u);
  EXPECT_EQ(guest.get(events).userdata, 5u);
  EXPECT_EQ(oldPoll(instance, {in.address}, events, 2, count), Errno::Success);
  EXPECT_EQ(guest.get(count), 1u);
  EXPECT_EQ(guest.get(events).userdata, 6u);
  EXPECT_EQ(guest.get(events).nbytes, 10u);
}

TEST_F(Unstable, OtherCallsAreTheSame) {
  auto out = guest.allocate<Size>();
  auto list = guest.vectors({{guest.put("ab").address, 2}});
  EXPECT_EQ(oldWrite(instance, fd, list, 1, out), Errno::Success);
  EXPECT_EQ(outside.contents("sandbox/f"), "ab23456789");
}

} // namespace
} // namespace wasmelt::wasi
