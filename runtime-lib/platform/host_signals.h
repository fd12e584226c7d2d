// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Faults of compiled code in a host process, whose own handlers go on working; implemented in
// host_signals_<os>.cpp.
#pragma once

#include "runtime-lib/platform/enter.h"
#include "runtime-lib/platform/signals.h"

namespace wasmelt::runtime {

/// Asks for faults of every thread, from now on. `handler` returns the thread if it is to leave
/// compiled code, or null if the fault is not ours: it then goes to whoever handled it before. Does
/// nothing the second time.
void installHostFaultHandler(EntryThread *(*handler)(const Fault &));

/// The stack of this thread: what it may use, and what lies below that.
struct ThreadStack {
  uintptr_t guard_low; ///< an access from here on …
  uintptr_t low;       ///< … up to some way above this is an overflow
  uintptr_t high;
};

/// Of this thread. Cheap after the first time, and then for signal handlers.
const ThreadStack &threadStack();

/// Gives this thread a stack to handle faults on, if anybody has asked for them. Cheap after the
/// first time.
void prepareForFaults();

} // namespace wasmelt::runtime
