// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// WebAssembly exceptions: how a throw finds its handler.
//
// Compiled code has no trace of exceptions but tables: a function that can catch has a landing pad
// for each try, which LLVM's exception table (LSDA) names for each call in it. Every landing pad is
// entered, whatever the exception's tag: it compares tags itself, as a tag is an address that only
// the instance knows, and throws on what it does not want. So there are no type tables, no cleanups
// and no two phases: a throw walks up to the first landing pad and continues there.
#pragma once

#include "runtime-lib/abi/instance_layout.h"
#include "runtime-lib/unwind.h"

namespace wasmelt::runtime {

/// Goes up from `context`, which stands behind a call, to the first landing pad. False if there is
/// none (`context` is then of no use any more).
bool goToHandler(Context &context, const StackBounds &stack);

/// The landing pad of the call that returns to `return_address`, by the function's exception table;
/// 0: none.
uintptr_t landingPadOf(const FrameStep &step, uintptr_t return_address);

/// What becomes of an exception that nobody catches; `thrown_at` stands behind the call that threw.
/// In an executable (uncaught_exception.cpp) it is reported and ends the program.
[[noreturn]] void uncaughtException(const Exception &exception, const Context &thrown_at);

/// Of the stack that the calling thread is on.
StackBounds stackBounds();

} // namespace wasmelt::runtime

extern "C" {
/// Gives up the calling thread's exceptions, which nobody may refer to any more.
void wasmelt_rt_release_exceptions();

/// Called by wasmelt_rt_exception_throw (platform/throw_<cpu>.cpp) with the registers of its
/// caller: changes them to where to go on with the exception that is returned.
void *wasmelt_find_handler(void *exception, wasmelt::runtime::Context *context);
}
