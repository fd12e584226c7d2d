/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * A host of all_kinds.wat in C11 and C++11, by its header. Says what differs from what it expects.
 * `--no-overflow`: leaves the stack alone.
 */
#include "first.h"
#include "second.h"

#include <stdio.h>

static int failures;
static bool overflows = true; /* the stack */
#define EXPECT(condition)                                                                          \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      printf("line %d: %s\n", __LINE__, #condition);                                               \
      ++failures;                                                                                  \
    }                                                                                              \
  } while (0)

static bool is(wasmelt_error_t *error, wasmelt_error_kind_t kind, wasmelt_trap_t trap,
               const char *message) {
  bool right = error && wasmelt_error_kind(error) == kind && wasmelt_error_trap(error) == trap &&
               strcmp(wasmelt_error_message(error), message) == 0;
  if (!right)
    printf("error: %s\n", error ? wasmelt_error_message(error) : "none");
  wasmelt_error_free(error);
  return right;
}

static wasmelt_error_t *print(void *env, int32_t p0) {
  *(int32_t *)env += p0;
  return p0 == 13 ? wasmelt_error_new("unlucky") : NULL;
}

/* Calls back, into a call that may trap. */
static wasmelt_error_t *printBack(void *env, int32_t p0) {
  int32_t r = 0;
  return first_div(*(first_t **)env, 12, p0, &r);
}

static wasmelt_error_t *mix(void *env, int32_t p0, const wasmelt_v128_t *p1, double p2, void *p3,
                            int64_t *result0, wasmelt_v128_t *result1) {
  (void)env;
  *result0 = p0 + (int64_t)p2;
  *result1 = *p1;
  result1->bytes[0]++;
  *(int *)p3 += 1;
  return NULL;
}

static void testCalls(first_t *first, int32_t *printed) {
  int32_t r = 0;
  EXPECT(!first_add(first, 1, 2, &r) && r == 3);
  EXPECT(!first_print(first, 5) && *printed == 5);
  EXPECT(is(first_print(first, 13), WASMELT_ERROR_TRAP, WASMELT_TRAP_NONE, "unlucky"));
  wasmelt_error_t *error = first_div(first, 1, 0, &r);
  EXPECT(error && wasmelt_error_frame_count(error) == 1 &&
         strcmp(wasmelt_error_frame(error, 0).function, "div") == 0);
  EXPECT(
      is(error, WASMELT_ERROR_TRAP, WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO, "integer divide by zero"));
  EXPECT(is(first_load(first, 65536, &r), WASMELT_ERROR_TRAP, WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS,
            "out of bounds memory access"));
  EXPECT(!overflows || is(first_rec(first, 1, &r), WASMELT_ERROR_TRAP,
                          WASMELT_TRAP_CALL_STACK_EXHAUSTED, "call stack exhausted"));
  EXPECT(
      is(first_throw(first, 1), WASMELT_ERROR_EXCEPTION, WASMELT_TRAP_NONE, "uncaught exception"));
  EXPECT(!first_div(first, 9, 3, &r) && r == 3);
}

static void testValues(first_t *first) {
  wasmelt_v128_t v = {{1, 2, 3}}, w;
  int seen = 0;
  int32_t i32;
  int64_t i64;
  float f32;
  double f64;
  void *external;
  const wasmelt_function_t *function, *add = first_add_function(first);
  EXPECT(!first_mixed(first, 40, &v, 2.5, &seen, &i64, &w));
  EXPECT(i64 == 42 && w.bytes[0] == 2 && w.bytes[1] == 2 && seen == 1);
  EXPECT(!first_swap(first, 1, 2, 3, 4, &v, &seen, add, &function, &external, &w, &f64, &f32, &i64,
                     &i32));
  EXPECT(function == add && external == &seen && w.bytes[2] == 3 && f64 == 4 && f32 == 3 &&
         i64 == 2 && i32 == 1);
  EXPECT(!first_swap(first, 1, 2, 3, 4, &v, NULL, NULL, &function, &external, &w, &f64, &f32, &i64,
                     &i32));
  EXPECT(!function && !external);
}

static void testTypedReferences(first_t *first) {
  int32_t r = 0;
  EXPECT(!first_apply(first, first_add_function(first), 30, 12, &r) && r == 42);
  EXPECT(is(first_apply(first, first_print_function(first), 1, 1, &r), WASMELT_ERROR_MISUSE,
            WASMELT_TRAP_NONE, "argument 0 is not of the parameter's type"));
  EXPECT(is(first_apply(first, NULL, 1, 1, &r), WASMELT_ERROR_MISUSE, WASMELT_TRAP_NONE,
            "argument 0 is not of the parameter's type"));
  EXPECT(r == 42);
}

static void testObjects(first_t *first, second_t *second) {
  uint32_t word = 77, read = 0;
  int32_t r = 0;
  EXPECT(first_memory_write(first, 8, &word, 4) && !first_load(first, 8, &r) && r == 77);
  EXPECT(first_memory_read(first, 8, &read, 4) && read == 77);
  EXPECT(!first_memory_write(first, 65533, &word, 4) && !first_memory_read(first, 65533, &read, 4));
  EXPECT(first_memory_grow(first, 1) == 1 && first_memory_size(first) == 131072);
  EXPECT(first_memory_grow(first, 9) == -1);
  first_g_set(first, 9);
  EXPECT(first_g_get(first) == 9 && second_g_get(second) == 7);
  wasmelt_v128_t vector = first_gv_get(first);
  EXPECT(vector.bytes[8] == 2);
  vector.bytes[8] = 3;
  first_gv_set(first, vector);
  EXPECT(first_gv_get(first).bytes[8] == 3 && first_gv_get(first).bytes[0] == 1);
  EXPECT(!first_any_get(first) && !first_any_set(first, &word) && first_any_get(first) == &word);
  EXPECT(first_big_get(first) == -5000000000);
  const wasmelt_function_t *element = NULL, *add = second_add_function(second);
  EXPECT(!first_t_2_set(first, 1, add) && !first_t_2_get(first, 1, &element) && element == add);
  EXPECT(is(first_t_2_set(first, 3, add), WASMELT_ERROR_MISUSE, WASMELT_TRAP_NONE,
            "there is no element 3: the table has 3"));
  EXPECT(is(first_t_2_get(first, 3, &element), WASMELT_ERROR_MISUSE, WASMELT_TRAP_NONE,
            "there is no element 3: the table has 3"));
  EXPECT(first_t_2_grow(first, 2, add) == 3 && first_t_2_size(first) == 5);
  EXPECT(!first_t_2_get(first, 4, &element) && element == add);
  EXPECT(first_tag(first) && first_tag(first) != second_tag(second));
}

static void testNames(first_t *first) {
  int32_t r = 0;
  EXPECT(!first_a_b(first, &r) && r == 2);
  EXPECT(!first_a_b_2(first, &r) && r == 1);
  EXPECT(!first_empty(first, &r) && r == 3);
  EXPECT(!first_ue9_(first, &r) && r == 4);
}

static void testCallsBack(wasmelt_store_t *store) {
  first_t *first = NULL;
  wasmelt_error_t *error = NULL;
  first_imports_t imports;
  memset(&imports, 0, sizeof imports);
  imports.env_print = printBack;
  imports.env_print_env = &first;
  imports.env_mix = mix;
  first = first_create(store, &imports, &error);
  EXPECT(first && !error);
  EXPECT(!first_print(first, 3));
  error = first_print(first, 0);
  EXPECT(error && wasmelt_error_frame_count(error) == 1);
  EXPECT(
      is(error, WASMELT_ERROR_TRAP, WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO, "integer divide by zero"));
  EXPECT(!first_print(first, 3));
}

int main(int argc, char **argv) {
  overflows = argc < 2 || strcmp(argv[1], "--no-overflow") != 0;
  int32_t printed = 0;
  wasmelt_error_t *error = NULL;
  first_imports_t imports;
  memset(&imports, 0, sizeof imports);
  EXPECT(!first_create(NULL, NULL, NULL) && !first_create(NULL, &imports, &error));
  EXPECT(is(error, WASMELT_ERROR_LINK, WASMELT_TRAP_NONE, "unknown import: \"env\" \"print\""));
  error = NULL;
  imports.env_print = print;
  imports.env_print_env = &printed;
  imports.env_mix = mix;
  wasmelt_store_t *store = wasmelt_store_create(NULL, NULL);
  first_t *first = first_create(store, &imports, &error);
  first_t *alone = first_create(NULL, &imports, &error);
  EXPECT(first && alone && !error);
  /* The second imports a function of the first, which has to be in the same store. */
  second_imports_t others;
  memset(&others, 0, sizeof others);
  others.env_mix = mix;
  others.env_print_function = first_print_function(alone);
  EXPECT(!second_create(store, &others, &error));
  EXPECT(is(error, WASMELT_ERROR_MISUSE, WASMELT_TRAP_NONE,
            "the import is in another store: \"env\" \"print\""));
  error = NULL;
  others.env_print_function = first_print_function(first);
  second_t *second = second_create(store, &others, &error);
  EXPECT(second && !error);
  if (failures)
    return 1;
  testCalls(first, &printed);
  testValues(first);
  testTypedReferences(first);
  testCallsBack(store);
  testObjects(first, second);
  testNames(first);
  printed = 0;
  EXPECT(!second_print(second, 4) && printed == 4);
  EXPECT(is(second_print(second, 13), WASMELT_ERROR_TRAP, WASMELT_TRAP_NONE, "unlucky"));
  second_destroy(second);
  first_destroy(first);
  wasmelt_store_destroy(store);
  printed = 0;
  testCalls(alone, &printed);
  first_destroy(alone);
  return failures != 0;
}
