// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// x86-64: notes the registers at a throw, and continues with those at the handler.
#include "runtime-lib/platform/trap_context.h"

#include <stddef.h>

using wasmelt::runtime::Context;

// The offsets in the code below: a register's is 8 more than 8 times its DWARF number.
static_assert(offsetof(Context, pc) == 0 && offsetof(Context, registers) == 8);
static_assert(sizeof(Context) == 272);

// Room for a Context, and the stack is aligned to 16 again. The landing pad expects the exception
// in rax.
extern "C" [[noreturn]] __attribute__((naked)) void wasmelt_rt_exception_throw(void *) {
  __asm__("subq $280, %rsp\n\t"
          "movq 280(%rsp), %rax\n\t"
          "movq %rax, (%rsp)\n\t"
          "movq %rbx, 32(%rsp)\n\t"
          "movq %rbp, 56(%rsp)\n\t"
          "leaq 288(%rsp), %rax\n\t"
          "movq %rax, 64(%rsp)\n\t"
          "movq %r12, 104(%rsp)\n\t"
          "movq %r13, 112(%rsp)\n\t"
          "movq %r14, 120(%rsp)\n\t"
          "movq %r15, 128(%rsp)\n\t"
          "movq %rsp, %rsi\n\t"
          "callq wasmelt_find_handler\n\t"
          "movq (%rsp), %rdx\n\t"
          "movq 32(%rsp), %rbx\n\t"
          "movq 56(%rsp), %rbp\n\t"
          "movq 104(%rsp), %r12\n\t"
          "movq 112(%rsp), %r13\n\t"
          "movq 120(%rsp), %r14\n\t"
          "movq 128(%rsp), %r15\n\t"
          "movq 64(%rsp), %rsp\n\t"
          "jmpq *%rdx");
}
