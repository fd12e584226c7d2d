// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of descriptors when several threads are at it.
#include "wasi-shim/fd_table.h"

#include <atomic>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace wasmelt::wasi {
namespace {

class FdTableTest : public testing::Test {
protected:
  FdTable table;
  FdTableTest() { has_threads = true; }
  ~FdTableTest() override { has_threads = false; }

  static Descriptor openNull() {
    Descriptor descriptor;
    EXPECT_EQ(describeHostFd(open("/dev/null", O_RDWR | O_CLOEXEC), descriptor), Errno::Success);
    return descriptor;
  }
  static bool isOpen(int host) { return fcntl(host, F_GETFD) >= 0; }
};

TEST_F(FdTableTest, WhatIsInUseIsClosedWhenTheUseEnds) {
  Descriptor descriptor = openNull();
  Fd fd;
  ASSERT_EQ(table.insert(descriptor, fd), Errno::Success);
  {
    DescriptorUse use;
    ASSERT_EQ(table.get(fd, RightFdWrite, use), Errno::Success);
    EXPECT_EQ(table.close(fd), Errno::Success);
    DescriptorUse other;
    EXPECT_EQ(table.get(fd, 0, other), Errno::Badf);
    EXPECT_EQ(table.close(fd), Errno::Badf);
    EXPECT_TRUE(isOpen(descriptor.host));
    EXPECT_EQ(use->host, descriptor.host);
  }
  EXPECT_FALSE(isOpen(descriptor.host));
}

TEST_F(FdTableTest, ANumberIsNotUsedAgainBeforeItsUseEnds) {
  Fd first, second, third;
  ASSERT_EQ(table.insert(openNull(), first), Errno::Success);
  {
    DescriptorUse use;
    ASSERT_EQ(table.get(first, 0, use), Errno::Success);
    table.close(first);
    ASSERT_EQ(table.insert(openNull(), second), Errno::Success);
    EXPECT_NE(second, first);
  }
  ASSERT_EQ(table.insert(openNull(), third), Errno::Success);
  EXPECT_EQ(third, first);
  table.close(second);
  table.close(third);
}

TEST_F(FdTableTest, RenumberingWhatIsInUseIsRefused) {
  Fd one, two;
  ASSERT_EQ(table.insert(openNull(), one), Errno::Success);
  ASSERT_EQ(table.insert(openNull(), two), Errno::Success);
  {
    DescriptorUse use;
    ASSERT_EQ(table.get(one, 0, use), Errno::Success);
    EXPECT_EQ(table.renumber(one, two), Errno::Busy);
    EXPECT_EQ(table.renumber(two, one), Errno::Busy);
  }
  EXPECT_EQ(table.renumber(one, two), Errno::Success);
  EXPECT_EQ(table.close(one), Errno::Badf);
  EXPECT_EQ(table.close(two), Errno::Success);
}

TEST_F(FdTableTest, ThreadsOpenUseAndCloseAtTheSameTime) {
  std::atomic<int> failures = 0;
  auto work = [&] {
    for (int round = 0; round < 2000; ++round) {
      Fd fds[20];
      int hosts[20];
      for (int i = 0; i < 20; ++i) {
        Descriptor descriptor = openNull();
        hosts[i] = descriptor.host;
        failures += table.insert(descriptor, fds[i]) != Errno::Success;
      }
      for (int i = 0; i < 20; ++i) {
        DescriptorUse use;
        failures += table.get(fds[i], RightFdWrite, use) != Errno::Success || use->host != hosts[i];
        failures += table.close(fds[i]) != Errno::Success;
      }
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back(work);
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(failures, 0);
}

} // namespace
} // namespace wasmelt::wasi
