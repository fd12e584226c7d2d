// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the runtime and a host of imported functions (the WASI shim) expect of one another, beside
// the imports themselves (symbol_names.h).
#pragma once

#include "runtime-lib/abi/instance_layout.h"

extern "C" {
/// Defined by the WASI shim; called once, after memories and tables exist and before any Wasm code,
/// on the program's own stack. The runtime refers to it weakly, so that a program without WASI
/// imports links without the shim, and a weak reference pulls no member out of an archive: every
/// import that needs initialised state must itself (through that state) strongly refer to the
/// object file that defines this function.
void wasmelt_wasi_init(wasmelt::Instance *instance, int argc, char **argv, char **envp);

/// Defined by the WASI shim where a program can change its standard streams for whoever shares
/// them: puts them back. Called before the program ends, also by a signal handler.
__attribute__((weak)) void wasmelt_wasi_end();

/// Defined by the WASI shim; a program that is to confine itself refers to it in its ProgramConfig.
/// Called after wasmelt_wasi_init: leaves the process no more than what the program needs. Does not
/// return if the system cannot do that, unless the program is to run all the same.
void wasmelt_wasi_confine(wasmelt::Instance *instance);

/// Defined by the runtime; a program with a time limit refers to it in its ProgramConfig. Ends the
/// process when so much time has passed, whatever it is doing then.
void wasmelt_rt_limit_time(uint64_t nanoseconds);

/// Defined by a compiled program that imports wasi.thread-spawn: gives this thread its own globals,
/// tables and segments, as the memory is all that threads share, and calls the program's
/// wasi_thread_start.
void wasmelt_thread_main(int32_t thread_id, int32_t argument);

/// Defined by one in which each thread has tables of its own: the calling thread's Tables, of which
/// the module's descriptor then tells only the number.
__attribute__((weak, visibility("hidden"))) void *wasmelt_thread_tables();

/// Defined by the runtime: runs wasmelt_thread_main on a new thread, with traps as on the first
/// one. False: the system refuses.
bool wasmelt_rt_start_thread(int32_t thread_id, int32_t argument);

/// Defined by the runtime: traps with a TrapKind. Does not return.
[[noreturn]] void wasmelt_rt_trap(int32_t kind);
}
