/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * Threads with a store each, and one module. */
#include "host.h"

#include <pthread.h>

enum { threads = 8, calls = 500 };

typedef struct {
  wasm_engine_t *engine;
  wasm_shared_module_t *module;
  int id;
  long sum;
} Task;

static wasm_trap_t *add(void *env, const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  (void)results;
  ((Task *)env)->sum += args->data[0].of.i32;
  return NULL;
}

static void *run(void *data) {
  Task *task = (Task *)data;
  wasm_store_t *store = wasm_store_new(task->engine);
  wasm_module_t *module = wasm_module_obtain(store, task->module);
  CHECK(module);
  for (int i = 0; i != calls; ++i) {
    wasm_functype_t *type = wasm_functype_new_1_0(wasm_valtype_new_i32());
    wasm_func_t *function = wasm_func_new_with_env(store, type, add, task, NULL);
    wasm_functype_delete(type);
    wasm_val_t id = i32(task->id);
    wasm_globaltype_t *global_type = wasm_globaltype_new(wasm_valtype_new_i32(), WASM_CONST);
    wasm_global_t *global = wasm_global_new(store, global_type, &id);
    wasm_globaltype_delete(global_type);
    wasm_extern_t *imports[] = {wasm_func_as_extern(function), wasm_global_as_extern(global)};
    wasm_instance_t *instance = instantiate(store, module, imports, 2);
    wasm_func_delete(function);
    wasm_global_delete(global);
    wasm_extern_vec_t exports;
    wasm_instance_exports(instance, &exports);
    wasm_instance_delete(instance);
    call(wasm_extern_as_func(exports.data[0]), NULL, 0);
    wasm_extern_vec_delete(&exports);
  }
  wasm_module_delete(module);
  wasm_store_delete(store);
  return NULL;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *module = loadModule(store, argv[1]);
  wasm_shared_module_t *shared = wasm_module_share(module);
  wasm_module_delete(module);
  wasm_store_delete(store);

  pthread_t ids[threads];
  Task tasks[threads];
  for (int i = 0; i != threads; ++i) {
    Task task = {engine, shared, i, 0};
    tasks[i] = task;
    CHECK(pthread_create(&ids[i], NULL, run, &tasks[i]) == 0);
  }
  for (int i = 0; i != threads; ++i) {
    CHECK(pthread_join(ids[i], NULL) == 0);
    CHECK(tasks[i].sum == (long)i * calls);
  }
  wasm_shared_module_delete(shared);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
