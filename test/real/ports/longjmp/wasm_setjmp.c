// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What clang's lowering of setjmp to exceptions calls: a longjmp throws the tag __c_longjmp with a
// pointer to {environment, value}; functions that call setjmp catch it, and ask which of their calls
// it is for.
#ifdef __wasm__
#include <setjmp.h>

__asm__(".tagtype __c_longjmp i32\n"
        ".globl __c_longjmp\n"
        "__c_longjmp:\n");

void __wasm_setjmp(jmp_buf environment, unsigned label, void *invocation) {
  environment->invocation = invocation;
  environment->label = label;
}

unsigned __wasm_setjmp_test(jmp_buf environment, void *invocation) {
  return environment->invocation == invocation ? environment->label : 0;
}

_Noreturn void __wasm_longjmp(jmp_buf environment, int value) {
  environment->thrown.environment = environment;
  environment->thrown.value = value ? value : 1;
  __builtin_wasm_throw(1, &environment->thrown);
}
#endif
