// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Faults of the running program as the operating system reports them; implemented in
// signals_<os>.cpp.
#pragma once

#include "runtime-lib/platform/trap_context.h"

namespace wasmelt::runtime {

struct Fault {
  enum Kind : unsigned char {
    Access,      ///< an address that may not be accessed
    Instruction, ///< an instruction that traps or does not exist
    Nested,      ///< any fault while another is being handled
  };
  Kind kind;
  bool io_error; ///< Access: the page is there but what backs it could not be read
  uintptr_t address;
  Context context;
};

/// Room for the largest register state (AVX-512 and AMX: 11 KiB) and the back trace.
constexpr unsigned signal_stack_size = 64 * 1024;

/// Faults of the calling thread are handled on this stack; null: on none of its own.
void useSignalStack(char *stack);

/// Asks for faults to be handled on a stack of their own. `handler` returns if the fault is not
/// ours: it then goes to the handler that was there before.
void installFaultHandler(void (*handler)(const Fault &));

} // namespace wasmelt::runtime
