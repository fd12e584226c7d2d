// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Walks up the stack by the unwind tables of the executable itself (.eh_frame and its search
// table), as signal handlers may: no allocation, bounded, reads nothing but the tables and the
// given stack.
#pragma once

#include "runtime-lib/platform/trap_context.h"

namespace wasmelt::runtime {

struct StackBounds {
  uintptr_t low, high;
};

/// The start of the function that `pc` lies in, or 0 if no unwind table covers it.
uintptr_t functionAt(uintptr_t pc);

/// Goes to the caller of the function that `context` is in. `interrupted`: the program counter is
/// at an instruction that was about to run, not behind a call. False at the end, or where the
/// tables or the stack make no sense.
bool goToCaller(Context &context, bool interrupted, const StackBounds &stack);

} // namespace wasmelt::runtime
