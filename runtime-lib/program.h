// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The compiled program that this copy of the runtime is linked into, and the steps that bring it
// up.
#pragma once

#include "runtime-lib/abi/instance_layout.h"
#include "runtime-lib/console.h"
#include "runtime-lib/unwind.h"

extern "C" {
// Named in abi/symbol_names.h, defined by the compiled object.
extern __attribute__((visibility("hidden"))) const wasmelt::ModuleDescriptor wasmelt_module;
extern __attribute__((visibility("hidden"))) wasmelt::Instance wasmelt_instance;
}

namespace wasmelt::runtime {
struct ProgramStack;
}

/// The calling thread's stack. Only in programs that have threads.
extern "C" __attribute__((weak, visibility("hidden"))) const wasmelt::runtime::ProgramStack *
wasmelt_rt_thread_stack();

namespace wasmelt::runtime {

/// Reports on standard error why the program cannot start, after its name, and exits with 1.
class StartupError {
public:
  StartupError();
  [[noreturn]] ~StartupError();
  Console out;
};

/// The stack that Wasm code runs on. Below it lies the guard, which no access gets across.
struct ProgramStack {
  uintptr_t guard_low;
  StackBounds bounds;
};
extern ProgramStack program_stack; // the first thread's

/// Larger than any frame of host code, which, unlike compiled code, does not probe what it
/// allocates.
constexpr uint64_t stack_guard_size = 256 << 10;

/// The calling thread's stack.
inline const ProgramStack &currentStack() {
  return wasmelt_rt_thread_stack ? *wasmelt_rt_thread_stack() : program_stack;
}

/// Of a program that ended by a trap or an uncaught exception: as a shell shows an aborted program.
constexpr int trap_exit_status = 134;

/// Of a program that ran longer than it was allowed to: as timeout(1) ends.
constexpr int time_limit_exit_status = 124;

/// The name by which the program was called.
extern const char *program_name;

/// Reserves memories and tables and moves the images into place. Does not return on failure.
void instantiate(const ModuleDescriptor &module);

/// Reserves the calling thread's tables. Does not return on failure.
void reserveTables(const ModuleDescriptor &module);

/// Makes stack overflow, memory faults and trap instructions of the program end in a report.
void installTraps();

} // namespace wasmelt::runtime
