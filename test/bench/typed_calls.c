/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * `typed_calls COUNT`: calls exports by their header so many times, and prints what one call took
 * in nanoseconds: `add` through the header, `nop` through the header, an import called by the
 * module (less the loop around it), a C function with `add`'s parameters through a pointer, `add`
 * by wasmelt_call. */
#define _POSIX_C_SOURCE 200809L
#include "calls.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void check(wasmelt_error_t *error) {
  if (!error)
    return;
  fprintf(stderr, "typed_calls: %s\n", wasmelt_error_message(error));
  exit(1);
}

static wasmelt_error_t *imported(void *env, int32_t p0, int32_t p1, int32_t *result) {
  (void)env;
  *result = p0 + p1;
  return NULL;
}

static wasmelt_error_t *addInC(calls_t *instance, int32_t p0, int32_t p1, int32_t *result) {
  (void)instance;
  *result = p0 + p1;
  return NULL;
}

int main(int argc, char **argv) {
  int count = argc == 2 ? atoi(argv[1]) : 0;
  if (count <= 0)
    return 2;
  wasmelt_error_t *error = NULL;
  calls_imports_t imports = {.env_add = imported};
  calls_t *instance = calls_create(NULL, &imports, &error);
  check(error);
  wasmelt_error_t *(*volatile pointer)(calls_t *, int32_t, int32_t, int32_t *) = addInC;
  int32_t sum = 0;
  double start = now();
  for (int i = 0; i != count; ++i)
    check(calls_add(instance, sum, i, &sum));
  double add = now() - start;
  start = now();
  for (int i = 0; i != count; ++i)
    check(calls_nop(instance));
  double nop = now() - start;
  start = now();
  check(calls_call_import(instance, count, &sum));
  double import = now() - start;
  start = now();
  for (int i = 0; i != count; ++i)
    check(pointer(instance, sum, i, &sum));
  double plain = now() - start;
  start = now();
  for (int i = 0; i != count; ++i) {
    wasmelt_value_t args[2] = {wasmelt_i32(sum), wasmelt_i32(i)}, result;
    check(wasmelt_call(calls_add_function(instance), args, 2, &result, 1));
    sum = result.of.i32;
  }
  double checked = now() - start;
  printf("%.2f %.2f %.2f %.2f %.2f\n", add / count, nop / count, import / count, plain / count,
         checked / count);
  calls_destroy(instance);
  return 0;
}
