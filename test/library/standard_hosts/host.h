/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * What the hosts in this folder share. Each is what a host that was written for <wasm.h> does with
 * one of its concepts, in C that is C++ as well; its argument is the library that was compiled from
 * the .wat of its name. It prints "done" if everything was as it should be. */
#ifndef HOST_H
#define HOST_H

#include <wasm.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition)                                                                           \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                              \
      exit(1);                                                                                     \
    }                                                                                              \
  } while (0)

static inline wasm_byte_vec_t readFile(const char *path) {
  FILE *file = fopen(path, "rb");
  CHECK(file);
  CHECK(fseek(file, 0, SEEK_END) == 0);
  long size = ftell(file);
  rewind(file);
  wasm_byte_vec_t bytes;
  wasm_byte_vec_new_uninitialized(&bytes, (size_t)size);
  CHECK(fread(bytes.data, 1, bytes.size, file) == (size_t)size);
  fclose(file);
  return bytes;
}

static inline wasm_module_t *loadModule(wasm_store_t *store, const char *path) {
  wasm_byte_vec_t bytes = readFile(path);
  wasm_module_t *module = wasm_module_new(store, &bytes);
  wasm_byte_vec_delete(&bytes);
  CHECK(module);
  return module;
}

/* Instantiates what takes these imports. */
static inline wasm_instance_t *instantiate(wasm_store_t *store, const wasm_module_t *module,
                                           wasm_extern_t **imports, size_t count) {
  wasm_extern_vec_t vector = {count, imports};
  wasm_instance_t *instance = wasm_instance_new(store, module, &vector, NULL);
  CHECK(instance);
  return instance;
}

/* A call that goes well: the first result, if the function has one. */
static inline wasm_val_t call(const wasm_func_t *function, wasm_val_t *args, size_t arg_count) {
  wasm_val_t results[4];
  wasm_val_vec_t given = {arg_count, args};
  wasm_val_vec_t wanted = {wasm_func_result_arity(function), results};
  CHECK(wanted.size <= 1);
  results[0].kind = WASM_I32;
  results[0].of.i32 = 0;
  wasm_trap_t *trap = wasm_func_call(function, &given, &wanted);
  CHECK(!trap);
  return results[0];
}

static inline wasm_val_t i32(int32_t value) {
  wasm_val_t result;
  result.kind = WASM_I32;
  result.of.i32 = value;
  return result;
}
static inline wasm_val_t i64(int64_t value) {
  wasm_val_t result;
  result.kind = WASM_I64;
  result.of.i64 = value;
  return result;
}
static inline wasm_val_t f32(float value) {
  wasm_val_t result;
  result.kind = WASM_F32;
  result.of.f32 = value;
  return result;
}
static inline wasm_val_t reference(wasm_ref_t *value) {
  wasm_val_t result;
  result.kind = WASM_EXTERNREF;
  result.of.ref = value;
  return result;
}

/* A call with i32s; its i32. */
static inline int32_t call_i32(const wasm_func_t *function, size_t count, int32_t a, int32_t b) {
  wasm_val_t args[2] = {i32(a), i32(b)};
  return call(function, args, count).of.i32;
}

/* Whether a call traps. */
static inline bool traps(const wasm_func_t *function, size_t count, int32_t a, int32_t b) {
  wasm_val_t args[2] = {i32(a), i32(b)}, results[1];
  wasm_val_vec_t given = {count, args};
  wasm_val_vec_t wanted = {wasm_func_result_arity(function), results};
  wasm_trap_t *trap = wasm_func_call(function, &given, &wanted);
  wasm_trap_delete(trap);
  return trap != NULL;
}

static inline void printName(const wasm_name_t *name) {
  printf("\"%.*s\"", (int)name->size, name->data);
}

#endif
