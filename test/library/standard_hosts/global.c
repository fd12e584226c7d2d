/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * Globals of the host and of the module, written by one and read by the other. */
#include "host.h"

static wasm_extern_vec_t exports;
static wasm_global_t *global(size_t index) {
  CHECK(index < exports.size && wasm_extern_kind(exports.data[index]) == WASM_EXTERN_GLOBAL);
  return wasm_extern_as_global(exports.data[index]);
}
static wasm_val_t read(const wasm_global_t *from) {
  wasm_val_t value;
  wasm_global_get(from, &value);
  return value;
}
static wasm_val_t get(size_t function) {
  return call(wasm_extern_as_func(exports.data[function]), NULL, 0);
}
static void set(size_t function, wasm_val_t value) {
  call(wasm_extern_as_func(exports.data[function]), &value, 1);
}
static wasm_global_t *make(wasm_store_t *store, wasm_valkind_t kind, wasm_mutability_t mutability,
                           wasm_val_t value) {
  wasm_globaltype_t *type = wasm_globaltype_new(wasm_valtype_new(kind), mutability);
  wasm_global_t *made = wasm_global_new(store, type, &value);
  wasm_globaltype_delete(type);
  CHECK(made);
  return made;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *module = loadModule(store, argv[1]);
  wasm_global_t *const_f32 = make(store, WASM_F32, WASM_CONST, f32(1));
  wasm_global_t *const_i64 = make(store, WASM_I64, WASM_CONST, i64(2));
  wasm_global_t *var_f32 = make(store, WASM_F32, WASM_VAR, f32(3));
  wasm_global_t *var_i64 = make(store, WASM_I64, WASM_VAR, i64(4));
  wasm_extern_t *imports[] = {wasm_global_as_extern(const_f32), wasm_global_as_extern(const_i64),
                              wasm_global_as_extern(var_f32), wasm_global_as_extern(var_i64)};
  wasm_instance_t *instance = instantiate(store, module, imports, 4);
  wasm_module_delete(module);
  wasm_instance_exports(instance, &exports);
  wasm_instance_delete(instance);
  CHECK(exports.size == 15);

  /* What is imported and exported again is the same. */
  CHECK(wasm_global_same(global(4), var_i64));
  CHECK(!wasm_global_same(global(3), var_i64));
  wasm_globaltype_t *type = wasm_global_type(global(2));
  CHECK(wasm_valtype_kind(wasm_globaltype_content(type)) == WASM_F32);
  CHECK(wasm_globaltype_mutability(type) == WASM_VAR);
  wasm_globaltype_delete(type);

  /* As they were made. */
  CHECK(read(const_f32).of.f32 == 1 && get(5).of.f32 == 1);
  CHECK(read(const_i64).of.i64 == 2 && get(6).of.i64 == 2);
  CHECK(read(var_f32).of.f32 == 3 && get(7).of.f32 == 3);
  CHECK(read(var_i64).of.i64 == 4 && get(8).of.i64 == 4);
  CHECK(read(global(0)).of.f32 == 5);
  CHECK(read(global(1)).of.i64 == 6);
  CHECK(read(global(2)).of.f32 == 7 && get(11).of.f32 == 7);
  CHECK(read(global(3)).of.i64 == 8 && get(12).of.i64 == 8);
  CHECK(read(global(3)).kind == WASM_I64);

  /* Written by the host. */
  wasm_val_t value = f32(33);
  wasm_global_set(var_f32, &value);
  value = i64(44);
  wasm_global_set(var_i64, &value);
  value = f32(77);
  wasm_global_set(global(2), &value);
  value = i64(88);
  wasm_global_set(global(3), &value);
  CHECK(get(7).of.f32 == 33 && get(8).of.i64 == 44);
  CHECK(get(11).of.f32 == 77 && get(12).of.i64 == 88);

  /* Written by the module. */
  set(9, f32(73));
  set(10, i64(74));
  set(13, f32(77.5f));
  set(14, i64(INT64_MIN));
  CHECK(read(var_f32).of.f32 == 73 && read(var_i64).of.i64 == 74);
  CHECK(read(global(2)).of.f32 == 77.5f && read(global(3)).of.i64 == INT64_MIN);

  wasm_global_delete(const_f32);
  wasm_global_delete(const_i64);
  wasm_global_delete(var_f32);
  wasm_global_delete(var_i64);
  wasm_extern_vec_delete(&exports);
  wasm_store_delete(store);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
