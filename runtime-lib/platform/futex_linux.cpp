// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waiting by Linux's futex call.
#include "runtime-lib/platform/futex.h"

#include <errno.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace wasmelt::runtime {

constexpr uint64_t second = 1'000'000'000;

uint64_t monotonicTime() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * second + static_cast<uint64_t>(now.tv_nsec);
}

bool sleepWhile(const uint32_t &word, uint32_t value, uint64_t deadline) {
  timespec until = {static_cast<time_t>(deadline / second), static_cast<long>(deadline % second)};
  // The one that takes an absolute time.
  long result =
      syscall(SYS_futex, &word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, value,
              deadline == no_deadline ? nullptr : &until, nullptr, FUTEX_BITSET_MATCH_ANY);
  return result == 0 || errno != ETIMEDOUT;
}

void wakeOne(const uint32_t &word) {
  syscall(SYS_futex, &word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1, nullptr, nullptr, 0);
}

void Lock::acquireContended() {
  // Whoever gets it this way leaves it contended, as it cannot know whether others wait.
  while (__atomic_exchange_n(&state, Contended, __ATOMIC_ACQUIRE) != Free)
    sleepWhile(state, Contended, no_deadline);
}

} // namespace wasmelt::runtime
