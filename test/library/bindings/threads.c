/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * An instance is handed from one thread to the next, each of which ends and makes room for another,
 * while other threads are in instances of their own. All of them call, trap and overflow the stack.
 */
#define _GNU_SOURCE
#include "first.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { rounds = 50, threads = 4, calls = 200 };

static wasmelt_error_t *print(void *env, int32_t p0) {
  *(int32_t *)env += p0;
  return NULL;
}

static wasmelt_error_t *mix(void *env, int32_t p0, const wasmelt_v128_t *p1, double p2, void *p3,
                            int64_t *result0, wasmelt_v128_t *result1) {
  (void)env;
  (void)p3;
  *result0 = p0 + (int64_t)p2;
  *result1 = *p1;
  return NULL;
}

static void expect(bool is_so, const char *what) {
  if (is_so)
    return;
  printf("%s\n", what);
  exit(1);
}

static void expectTrap(wasmelt_error_t *error, wasmelt_trap_t trap) {
  expect(error && wasmelt_error_trap(error) == trap, "another trap");
  wasmelt_error_free(error);
}

static first_t *create(int32_t *sum) {
  first_imports_t imports;
  memset(&imports, 0, sizeof imports);
  imports.env_print = print;
  imports.env_print_env = sum;
  imports.env_mix = mix;
  first_t *first = first_create(NULL, &imports, NULL);
  expect(first != NULL, "no instance");
  return first;
}

static void use(first_t *first) {
  int32_t r = 0;
  for (int i = 0; i != calls; ++i) {
    expect(!first_print(first, 1), "print failed");
    expect(!first_add(first, i, 2, &r) && r == i + 2, "the sum is wrong");
    expectTrap(first_load(first, -4, &r), WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS);
    expectTrap(first_div(first, i, 0, &r), WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO);
  }
  expectTrap(first_rec(first, 1, &r), WASMELT_TRAP_CALL_STACK_EXHAUSTED);
}

static void *useShared(void *instance) {
  use((first_t *)instance);
  return NULL;
}

static void *useOwn(void *unused) {
  (void)unused;
  for (int i = 0; i != rounds / 5; ++i) {
    int32_t sum = 0;
    first_t *first = create(&sum);
    use(first);
    expect(sum == calls, "calls were lost");
    first_destroy(first);
  }
  return NULL;
}

int main(void) {
  int32_t sum = 0;
  pthread_t others[threads], thread;
  for (int i = 0; i != threads; ++i)
    expect(!pthread_create(&others[i], NULL, useOwn, NULL), "no thread");
  first_t *shared = create(&sum);
  for (int i = 0; i != rounds; ++i) {
    expect(!pthread_create(&thread, NULL, useShared, shared), "no thread");
    pthread_join(thread, NULL);
  }
  for (int i = 0; i != threads; ++i)
    pthread_join(others[i], NULL);
  use(shared);
  expect(sum == (rounds + 1) * calls, "calls of the shared instance were lost");
  first_destroy(shared);
  return 0;
}
