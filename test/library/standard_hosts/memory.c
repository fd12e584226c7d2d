/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * Memory, read, written and grown by the host and by the module. */
#include "host.h"

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *module = loadModule(store, argv[1]);
  wasm_instance_t *instance = instantiate(store, module, NULL, 0);
  wasm_module_delete(module);
  wasm_extern_vec_t exports;
  wasm_instance_exports(instance, &exports);
  wasm_instance_delete(instance);
  wasm_memory_t *memory = wasm_extern_as_memory(exports.data[0]);
  wasm_func_t *size = wasm_extern_as_func(exports.data[1]);
  wasm_func_t *load = wasm_extern_as_func(exports.data[2]);
  wasm_func_t *store8 = wasm_extern_as_func(exports.data[3]);
  CHECK(memory && size && load && store8);

  CHECK(wasm_memory_size(memory) == 2);
  CHECK(wasm_memory_data_size(memory) == 2 * MEMORY_PAGE_SIZE);
  byte_t *data = wasm_memory_data(memory);
  CHECK(data[0] == 0 && data[0x1000] == 1 && data[0x1003] == 4);
  CHECK(call_i32(size, 0, 0, 0) == 2);
  CHECK(call_i32(load, 1, 0x1003, 0) == 4 && call_i32(load, 1, 0x1ffff, 0) == 0);
  CHECK(traps(load, 1, 0x20000, 0) && traps(store8, 2, 0x20000, 0));

  data[0x1003] = 5;
  call_i32(store8, 2, 0x1002, 6);
  CHECK(call_i32(load, 1, 0x1003, 0) == 5 && data[0x1002] == 6);

  CHECK(wasm_memory_grow(memory, 1));
  CHECK(wasm_memory_size(memory) == 3 && wasm_memory_data(memory) == data);
  CHECK(call_i32(size, 0, 0, 0) == 3 && call_i32(load, 1, 0x20000, 0) == 0);
  CHECK(traps(load, 1, 0x30000, 0));
  CHECK(!wasm_memory_grow(memory, 1) && wasm_memory_grow(memory, 0));

  wasm_limits_t limits = {5, 5};
  wasm_memorytype_t *type = wasm_memorytype_new(&limits);
  wasm_memory_t *own = wasm_memory_new(store, type);
  CHECK(own && wasm_memory_size(own) == 5 && !wasm_memory_grow(own, 1));
  wasm_memorytype_delete(type);
  type = wasm_memory_type(own);
  CHECK(wasm_memorytype_limits(type)->min == 5 && wasm_memorytype_limits(type)->max == 5);
  wasm_memorytype_delete(type);
  wasm_memory_delete(own);

  wasm_extern_vec_delete(&exports);
  wasm_store_delete(store);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
