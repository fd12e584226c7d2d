/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * Several parameters and results. */
#include "host.h"

static wasm_trap_t *callback(const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  CHECK(args->size == 4 && results->size == 4);
  for (size_t i = 0; i != 4; ++i) /* in reverse */
    wasm_val_copy(&results->data[i], &args->data[3 - i]);
  return NULL;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *module = loadModule(store, argv[1]);
  wasm_valtype_t *types[4] = {wasm_valtype_new_i32(), wasm_valtype_new_i64(),
                              wasm_valtype_new_i64(), wasm_valtype_new_i32()};
  wasm_valtype_vec_t params, results;
  wasm_valtype_vec_new(&params, 4, types);
  wasm_valtype_vec_copy(&results, &params);
  wasm_functype_t *type = wasm_functype_new(&params, &results);
  wasm_func_t *function = wasm_func_new(store, type, callback);
  wasm_functype_delete(type);
  wasm_extern_t *imports[] = {wasm_func_as_extern(function)};
  wasm_instance_t *instance = instantiate(store, module, imports, 1);
  wasm_func_delete(function);
  wasm_module_delete(module);
  wasm_extern_vec_t exports;
  wasm_instance_exports(instance, &exports);
  wasm_instance_delete(instance);

  wasm_func_t *g = wasm_extern_as_func(exports.data[0]);
  CHECK(wasm_func_param_arity(g) == 4 && wasm_func_result_arity(g) == 4);
  wasm_val_t args[4] = {i32(1), i64(2), i64(3), i32(4)}, found[4];
  wasm_val_vec_t given = WASM_ARRAY_VEC(args), wanted = WASM_ARRAY_VEC(found);
  CHECK(!wasm_func_call(g, &given, &wanted));
  CHECK(found[0].kind == WASM_I32 && found[0].of.i32 == 4);
  CHECK(found[1].kind == WASM_I64 && found[1].of.i64 == 2);
  CHECK(found[2].of.i64 == 3 && found[3].of.i32 == 1);

  wasm_extern_vec_delete(&exports);
  wasm_store_delete(store);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
