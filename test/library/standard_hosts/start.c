/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * A start function that traps. */
#include "host.h"

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *module = loadModule(store, argv[1]);
  wasm_trap_t *trap = NULL;
  CHECK(!wasm_instance_new(store, module, NULL, &trap) && trap);
  wasm_message_t message;
  wasm_trap_message(trap, &message);
  printf("%s\n", message.data);
  CHECK(message.size == strlen(message.data) + 1);
  wasm_name_delete(&message);
  wasm_frame_t *origin = wasm_trap_origin(trap);
  CHECK(origin);
  wasm_frame_delete(origin);
  wasm_frame_vec_t trace;
  wasm_trap_trace(trap, &trace);
  CHECK(trace.size == 1);
  wasm_frame_vec_delete(&trace);
  wasm_trap_delete(trap);
  wasm_module_delete(module);
  wasm_store_delete(store);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
