// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// setjmp and longjmp for guests that clang compiles with -fwasm-exceptions -mllvm -wasm-enable-sjlj;
// Debian's wasi-libc has none. See wasm_setjmp.c.
#pragma once

typedef struct {
  void *invocation;
  unsigned label;
  struct {
    void *environment;
    int value;
  } thrown;
} jmp_buf[1];

#ifdef __cplusplus
extern "C" {
#endif
int setjmp(jmp_buf) __attribute__((returns_twice));
_Noreturn void longjmp(jmp_buf, int);
#ifdef __cplusplus
}
#endif
