// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a store may stop its compiled code by: interrupts, a deadline, fuel, a limit of the stack.
#pragma once

#include "runtime-lib/abi/trap_kinds.h"
#include "runtime-lib/include/wasmelt/embed.h"

#include <pthread.h>

namespace wasmelt::embed {

class Library;

class StoreControl {
  Control control_ = {}; // first: its address is the address of this

public:
  /// `stack_size`: how many bytes of the stack calls from the host may use; 0: what there is.
  explicit StoreControl(uint64_t stack_size);
  /// Nobody may be in the store.
  ~StoreControl();

  /// What instances have the address of.
  Control *shared() { return &control_; }
  static StoreControl &of(Control &shared) { return *reinterpret_cast<StoreControl *>(&shared); }
  /// Whether calls from the host have to be told: where guard pages are not what limits the stack.
  bool isUsed() const { return __atomic_load_n(&is_used_, __ATOMIC_RELAXED); }

  /// Takes note of a library that is instantiated. False if the store is limited in a way that the
  /// library was not compiled for.
  bool admit(const Library &library, Result &result);

  /// From any thread: has the running call end with a trap; if none is running, the next one.
  bool interrupt(Result &result);
  /// The same when so much time has passed, for all calls from then on.
  bool setDeadline(uint64_t nanoseconds, Result &result);
  static constexpr uint64_t no_deadline = UINT64_MAX;
  static constexpr uint64_t unlimited_fuel = UINT64_MAX;
  bool setFuel(uint64_t fuel, Result &result);
  uint64_t fuel() const { return control_.fuel; }

  /// What the trap is by which a call ends that has found a request, which is done then, if it was
  /// to end one call.
  TrapKind takeRequest();

  /// A call from the host into the store begins on a thread with this limit. False: it must not be.
  bool begin(uintptr_t thread_limit, Result &result);
  void end();

  // For whoever watches deadlines.
  void passDeadline();
  uint64_t deadline = no_deadline; ///< by the monotonic clock
  StoreControl *next_deadline = nullptr;

private:
  enum Request : uint32_t { Interrupt = 1, Deadline = 2 };
  [[noreturn]] static void stop(void *control);
  bool isAble(unsigned ability, Result &result) const;
  bool need(unsigned ability, bool is_needed, Result &result);
  // With the mutex.
  void publish(uint32_t requests);
  bool take(TrapKind &kind);

  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
  bool is_used_ = false;
  bool had_deadline_ = false;
  uint32_t needed_ = 0;            ///< abilities of libraries, as the store is limited
  const Library *without_[3] = {}; ///< the first that lacks each ability
  const uint64_t stack_size_;
  uint64_t limit_ = 0; ///< of the stack, if nobody requests anything
  // Which thread is in the store (some address of its own), and by how many calls.
  void *user_ = nullptr;
  uint32_t calls_ = 0;
};

} // namespace wasmelt::embed
