// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exit, signals, randomness.
#include "test/unit/wasi-shim/guest.h"

#include <csignal>

namespace wasmelt::wasi {
namespace {

using ProcessDeathTest = GuestTest;
using Process = GuestTest;

TEST_F(ProcessDeathTest, ExitStatusIsTheGuests) {
  EXPECT_EXIT(proc_exit(instance, 0), testing::ExitedWithCode(0), "");
  EXPECT_EXIT(proc_exit(instance, 42), testing::ExitedWithCode(42), "");
  EXPECT_EXIT(proc_exit(instance, 255), testing::ExitedWithCode(255), "");
}

TEST_F(ProcessDeathTest, RaisedSignalsHaveTheirDefaultAction) {
  signal(SIGABRT, [](int) {}); // as if the runtime handled it
  EXPECT_EXIT(proc_raise(instance, 6), testing::KilledBySignal(SIGABRT), "");
  EXPECT_EXIT(proc_raise(instance, 15), testing::KilledBySignal(SIGTERM), "");
  EXPECT_EXIT(proc_raise(instance, 13), testing::KilledBySignal(SIGPIPE), "");
  signal(SIGABRT, SIG_DFL);
}

TEST_F(Process, SignalsThatDoNotKill) {
  EXPECT_EQ(proc_raise(instance, 0), Errno::Success);
  EXPECT_EQ(proc_raise(instance, 16), Errno::Success); // child
  EXPECT_EQ(proc_raise(instance, 31), Errno::Inval);
  EXPECT_EQ(sched_yield(instance), Errno::Success);
}

TEST_F(Process, RandomBytesFillTheWholeBufferAndNoMore) {
  auto buffer = guest.allocate<Byte>(70000);
  auto after = guest.allocate<Byte>(16);
  EXPECT_EQ(random_get(instance, buffer, 70000), Errno::Success);
  for (uint32_t start = 0; start + 32 <= 70000; start += 32)
    ASSERT_NE(guest.text(buffer.address + start, 32), std::string(32, '\0'));
  EXPECT_EQ(guest.text(after.address, 16), std::string(16, '\0'));
  EXPECT_EQ(random_get(instance, {Guest::memory_size - 1}, 2), Errno::Fault);
  EXPECT_EQ(random_get(instance, {Guest::memory_size}, 0), Errno::Success);
}

} // namespace
} // namespace wasmelt::wasi
