/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * Things of the host's that a module passes around, stores and gives back. */
#include "host.h"

static intptr_t seen;
static wasm_trap_t *callback(const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  wasm_ref_t *given = args->data[0].of.ref;
  seen = given ? (intptr_t)wasm_ref_get_host_info(given) : 0;
  wasm_val_copy(&results->data[0], &args->data[0]);
  return NULL;
}

static wasm_extern_vec_t exports;
static wasm_func_t *function(size_t index) {
  wasm_func_t *found = wasm_extern_as_func(exports.data[index]);
  CHECK(found);
  return found;
}
/* Takes `actual`. */
static bool same(wasm_ref_t *actual, const wasm_ref_t *expected) {
  bool result = actual ? expected && wasm_ref_same(actual, expected) : !expected;
  wasm_ref_delete(actual);
  return result;
}
static wasm_ref_t *give(size_t index, wasm_ref_t *ref) {
  wasm_val_t value = reference(ref);
  return call(function(index), &value, 1).of.ref;
}
static wasm_ref_t *fetch(void) { return call(function(3), NULL, 0).of.ref; }
static void put(int32_t index, wasm_ref_t *ref) {
  wasm_val_t args[2] = {i32(index), reference(ref)};
  call(function(4), args, 2);
}
static wasm_ref_t *at(int32_t index) {
  wasm_val_t arg = i32(index);
  return call(function(5), &arg, 1).of.ref;
}

static int finalized;
static void finalize(void *info) { finalized += (int)(intptr_t)info; }

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *module = loadModule(store, argv[1]);
  wasm_functype_t *type =
      wasm_functype_new_1_1(wasm_valtype_new_externref(), wasm_valtype_new_externref());
  wasm_func_t *host_function = wasm_func_new(store, type, callback);
  wasm_functype_delete(type);
  wasm_extern_t *imports[] = {wasm_func_as_extern(host_function)};
  wasm_instance_t *instance = instantiate(store, module, imports, 1);
  wasm_func_delete(host_function);
  wasm_module_delete(module);
  wasm_instance_exports(instance, &exports);
  CHECK(exports.size == 7);
  wasm_global_t *global = wasm_extern_as_global(exports.data[0]);
  wasm_table_t *table = wasm_extern_as_table(exports.data[1]);
  CHECK(global && table);

  wasm_ref_t *one = wasm_foreign_as_ref(wasm_foreign_new(store));
  wasm_ref_t *two = wasm_foreign_as_ref(wasm_foreign_new(store));
  wasm_ref_set_host_info_with_finalizer(one, (void *)1, finalize);
  wasm_ref_set_host_info_with_finalizer(two, (void *)2, finalize);
  CHECK(same(wasm_ref_copy(one), one) && !same(wasm_ref_copy(one), two));
  CHECK(wasm_ref_as_foreign(one) && !wasm_ref_as_func(one) && !wasm_ref_as_extern(one));

  /* One that no module has seen goes with its last reference. */
  wasm_foreign_t *unseen = wasm_foreign_new(store);
  wasm_foreign_set_host_info_with_finalizer(unseen, (void *)100, finalize);
  wasm_foreign_t *copy = wasm_foreign_copy(unseen);
  wasm_foreign_delete(unseen);
  CHECK(finalized == 0);
  wasm_foreign_delete(copy);
  CHECK(finalized == 100);

  CHECK(same(fetch(), NULL));
  give(2, one);
  CHECK(same(fetch(), one));
  give(2, two);
  CHECK(same(fetch(), two));
  give(2, NULL);
  CHECK(same(fetch(), NULL));
  wasm_val_t value;
  wasm_global_get(global, &value);
  CHECK(value.kind == WASM_EXTERNREF && !value.of.ref);
  value.of.ref = two;
  wasm_global_set(global, &value);
  CHECK(same(fetch(), two));
  wasm_global_get(global, &value);
  CHECK(wasm_ref_get_host_info(value.of.ref) == (void *)2);
  wasm_val_delete(&value);
  CHECK(!value.of.ref);

  CHECK(same(at(0), NULL) && same(at(1), NULL));
  put(0, one);
  put(1, two);
  CHECK(same(at(0), one) && same(at(1), two) && same(wasm_table_get(table, 1), two));
  put(0, NULL);
  CHECK(same(at(0), NULL));
  CHECK(wasm_table_set(table, 2, one) && !wasm_table_set(table, 10, one));
  CHECK(same(at(2), one) && same(wasm_table_get(table, 2), one) && !wasm_table_get(table, 10));

  CHECK(same(give(6, NULL), NULL) && seen == 0);
  CHECK(same(give(6, one), one) && seen == 1);
  CHECK(same(give(6, two), two) && seen == 2);
  /* Anything can be a reference: a function, the instance itself. */
  CHECK(same(give(6, wasm_func_as_ref(function(6))), wasm_func_as_ref(function(6))));
  CHECK(same(give(6, wasm_instance_as_ref(instance)), wasm_instance_as_ref(instance)));

  wasm_ref_delete(one);
  wasm_ref_delete(two);
  wasm_instance_delete(instance);
  CHECK(finalized == 100);
  wasm_store_delete(store);
  CHECK(finalized == 103);
  wasm_extern_vec_delete(&exports); /* allowed after the store, too */
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
