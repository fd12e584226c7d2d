/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * A host in C, as users write one: `host LIBRARY` loads it and says what it does. */
#include <wasmelt/wasmelt.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void check(wasmelt_error_t *error) {
  if (!error)
    return;
  fprintf(stderr, "host: %s\n", wasmelt_error_message(error));
  wasmelt_error_free(error);
  exit(1);
}

static wasmelt_error_t *print(void *data, const wasmelt_value_t *args, wasmelt_value_t *results) {
  (void)results;
  printf("%s %" PRId32 "\n", (const char *)data, args[0].of.i32);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 2)
    return 2;
  wasmelt_error_t *error = NULL;
  const wasmelt_library_t *library = wasmelt_library_load(argv[1], &error);
  check(error);
  wasmelt_store_t *store = wasmelt_store_create(NULL, &error);
  check(error);
  wasmelt_linker_t *linker = wasmelt_linker_create(store, &error);
  check(error);
  wasmelt_type_t i32 = {WASMELT_I32, false, 0};
  wasmelt_signature_t signature = {&i32, 1, NULL, 0};
  wasmelt_extern_t import;
  import.kind = WASMELT_EXTERN_FUNCTION;
  import.of.function = wasmelt_function_new(store, &signature, print, (void *)"printed", &error);
  check(error);
  check(wasmelt_linker_define(linker, "env", "print", import));
  wasmelt_instance_t *instance = wasmelt_linker_instantiate(linker, library, &error);
  check(error);
  wasmelt_value_t args[2] = {wasmelt_i32(84), wasmelt_i32(2)}, result;
  check(wasmelt_call_export(instance, "divide", args, 2, &result, 1));
  printf("84 / 2 = %" PRId32 "\n", result.of.i32);
  args[1] = wasmelt_i32(0);
  error = wasmelt_call_export(instance, "divide", args, 2, &result, 1);
  if (!error)
    return 3;
  printf("84 / 0: %s in %s\n", wasmelt_error_message(error),
         wasmelt_error_frame(error, 0).function);
  wasmelt_error_free(error);
  wasmelt_linker_destroy(linker);
  wasmelt_store_destroy(store);
  return 0;
}
