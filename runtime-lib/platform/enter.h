// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Entering compiled code from a host, so that it can be left from anywhere in it; implemented in
// enter_<cpu>.cpp.
#pragma once

#include <stdint.h>

namespace wasmelt {

/// As LibraryDescriptor's TypeRow::call: returns an uncaught exception or null.
using CompiledEntry = void *(void *code, void *instance, void *values);

namespace runtime {

/// What enterCompiled returns if it was left.
constexpr uintptr_t left_mark = ~uintptr_t(0);

/// Calls `entry(code, instance, values)` and returns its result. Registers and stack as they are
/// here go to `*state`, which stays valid while the call lasts.
extern "C" void *wasmelt_enter_compiled(CompiledEntry *entry, void *code, void *instance,
                                        void *values, void **state);

/// Makes the enterCompiled of `state` return left_mark. Nothing on the stack in between is told.
extern "C" [[noreturn]] void wasmelt_leave_compiled(void *state);

/// Lets a signal's context (a ucontext_t) go on there once the handler has returned.
void leaveFromSignal(void *ucontext, void *state);

} // namespace runtime
} // namespace wasmelt
