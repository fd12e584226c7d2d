// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Growth of a shared memory by several threads.
#include "runtime-lib/platform/virtual_memory.h"
#include "runtime-lib/runtime_calls.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <mutex>
#include <thread>
#include <vector>

namespace {

using namespace wasmelt;
constexpr uint64_t page = 65536, most = 400;

TEST(SharedMemory, EveryPageIsGrownOnceAndAccessible) {
  runtime::Reservation reservation = runtime::reserve(nullptr, 2 * most * page);
  ASSERT_EQ(reservation.error, runtime::ReserveError::None);
  Memory memory = {reservation.base, 0, 0, most * page, 2 * most * page, 16, MemoryShared};
  std::vector<int64_t> old_sizes;
  std::mutex mutex;
  auto grow = [&] {
    for (;;) {
      int64_t old_size = wasmelt_rt_memory_grow_shared(&memory, 1);
      if (old_size < 0)
        return;
      reservation.base[uint64_t(old_size) * page] = 1;
      std::lock_guard lock(mutex);
      old_sizes.push_back(old_size);
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back(grow);
  for (std::thread &thread : threads)
    thread.join();
  std::sort(old_sizes.begin(), old_sizes.end());
  ASSERT_EQ(old_sizes.size(), most);
  for (uint64_t i = 0; i < most; ++i)
    EXPECT_EQ(old_sizes[i], int64_t(i));
  EXPECT_EQ(memory.size, most * page);
}

} // namespace
