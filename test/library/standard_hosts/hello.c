/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * A module calls a function of the host. */
#include "host.h"

static wasm_trap_t *hello(const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  CHECK(args->size == 0 && results->size == 0);
  puts("hello from the host");
  return NULL;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new_with_config(wasm_config_new());
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *module = loadModule(store, argv[1]);
  wasm_functype_t *type = wasm_functype_new_0_0();
  wasm_func_t *function = wasm_func_new(store, type, hello);
  wasm_functype_delete(type);
  wasm_extern_t *imports[] = {wasm_func_as_extern(function)};
  wasm_instance_t *instance = instantiate(store, module, imports, 1);
  wasm_func_delete(function);

  wasm_extern_vec_t exports;
  wasm_instance_exports(instance, &exports);
  CHECK(exports.size == 1);
  const wasm_func_t *run = wasm_extern_as_func(exports.data[0]);
  CHECK(run);
  wasm_module_delete(module);
  wasm_instance_delete(instance);
  wasm_val_vec_t none = WASM_EMPTY_VEC;
  CHECK(!wasm_func_call(run, &none, &none));
  CHECK(!wasm_func_call(run, NULL, NULL));
  wasm_extern_vec_delete(&exports);
  wasm_store_delete(store);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
