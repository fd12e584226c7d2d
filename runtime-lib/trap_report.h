// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a program says when it traps.
#pragma once

#include "runtime-lib/console.h"
#include "runtime-lib/platform/trap_context.h"

namespace wasmelt::runtime {

/// The message for a kind of trap_kinds.def, or null if there is no such kind.
const char *trapMessage(unsigned kind);

/// Prints the names of the Wasm functions on the stack, innermost first: all of them, or the first
/// and the last if they are many.
void printBackTrace(Console &out, Context context);

} // namespace wasmelt::runtime
