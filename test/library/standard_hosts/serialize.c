/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * A module becomes bytes and the bytes a module. */
#include "host.h"

static int calls;
static wasm_trap_t *hello(const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  (void)args;
  (void)results;
  ++calls;
  return NULL;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_byte_vec_t file = readFile(argv[1]), serialized;
  CHECK(wasm_module_validate(store, &file));
  wasm_module_t *module = wasm_module_new(store, &file);
  CHECK(module);
  wasm_module_serialize(module, &serialized);
  wasm_module_delete(module);
  CHECK(serialized.size == file.size);
  CHECK(memcmp(serialized.data, file.data, file.size) == 0);
  wasm_byte_vec_delete(&file);
  wasm_module_t *again = wasm_module_deserialize(store, &serialized);
  CHECK(again);
  serialized.data[0] = '?';
  CHECK(!wasm_module_validate(store, &serialized));
  wasm_byte_vec_delete(&serialized);

  wasm_functype_t *type = wasm_functype_new_0_0();
  wasm_func_t *function = wasm_func_new(store, type, hello);
  wasm_functype_delete(type);
  wasm_extern_t *imports[] = {wasm_func_as_extern(function)};
  wasm_instance_t *instance = instantiate(store, again, imports, 1);
  wasm_func_delete(function);
  wasm_module_delete(again);
  wasm_extern_vec_t exports;
  wasm_instance_exports(instance, &exports);
  wasm_instance_delete(instance);
  call(wasm_extern_as_func(exports.data[0]), NULL, 0);
  CHECK(calls == 1);
  wasm_extern_vec_delete(&exports);
  wasm_store_delete(store);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
