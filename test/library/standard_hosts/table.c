/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * A table of functions: the module's and the host's. */
#include "host.h"

static wasm_trap_t *negate(const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  results->data[0] = i32(-args->data[0].of.i32);
  return NULL;
}

static bool is(wasm_ref_t *taken, const wasm_func_t *function) {
  bool result = function ? wasm_func_same(wasm_ref_as_func(taken), function) : !taken;
  wasm_ref_delete(taken);
  return result;
}

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
  wasm_table_t *table = wasm_extern_as_table(exports.data[0]);
  wasm_func_t *indirect = wasm_extern_as_func(exports.data[1]);
  wasm_func_t *f = wasm_extern_as_func(exports.data[2]);
  wasm_func_t *g = wasm_extern_as_func(exports.data[3]);
  wasm_functype_t *type = wasm_func_type(f);
  wasm_func_t *h = wasm_func_new(store, type, negate);
  wasm_functype_delete(type);

  CHECK(wasm_table_size(table) == 2);
  CHECK(is(wasm_table_get(table, 0), NULL) && is(wasm_table_get(table, 1), f));
  CHECK(traps(indirect, 2, 0, 0) && call_i32(indirect, 2, 7, 1) == 14);
  CHECK(traps(indirect, 2, 0, 2));

  CHECK(wasm_table_set(table, 0, wasm_func_as_ref(g)));
  CHECK(wasm_table_set(table, 1, NULL));
  CHECK(!wasm_table_set(table, 2, wasm_func_as_ref(f)));
  CHECK(!wasm_table_set(table, 0, wasm_table_as_ref(table))); /* no function */
  CHECK(is(wasm_table_get(table, 0), g));
  CHECK(call_i32(indirect, 2, 666, 0) == 766 && traps(indirect, 2, 0, 1));

  CHECK(wasm_table_grow(table, 5, NULL));
  CHECK(wasm_table_size(table) == 7);
  CHECK(wasm_table_set(table, 2, wasm_func_as_ref(f)));
  CHECK(wasm_table_set(table, 3, wasm_func_as_ref(h)));
  CHECK(!wasm_table_set(table, 7, NULL));
  CHECK(call_i32(indirect, 2, 5, 2) == 10 && call_i32(indirect, 2, -6, 3) == 6);
  CHECK(is(wasm_table_get(table, 3), h));
  CHECK(traps(indirect, 2, 0, 5) && traps(indirect, 2, 0, 7));
  CHECK(wasm_table_grow(table, 2, wasm_func_as_ref(f)));
  CHECK(wasm_table_grow(table, 1, NULL) && !wasm_table_grow(table, 1, NULL));
  CHECK(call_i32(indirect, 2, 4, 7) == 8 && call_i32(indirect, 2, 4, 8) == 8);

  wasm_limits_t limits = {2, wasm_limits_max_default};
  wasm_tabletype_t *table_type = wasm_tabletype_new(wasm_valtype_new_funcref(), &limits);
  wasm_table_t *own = wasm_table_new(store, table_type, wasm_func_as_ref(h));
  CHECK(own && is(wasm_table_get(own, 1), h));
  wasm_tabletype_delete(table_type);
  wasm_table_delete(own);

  wasm_func_delete(h);
  wasm_extern_vec_delete(&exports);
  wasm_store_delete(store);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
