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

/// How the caller of a frame is reached, for those who go the same way often: all that the tables
/// say about one return address.
struct FrameStep {
  static constexpr unsigned most_saved = 20; ///< all registers that any CPU's calls preserve
  uintptr_t function;                        ///< where it starts
  uintptr_t exception_table;                 ///< DWARF's "language-specific data area", 0: none
  int32_t cfa_offset;
  unsigned char cfa_register, return_register, saved_count;
  unsigned char saved_register[most_saved];
  int16_t saved_words[most_saved]; ///< where each is, in words from the frame's address (CFA)
};

/// False where that is more complicated, or unknown.
bool describeFrame(uintptr_t return_address, FrameStep &step);

/// Goes to the caller of the function that `context` is in. `interrupted`: the program counter is
/// at an instruction that was about to run, not behind a call. False at the end, or where the
/// tables or the stack make no sense.
bool goToCaller(Context &context, bool interrupted, const StackBounds &stack);

} // namespace wasmelt::runtime
