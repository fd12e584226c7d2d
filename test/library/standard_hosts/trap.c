/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * Traps of the host and of the module, their messages and where they came from. */
#include "host.h"

static void printTrap(wasm_trap_t *trap) {
  wasm_message_t message;
  wasm_trap_message(trap, &message);
  printf("%s", message.data);
  wasm_name_delete(&message);
}

static wasm_trap_t *thrown;
static wasm_trap_t *callback(void *env, const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  (void)args;
  (void)results;
  wasm_message_t message;
  wasm_name_new_from_string_nt(&message, "the host gives up");
  wasm_trap_t *trap = wasm_trap_new((wasm_store_t *)env, &message);
  wasm_name_delete(&message);
  wasm_trap_delete(thrown);
  thrown = wasm_trap_copy(trap);
  return trap;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *module = loadModule(store, argv[1]);
  wasm_functype_t *type = wasm_functype_new_0_1(wasm_valtype_new_i32());
  wasm_func_t *function = wasm_func_new_with_env(store, type, callback, store, NULL);
  wasm_functype_delete(type);
  wasm_extern_t *imports[] = {wasm_func_as_extern(function)};
  wasm_instance_t *instance = instantiate(store, module, imports, 1);
  wasm_module_delete(module);
  wasm_extern_vec_t exports;
  wasm_instance_exports(instance, &exports);

  wasm_val_t results[1], args[2] = {i32(1), i32(0)};
  wasm_val_vec_t none = WASM_EMPTY_VEC, one = WASM_ARRAY_VEC(results), two = WASM_ARRAY_VEC(args);
  for (size_t i = 0; i != 3; ++i) {
    wasm_func_t *called = wasm_extern_as_func(exports.data[i]);
    wasm_trap_t *trap = wasm_func_call(called, i == 2 ? &two : &none, &one);
    CHECK(trap);
    printTrap(trap);
    wasm_frame_vec_t trace;
    wasm_trap_trace(trap, &trace);
    CHECK(trace.size >= 1);
    wasm_frame_t *origin = wasm_trap_origin(trap);
    CHECK(wasm_frame_func_index(origin) == wasm_frame_func_index(trace.data[0]));
    CHECK(wasm_frame_module_offset(origin) == wasm_frame_module_offset(trace.data[0]));
    wasm_frame_delete(origin);
    printf(" in");
    for (size_t frame = 0; frame != trace.size; ++frame) {
      printf(" %u", wasm_frame_func_index(trace.data[frame]));
      CHECK(wasm_frame_instance(trace.data[frame]) == instance);
      CHECK(wasm_frame_func_offset(trace.data[frame]) <
            wasm_frame_module_offset(trace.data[frame]));
    }
    printf("\n");
    wasm_frame_vec_delete(&trace);
    CHECK((i == 0) == (thrown && wasm_trap_same(trap, thrown)));
    wasm_trap_delete(trap);
    wasm_trap_delete(thrown);
    thrown = NULL;
  }
  /* A function of the host that is called directly, and one that may still be called. */
  wasm_trap_t *trap = wasm_func_call(function, &none, &one);
  CHECK(trap && wasm_trap_same(trap, thrown) && !wasm_trap_origin(trap));
  wasm_trap_delete(trap);
  wasm_trap_delete(thrown);
  CHECK(call_i32(wasm_extern_as_func(exports.data[2]), 2, 84, 2) == 42);

  wasm_func_delete(function);
  wasm_instance_delete(instance);
  wasm_extern_vec_delete(&exports);
  wasm_store_delete(store);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
