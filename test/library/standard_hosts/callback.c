/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * Functions of the host that take arguments, have results, and something of their own. */
#include "host.h"

static wasm_trap_t *print(const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  CHECK(args->size == 1 && args->data[0].kind == WASM_I32);
  CHECK(results->size == 1);
  printf("%" PRId32 "\n", args->data[0].of.i32);
  wasm_val_copy(&results->data[0], &args->data[0]);
  return NULL;
}

static wasm_trap_t *count(void *env, const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  CHECK(args->size == 0);
  results->data[0] = i32(++*(int *)env);
  return NULL;
}

static int finalized;
static void finalize(void *env) { finalized += *(int *)env; }

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *module = loadModule(store, argv[1]);
  wasm_functype_t *print_type =
      wasm_functype_new_1_1(wasm_valtype_new_i32(), wasm_valtype_new_i32());
  wasm_func_t *print_function = wasm_func_new(store, print_type, print);
  int counter = 40;
  wasm_functype_t *count_type = wasm_functype_new_0_1(wasm_valtype_new_i32());
  wasm_func_t *count_function =
      wasm_func_new_with_env(store, count_type, count, &counter, finalize);
  wasm_functype_delete(print_type);
  wasm_functype_delete(count_type);

  /* They can be called without a module, too. */
  CHECK(call_i32(print_function, 1, -7, 0) == -7);
  CHECK(call_i32(count_function, 0, 0, 0) == 41);

  wasm_extern_t *imports[] = {wasm_func_as_extern(print_function),
                              wasm_func_as_extern(count_function)};
  wasm_instance_t *instance = instantiate(store, module, imports, 2);
  wasm_func_delete(print_function);
  wasm_func_delete(count_function);
  wasm_extern_vec_t exports;
  wasm_instance_exports(instance, &exports);
  CHECK(call_i32(wasm_extern_as_func(exports.data[0]), 2, 3, 4) == 7 + 42);
  CHECK(call_i32(wasm_extern_as_func(exports.data[0]), 2, 1, 1) == 2 + 43);
  wasm_extern_vec_delete(&exports);
  wasm_instance_delete(instance);
  wasm_module_delete(module);
  CHECK(finalized == 0);
  wasm_store_delete(store);
  CHECK(finalized == 43);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
