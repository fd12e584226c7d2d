// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waiting for a word to change, and a lock made of it; implemented in futex_<os>.cpp.
#pragma once

#include <stdint.h>

namespace wasmelt::runtime {

/// The time that no wait ends at.
constexpr uint64_t no_deadline = UINT64_MAX;

/// Nanoseconds of the clock that deadlines are measured by.
uint64_t monotonicTime();

/// Sleeps while `word` is `value`, until it is woken or the deadline has passed (false). May return
/// true without a reason.
bool sleepWhile(const uint32_t &word, uint32_t value, uint64_t deadline);

/// Wakes one of those that sleep because of `word`. Only its address counts: it may be gone.
void wakeOne(const uint32_t &word);

/// A lock for a few instructions or system calls.
class Lock {
public:
  void acquire() {
    uint32_t free = Free;
    if (!__atomic_compare_exchange_n(&state, &free, Held, false, __ATOMIC_ACQUIRE,
                                     __ATOMIC_RELAXED))
      acquireContended();
  }
  void release() {
    if (__atomic_exchange_n(&state, Free, __ATOMIC_RELEASE) == Contended)
      wakeOne(state);
  }

private:
  enum State : uint32_t { Free, Held, Contended };
  void acquireContended();
  uint32_t state = Free;
};

/// Holds a lock while in scope.
class Locked {
public:
  explicit Locked(Lock &lock) : lock(lock) { lock.acquire(); }
  ~Locked() { lock.release(); }
  Locked(const Locked &) = delete;
  Locked &operator=(const Locked &) = delete;

private:
  Lock &lock;
};

} // namespace wasmelt::runtime
