/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * Host info is finalized once, when the store goes, for each of many instances. */
#include "host.h"

enum { instances = 20000 };
static long live;
static void finalize(void *info) {
  CHECK((intptr_t)info >= 0 && (intptr_t)info < instances);
  --live;
}

static void fill(wasm_store_t *store, const char *path) {
  wasm_module_t *module = loadModule(store, path);
  for (intptr_t i = 0; i != instances; ++i) {
    wasm_instance_t *instance = wasm_instance_new(store, module, NULL, NULL);
    CHECK(instance);
    ++live;
    wasm_instance_set_host_info_with_finalizer(instance, (void *)i, finalize);
    CHECK(wasm_instance_get_host_info(instance) == (void *)i);
    wasm_instance_delete(instance);
  }
  wasm_module_delete(module);
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *first = wasm_store_new(engine), *second = wasm_store_new(engine);
  fill(first, argv[1]);
  fill(second, argv[1]);
  CHECK(live == 2 * instances);
  wasm_store_delete(second);
  CHECK(live == instances);
  fill(first, argv[1]);
  wasm_store_delete(first);
  CHECK(live == 0);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
