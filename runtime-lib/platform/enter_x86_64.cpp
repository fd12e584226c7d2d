// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// x86-64, System V. All entries push the registers that a function has to preserve, and an Entry
// below them. The control words of the floating-point units are not among them: compiled code does
// not change them, and functions of the host have to preserve them. While compiled code runs, %rbp
// has the thread and %rbx the outer entry for the way back, which so waits for no memory.
//
// To leave, these two are set, the stack pointer goes to where the code that was entered finds its
// return address, and that is returned to.
#include "runtime-lib/platform/enter.h"

#include "runtime-lib/platform/trap_context.h"

#include <stddef.h>
#include <ucontext.h>

namespace wasmelt::runtime {

static_assert(offsetof(EntryThread, self) == 0 && offsetof(EntryThread, stack_limit) == 8 &&
              offsetof(EntryThread, innermost) == 16);
static_assert(sizeof(Context) == 272 && offsetof(Context, registers) == 8);
static_assert(offsetof(Entry, outer) == 0 && sizeof(Entry) == 8);

__asm__(".macro wasmelt_push register\n"
        "  pushq \\register\n  .cfi_adjust_cfa_offset 8\n"
        ".endm\n"
        ".macro wasmelt_pop register\n"
        "  popq \\register\n  .cfi_adjust_cfa_offset -8\n"
        ".endm\n"
        ".macro wasmelt_save register\n"
        "  wasmelt_push \\register\n  .cfi_rel_offset \\register, 0\n"
        ".endm\n"
        ".macro wasmelt_restore register\n"
        "  wasmelt_pop \\register\n  .cfi_restore \\register\n"
        ".endm\n"
        ".macro wasmelt_save_all\n"
        "  wasmelt_save %rbp\n  wasmelt_save %rbx\n  wasmelt_save %r12\n"
        "  wasmelt_save %r13\n  wasmelt_save %r14\n  wasmelt_save %r15\n"
        ".endm\n"
        ".macro wasmelt_restore_all\n"
        "  wasmelt_restore %r15\n  wasmelt_restore %r14\n  wasmelt_restore %r13\n"
        "  wasmelt_restore %r12\n  wasmelt_restore %rbx\n  wasmelt_restore %rbp\n"
        ".endm\n"
        // An Entry of the thread in \thread becomes the innermost one.
        ".macro wasmelt_push_entry thread\n"
        "  movq \\thread, %rbp\n"
        "  movq 16(%rbp), %rbx\n"
        "  wasmelt_push %rbx\n"
        "  movq %rsp, 16(%rbp)\n"
        ".endm\n"
        // Keeps %rax.
        ".macro wasmelt_pop_entry\n"
        "  movq %rbx, 16(%rbp)\n"
        "  wasmelt_pop %rcx\n"
        ".endm\n"
        ".text\n"
        ".p2align 4\n"
        "wasmelt_entries_begin:\n"

        ".globl wasmelt_enter_compiled\n"
        ".hidden wasmelt_enter_compiled\n"
        ".type wasmelt_enter_compiled, @function\n"
        "wasmelt_enter_compiled:\n"
        "  .cfi_startproc\n"
        "  wasmelt_save_all\n"
        "  wasmelt_push_entry %r8\n"
        "  movq %rdi, %rax\n"
        "  movq %rsi, %rdi\n"
        "  movq %rdx, %rsi\n"
        "  movq %rcx, %rdx\n"
        "  callq *%rax\n"
        "  wasmelt_pop_entry\n"
        "  wasmelt_restore_all\n"
        "  retq\n"
        "  .cfi_endproc\n"
        ".size wasmelt_enter_compiled, . - wasmelt_enter_compiled\n"

        // %rdi: the instance, %r10: what to call with it and the other arguments. The word before
        // an instance is StoreInstance::thread.
        ".globl wasmelt_rt_enter_native\n"
        ".hidden wasmelt_rt_enter_native\n"
        ".type wasmelt_rt_enter_native, @function\n"
        ".p2align 4\n"
        "wasmelt_rt_enter_native:\n"
        "  .cfi_startproc\n"
        "  movq -8(%rdi), %r11\n"
        "  testq %r11, %r11\n"
        "  jz 2f\n"
        "  movq %fs:0, %rax\n"
        "  cmpq %rax, (%r11)\n"
        "  jne 2f\n"
        "  cmpq 8(%r11), %rsp\n"
        "  jb 2f\n"
        "1:\n"
        "  wasmelt_save_all\n"
        "  wasmelt_push_entry %r11\n"
        "  callq *%r10\n"
        "  wasmelt_pop_entry\n"
        "  wasmelt_restore_all\n"
        "  testq %rax, %rax\n"
        "  jnz 4f\n"
        "  retq\n"
        // Arguments may be in all of these; vectors are passed by their addresses.
        "2:\n"
        "  wasmelt_push %rdi\n  wasmelt_push %rsi\n  wasmelt_push %rdx\n  wasmelt_push %rcx\n"
        "  wasmelt_push %r8\n  wasmelt_push %r9\n  wasmelt_push %r10\n"
        "  subq $64, %rsp\n  .cfi_adjust_cfa_offset 64\n"
        "  movq %xmm0, (%rsp)\n  movq %xmm1, 8(%rsp)\n  movq %xmm2, 16(%rsp)\n"
        "  movq %xmm3, 24(%rsp)\n  movq %xmm4, 32(%rsp)\n  movq %xmm5, 40(%rsp)\n"
        "  movq %xmm6, 48(%rsp)\n  movq %xmm7, 56(%rsp)\n"
        "  leaq 120(%rsp), %rsi\n"
        "  callq wasmelt_admit\n"
        "  movq %rdx, %r11\n"
        "  movq (%rsp), %xmm0\n  movq 8(%rsp), %xmm1\n  movq 16(%rsp), %xmm2\n"
        "  movq 24(%rsp), %xmm3\n  movq 32(%rsp), %xmm4\n  movq 40(%rsp), %xmm5\n"
        "  movq 48(%rsp), %xmm6\n  movq 56(%rsp), %xmm7\n"
        "  addq $64, %rsp\n  .cfi_adjust_cfa_offset -64\n"
        "  wasmelt_pop %r10\n  wasmelt_pop %r9\n  wasmelt_pop %r8\n"
        "  wasmelt_pop %rcx\n  wasmelt_pop %rdx\n  wasmelt_pop %rsi\n  wasmelt_pop %rdi\n"
        "  testq %rax, %rax\n"
        "  jnz 3f\n"
        "  testb $1, %r11b\n"
        "  jz 1b\n"
        "  decq %r11\n"
        "  wasmelt_save_all\n"
        "  wasmelt_push %rdi\n"
        "  wasmelt_push %rdi\n"
        "  wasmelt_push_entry %r11\n"
        "  callq *%r10\n"
        "  wasmelt_pop_entry\n"
        "  movq (%rsp), %rdi\n"
        "  movq %rax, (%rsp)\n"
        "  callq wasmelt_end_visit\n"
        "  wasmelt_pop %rax\n"
        "  wasmelt_pop %rcx\n"
        "  wasmelt_restore_all\n"
        "  testq %rax, %rax\n"
        "  jnz 4f\n"
        "3:\n"
        "  retq\n"
        "4:\n"
        "  movq %rax, %rdi\n"
        "  jmp wasmelt_native_failure\n"
        "  .cfi_endproc\n"
        ".size wasmelt_rt_enter_native, . - wasmelt_rt_enter_native\n"
        "wasmelt_entries_end:\n"

        // A register's place in the Context is 8 more than 8 times its DWARF number.
        ".globl wasmelt_leave\n"
        ".hidden wasmelt_leave\n"
        ".type wasmelt_leave, @function\n"
        ".p2align 4\n"
        "wasmelt_leave:\n"
        "  subq $280, %rsp\n"
        "  movq 280(%rsp), %rax\n"
        "  movq %rax, (%rsp)\n"
        "  movq %rbx, 32(%rsp)\n"
        "  movq %rbp, 56(%rsp)\n"
        "  leaq 288(%rsp), %rax\n"
        "  movq %rax, 64(%rsp)\n"
        "  movq %r12, 104(%rsp)\n"
        "  movq %r13, 112(%rsp)\n"
        "  movq %r14, 120(%rsp)\n"
        "  movq %r15, 128(%rsp)\n"
        "  movq %rdi, %rbp\n"
        "  movq %rsp, %rsi\n"
        "  callq wasmelt_note_place\n"
        "  movq 16(%rbp), %rax\n"
        "  movq (%rax), %rbx\n"
        "  leaq -8(%rax), %rsp\n"
        "  movq $-1, %rax\n"
        "  retq\n"
        ".size wasmelt_leave, . - wasmelt_leave\n"

        ".type wasmelt_leave_compiled, @function\n"
        "wasmelt_leave_compiled:\n"
        "  cld\n"
        "  movq $-1, %rax\n"
        "  retq\n"
        ".size wasmelt_leave_compiled, . - wasmelt_leave_compiled\n");

extern "C" {
extern const char wasmelt_entries_begin[], wasmelt_entries_end[];
void wasmelt_leave_compiled();
}

bool isEntryCode(uintptr_t pc) {
  return pc - reinterpret_cast<uintptr_t>(wasmelt_entries_begin) <
         static_cast<uintptr_t>(wasmelt_entries_end - wasmelt_entries_begin);
}

void *threadPointer() {
  void *self;
  __asm__("movq %%fs:0, %0" : "=r"(self));
  return self;
}

void leaveFromSignal(void *ucontext, EntryThread *thread) {
  Entry *entry = thread->innermost;
  greg_t *registers = static_cast<ucontext_t *>(ucontext)->uc_mcontext.gregs;
  registers[REG_RIP] = reinterpret_cast<greg_t>(&wasmelt_leave_compiled);
  registers[REG_RSP] = reinterpret_cast<greg_t>(entry) - 8;
  registers[REG_RBP] = reinterpret_cast<greg_t>(thread);
  registers[REG_RBX] = reinterpret_cast<greg_t>(entry->outer);
}

} // namespace wasmelt::runtime
