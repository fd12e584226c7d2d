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

/// Prepares this thread for faults (a stack to handle them on) and looks its own stack up. Cheap
/// after the first time.
const ThreadStack &prepareThread();

} // namespace wasmelt::runtime
