// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// memory.atomic.wait and notify between threads of this process.
#include "runtime-lib/runtime_calls.h"

#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace {

constexpr int woken = 0, not_equal = 1, timed_out = 2;
constexpr int64_t for_ever = -1, a_moment = 20'000'000;

int wait32(uint32_t &word, uint32_t expected, int64_t timeout) {
  return wasmelt_rt_memory_atomic_wait32(&word, int32_t(expected), timeout, nullptr);
}
int notify(void *address, uint32_t count) {
  return wasmelt_rt_memory_atomic_notify(address, int32_t(count));
}
/// Wakes `count` waiters, however long it takes until they wait.
void notifyAll(void *address, int count) {
  while (count)
    count -= notify(address, uint32_t(count));
}

TEST(WaitQueue, DoesNotWaitForAnotherValue) {
  uint32_t word = 5;
  EXPECT_EQ(wait32(word, 6, for_ever), not_equal);
  uint64_t both = uint64_t(1) << 32 | 5;
  EXPECT_EQ(wasmelt_rt_memory_atomic_wait64(&both, 5, for_ever, nullptr), not_equal);
}

TEST(WaitQueue, EndsAtTheTimeoutAndNotBefore) {
  uint32_t word = 5;
  auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(wait32(word, 5, a_moment), timed_out);
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::nanoseconds(a_moment));
  EXPECT_EQ(wait32(word, 5, 0), timed_out);
  uint64_t both = 7;
  EXPECT_EQ(wasmelt_rt_memory_atomic_wait64(&both, 7, a_moment, nullptr), timed_out);
}

TEST(WaitQueue, AWaiterThatTimedOutIsNotCountedAnyMore) {
  uint32_t word = 5;
  EXPECT_EQ(wait32(word, 5, 0), timed_out);
  EXPECT_EQ(notify(&word, UINT32_MAX), 0);
}

TEST(WaitQueue, NotifyWakesWaitersOfBothWidths) {
  alignas(8) uint64_t word = 3;
  std::atomic<int> results = 0;
  std::thread narrow([&] { results += wait32(reinterpret_cast<uint32_t &>(word), 3, for_ever); });
  std::thread wide(
      [&] { results += wasmelt_rt_memory_atomic_wait64(&word, 3, for_ever, nullptr); });
  notifyAll(&word, 2);
  narrow.join();
  wide.join();
  EXPECT_EQ(results, 2 * woken);
}

TEST(WaitQueue, NotifyWakesNoMoreThanItIsAskedFor) {
  uint32_t word = 0;
  std::atomic<int> ended = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      EXPECT_EQ(wait32(word, 0, for_ever), woken);
      ++ended;
    });
  EXPECT_EQ(notify(&word, 0), 0);
  while (notify(&word, 1) == 0)
    std::this_thread::yield();
  while (ended != 1)
    std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::nanoseconds(a_moment));
  EXPECT_EQ(ended, 1);
  notifyAll(&word, 3);
  for (std::thread &thread : threads)
    thread.join();
}

TEST(WaitQueue, AddressesAreApart) {
  uint32_t words[256] = {};
  std::thread waiter([&] { EXPECT_EQ(wait32(words[100], 0, for_ever), woken); });
  for (int i = 0; i < 256; ++i)
    if (i != 100)
      EXPECT_EQ(notify(&words[i], 1), 0);
  notifyAll(&words[100], 1);
  waiter.join();
}

TEST(WaitQueue, NoWakeUpIsLost) {
  // Two threads pass a turn to and fro; each waits for the value that the other one changes.
  uint32_t turn = 0;
  auto play = [&](uint32_t mine) {
    for (int round = 0; round < 20'000; ++round) {
      uint32_t seen;
      while ((seen = __atomic_load_n(&turn, __ATOMIC_SEQ_CST)) % 2 != mine)
        wait32(turn, seen, for_ever);
      __atomic_fetch_add(&turn, 1, __ATOMIC_SEQ_CST);
      notify(&turn, 1);
    }
  };
  std::thread other(play, 1);
  play(0);
  other.join();
  EXPECT_EQ(turn, 40'000u);
}

} // namespace
