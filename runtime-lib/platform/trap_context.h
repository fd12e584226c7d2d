// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All that is particular to a CPU: a new one is another trap_context_<cpu>.cpp.
#pragma once

#include <stdint.h>

namespace wasmelt::runtime {

/// Registers that back traces keep track of, by DWARF number. Higher numbers (floating point,
/// vectors) never decide where a frame is.
constexpr unsigned tracked_registers = 33;

/// A place in the running program: the program counter and the registers as they were there.
struct Context {
  uintptr_t pc;
  uintptr_t registers[tracked_registers];
};

/// The DWARF number of the stack pointer.
extern const unsigned char stack_pointer_register;

/// Reads the context that a signal interrupted (`ucontext` is a ucontext_t).
Context interruptedContext(const void *ucontext);

/// The operand of the trap instruction at `pc` as llvm.ubsantrap emits it, or -1 if it is another.
int trapOperand(uintptr_t pc);

/// Goes from a function that has not touched its stack frame to its caller, for code without unwind
/// information. False if the context does not say.
bool leaveFrameless(Context &context, uintptr_t stack_low, uintptr_t stack_high);

/// The first of `features` (LLVM's names, separated by commas) that this machine lacks, or null.
/// The result is not terminated: it ends at a comma or at the end.
const char *missingCpuFeature(const char *features);

/// Calls `function` on another stack. Back traces end there.
[[noreturn]] void runOnStack(void *stack_top, void (*function)());

/// Stores `word` `count` times, in the CPU's best way for large areas.
void fillWords(void *to, uint64_t word, uint64_t count);

/// The operand of the trap instruction by which the runtime itself traps; the kind is stored
/// elsewhere. Not the code of any kind in trap_kinds.def.
constexpr int runtime_trap_operand = 255;

/// Executes that instruction.
[[noreturn]] void executeTrap();

} // namespace wasmelt::runtime
