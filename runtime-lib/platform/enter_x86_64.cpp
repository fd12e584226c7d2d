// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// x86-64, System V: what a function has to preserve is on the stack at `*state`: six registers and
// the control words of both floating-point units.
#include "runtime-lib/platform/enter.h"

#include <ucontext.h>

namespace wasmelt::runtime {

__asm__(".text\n"
        ".globl wasmelt_enter_compiled\n"
        ".hidden wasmelt_enter_compiled\n"
        ".type wasmelt_enter_compiled, @function\n"
        "wasmelt_enter_compiled:\n"
        "  .cfi_startproc\n"
        "  pushq %rbp\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %rbp, 0\n"
        "  pushq %rbx\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %rbx, 0\n"
        "  pushq %r12\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %r12, 0\n"
        "  pushq %r13\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %r13, 0\n"
        "  pushq %r14\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %r14, 0\n"
        "  pushq %r15\n  .cfi_adjust_cfa_offset 8\n  .cfi_rel_offset %r15, 0\n"
        "  subq $8, %rsp\n  .cfi_adjust_cfa_offset 8\n"
        "  stmxcsr (%rsp)\n"
        "  fnstcw 4(%rsp)\n"
        "  movq %rsp, (%r8)\n"
        "  movq %rdi, %rax\n"
        "  movq %rsi, %rdi\n"
        "  movq %rdx, %rsi\n"
        "  movq %rcx, %rdx\n"
        "  callq *%rax\n"
        ".Lwasmelt_entered:\n"
        "  addq $8, %rsp\n  .cfi_adjust_cfa_offset -8\n"
        "  popq %r15\n  .cfi_adjust_cfa_offset -8\n  .cfi_restore %r15\n"
        "  popq %r14\n  .cfi_adjust_cfa_offset -8\n  .cfi_restore %r14\n"
        "  popq %r13\n  .cfi_adjust_cfa_offset -8\n  .cfi_restore %r13\n"
        "  popq %r12\n  .cfi_adjust_cfa_offset -8\n  .cfi_restore %r12\n"
        "  popq %rbx\n  .cfi_adjust_cfa_offset -8\n  .cfi_restore %rbx\n"
        "  popq %rbp\n  .cfi_adjust_cfa_offset -8\n  .cfi_restore %rbp\n"
        "  retq\n"
        "  .cfi_endproc\n"
        ".size wasmelt_enter_compiled, . - wasmelt_enter_compiled\n"
        ".globl wasmelt_leave_compiled\n"
        ".hidden wasmelt_leave_compiled\n"
        ".type wasmelt_leave_compiled, @function\n"
        "wasmelt_leave_compiled:\n"
        "  movq %rdi, %rsp\n"
        "  cld\n"
        "  ldmxcsr (%rsp)\n"
        "  fldcw 4(%rsp)\n"
        "  movq $-1, %rax\n"
        "  jmp .Lwasmelt_entered\n"
        ".size wasmelt_leave_compiled, . - wasmelt_leave_compiled\n");

void leaveFromSignal(void *ucontext, void *state) {
  greg_t *registers = static_cast<ucontext_t *>(ucontext)->uc_mcontext.gregs;
  registers[REG_RDI] = reinterpret_cast<greg_t>(state);
  registers[REG_RIP] = reinterpret_cast<greg_t>(&wasmelt_leave_compiled);
  // A stack that can be used at once, whatever the interrupted code's was like.
  registers[REG_RSP] = reinterpret_cast<greg_t>(state);
}

} // namespace wasmelt::runtime
