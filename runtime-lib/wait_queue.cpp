// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// memory.atomic.wait32, wait64 and notify.
//
// The kernel's own queues do not serve: they compare 32 bits, and do not tell a waiter that was
// woken from one that was not. So the queues are ours, by address in a few lists; a waiter sleeps
// on a word of its own. The comparison and the entry into the list are one step for whoever
// notifies, as both hold the list's lock.
#include "runtime-lib/abi/instance_layout.h"
#include "runtime-lib/platform/futex.h"
#include "runtime-lib/runtime_calls.h"

#include <stdint.h>

namespace wasmelt::runtime {

namespace {

enum WaitResult : int32_t { Woken = 0, NotEqual = 1, TimedOut = 2 };

struct Waiter {
  Waiter *previous, *next;
  const void *address;
  uint32_t is_woken;
};

// Those that wait for addresses with one hash, the oldest first.
struct WaitList {
  Lock lock;
  Waiter *first = nullptr, *last = nullptr;

  void append(Waiter &waiter) {
    waiter.previous = last;
    waiter.next = nullptr;
    (last ? last->next : first) = &waiter;
    last = &waiter;
  }
  void remove(Waiter &waiter) {
    (waiter.previous ? waiter.previous->next : first) = waiter.next;
    (waiter.next ? waiter.next->previous : last) = waiter.previous;
  }
};

constexpr unsigned list_bits = 6;
WaitList lists[1 << list_bits];

WaitList &listOf(const void *address) {
  // The golden ratio's bits spread neighbours.
  return lists[reinterpret_cast<uintptr_t>(address) * 0x9e3779b97f4a7c15u >> (64 - list_bits)];
}

uint64_t deadlineOf(int64_t timeout) {
  if (timeout < 0)
    return no_deadline;
  uint64_t now = monotonicTime(), span = static_cast<uint64_t>(timeout);
  return span < no_deadline - now ? now + span : no_deadline;
}

template <typename T>
int32_t wait(const void *address, T expected, int64_t timeout, const Control *control) {
  WaitList &list = listOf(address);
  Waiter self = {nullptr, nullptr, address, false};
  {
    Locked locked(list.lock);
    if (__atomic_load_n(static_cast<const T *>(address), __ATOMIC_SEQ_CST) != expected)
      return NotEqual;
    list.append(self);
  }
  uint64_t deadline = deadlineOf(timeout);
  bool in_time = true, is_stopped = false;
  while (in_time && !is_stopped && !__atomic_load_n(&self.is_woken, __ATOMIC_ACQUIRE)) {
    uint64_t next = control ? deadlineOf(StopPatience) : no_deadline;
    in_time =
        sleepWhile(self.is_woken, false, next < deadline ? next : deadline) || next < deadline;
    is_stopped = control && __atomic_load_n(&control->stop_requests, __ATOMIC_RELAXED);
  }
  {
    // Only under the lock is it certain that nobody is at it any more.
    Locked locked(list.lock);
    if (self.is_woken)
      return Woken;
    list.remove(self);
  }
  if (is_stopped)
    reinterpret_cast<void (*)(const Control *)>(control->stop)(control);
  return TimedOut;
}

} // namespace

} // namespace wasmelt::runtime

using namespace wasmelt::runtime;

extern "C" int32_t wasmelt_rt_memory_atomic_wait32(void *address, int32_t expected, int64_t timeout,
                                                   void *control) {
  return wait(address, expected, timeout, static_cast<const wasmelt::Control *>(control));
}

extern "C" int32_t wasmelt_rt_memory_atomic_wait64(void *address, int64_t expected, int64_t timeout,
                                                   void *control) {
  return wait(address, expected, timeout, static_cast<const wasmelt::Control *>(control));
}

extern "C" int32_t wasmelt_rt_memory_atomic_notify(void *address, int32_t count) {
  WaitList &list = listOf(address);
  uint32_t wanted = static_cast<uint32_t>(count), woken = 0;
  Locked locked(list.lock);
  for (Waiter *waiter = list.first; waiter && woken != wanted;) {
    Waiter &candidate = *waiter;
    waiter = waiter->next;
    if (candidate.address != address)
      continue;
    list.remove(candidate);
    __atomic_store_n(&candidate.is_woken, true, __ATOMIC_RELEASE);
    wakeOne(candidate.is_woken);
    ++woken;
  }
  return static_cast<int32_t>(woken);
}
