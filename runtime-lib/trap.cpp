// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decides which faults are traps of the program, reports them and ends it.
#include "runtime-lib/abi/host_interface.h"
#include "runtime-lib/abi/trap_kinds.h"
#include "runtime-lib/platform/signals.h"
#include "runtime-lib/program.h"
#include "runtime-lib/runtime_calls.h"
#include "runtime-lib/trap_report.h"

#include <unistd.h>

namespace wasmelt::runtime {

namespace {

volatile uint32_t requested_kind; // by wasmelt_rt_trap

// Compiled code relies on it that nothing but the memory is this near to a fixed base, below it
// either, and so lets indices run out of the reservation where that ends the program anyway.
constexpr uint64_t fixed_base_reach = uint64_t(1) << 45;

bool reaches(const Memory &memory, uintptr_t address) {
  uint64_t offset = address - reinterpret_cast<uintptr_t>(memory.base);
  return offset < memory.reservation ||
         (memory.flags & MemoryFixedBase && offset + fixed_base_reach < 2 * fixed_base_reach);
}

// The address in the memory, as the program counts. An index that went below 0 has wrapped.
uint64_t indexIn(const Memory &memory, uintptr_t address) {
  uint64_t offset = address - reinterpret_cast<uintptr_t>(memory.base);
  return offset <= uint64_t(INT64_MAX) ? offset : uint32_t(offset);
}

const Memory *memoryWith(uintptr_t address) {
  const Memory *memory = static_cast<const Memory *>(wasmelt_module.memories);
  for (uint32_t i = 0; i != wasmelt_module.memory_count; ++i, ++memory)
    if (reaches(*memory, address))
      return memory;
  return nullptr;
}

[[noreturn]] void report(TrapKind kind, const Fault &fault, const Memory *memory) {
  {
    Console out;
    out.text("wasmelt: trap: ").text(trapMessage(static_cast<unsigned>(kind))).text("\n");
    if (memory)
      out.text("  at memory address ")
          .hex(indexIn(*memory, fault.address))
          .text(" (memory size ")
          .hex(memory->size)
          .text(")\n");
    out.flush(); // whatever may happen now
    printBackTrace(out, fault.context);
  }
  if (wasmelt_wasi_end)
    wasmelt_wasi_end();
  _exit(trap_exit_status);
}

void onFault(const Fault &fault) {
  if (fault.kind == Fault::Nested) {
    { Console().text("  (no more is known: the program's stack is damaged)\n"); }
    _exit(trap_exit_status);
  }
  if (fault.kind == Fault::Access) {
    const ProgramStack &stack = currentStack();
    if (fault.address - stack.guard_low < stack.bounds.low - stack.guard_low)
      report(TrapKind::CallStackExhausted, fault, nullptr);
    const Memory *memory = memoryWith(fault.address);
    // The executable's own pages may be in a memory; that they cannot be read is not the program's
    // error.
    if (memory && !fault.io_error)
      report(TrapKind::MemoryOutOfBounds, fault, memory);
    return;
  }
  int operand = trapOperand(fault.context.pc);
  if (operand == runtime_trap_operand)
    operand = static_cast<int>(requested_kind);
  if (operand >= 0 && trapMessage(static_cast<unsigned>(operand)))
    report(static_cast<TrapKind>(operand), fault, nullptr);
}

} // namespace

void installTraps() { installFaultHandler(onFault); }

} // namespace wasmelt::runtime

extern "C" void wasmelt_rt_trap(int32_t kind) {
  // By an instruction, so that there is one way to trap and one way to find out where.
  wasmelt::runtime::requested_kind = static_cast<uint32_t>(kind);
  wasmelt::runtime::executeTrap();
}
