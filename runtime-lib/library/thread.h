// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the runtime keeps for each thread of the host that enters compiled code.
#pragma once

#include "runtime-lib/include/wasmelt/embed.h"
#include "runtime-lib/platform/enter.h"

namespace wasmelt::embed {

struct Thread : runtime::EntryThread {
  /// Why compiled code was left; Ok but between that and the end of the call from the host.
  Result failure;
  Thread *next_free;
};

/// What a function of the host may use of the stack without being asked, and compiled code before
/// it is let in at all.
constexpr uintptr_t host_stack = 64 << 10;
/// How far above its lowest address a stack's guard may reach.
constexpr uintptr_t guard_reach = 64 << 10;

/// The calling thread's; null: not enough memory. Stays in place while the thread
/// lives, and readable for ever.
Thread *currentThread();

/// The same if the thread has been here; for signal handlers.
Thread *knownThread();

} // namespace wasmelt::embed
