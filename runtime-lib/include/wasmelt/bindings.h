/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * What headers that wasmelt writes (`wasmelt lib.wasm --shared --header lib.h`) need of libwasmelt,
 * beside wasmelt.h. The same rules hold for errors, ownership and threads. */
#ifndef WASMELT_BINDINGS_H
#define WASMELT_BINDINGS_H

#include "wasmelt.h"

#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

struct wasmelt_wasi;

/** A vector: 16 bytes, in the order that they have in memory. */
typedef struct wasmelt_v128 {
  uint8_t bytes[16];
} wasmelt_v128_t;

/** A function whose parameters and results are passed as C does it, cast to this type. It is
 *
 *    wasmelt_error_t *function(void *env, parameters..., pointers to results...)
 *
 * with int32_t, int64_t, float, double, `const wasmelt_v128_t *`, `const wasmelt_function_t *` for
 * references to functions and `void *` for others. As wasmelt_callback_t it returns null, or an
 * error, which then belongs to libwasmelt. */
typedef void (*wasmelt_native_function_t)(void);

/** Makes a function of the host with such a function. Null on failure. */
WASMELT_API wasmelt_function_t *wasmelt_function_new_native(wasmelt_store_t *store,
                                                            const wasmelt_signature_t *signature,
                                                            wasmelt_native_function_t function,
                                                            void *env, wasmelt_error_t **error);

/** The library for a module that is linked into the program, or into a shared library that is
 * loaded: `compiled` is what its function <prefix>_wasmelt_library returns, `name` what back traces
 * call it. Null on failure, as wasmelt_library_load. */
WASMELT_API const wasmelt_library_t *wasmelt_library_linked(const void *compiled, const char *name,
                                                            wasmelt_error_t **error);

/** What is provided for an import: something that exists, or, if `function` is not null, a function
 * of the host to be made. */
typedef struct wasmelt_provided {
  wasmelt_extern_t object;
  wasmelt_native_function_t function;
  void *env;
} wasmelt_provided_t;

/** Instantiates a library with these imports, in their order. Functions of WASI that are not among
 * them come from `wasi` (wasmelt/wasi.h), if that is not null. If `store` is null, the instance gets a
 * store of its own, without limits. Null on failure. */
WASMELT_API wasmelt_instance_t *
wasmelt_binding_create(wasmelt_store_t *store, const wasmelt_library_t *library,
                       const wasmelt_provided_t *provided, size_t count, struct wasmelt_wasi *wasi,
                       wasmelt_error_t **error);
/** Frees an instance that has a store of its own, with all in it. Any other lives as long as its
 * store. Null is allowed. */
WASMELT_API void wasmelt_binding_destroy(wasmelt_instance_t *instance);

/** Provides something that exists. */
static inline wasmelt_provided_t wasmelt_provide(wasmelt_extern_t object) {
  wasmelt_provided_t p;
  p.object = object;
  p.function = NULL;
  p.env = NULL;
  return p;
}
/** Provides `existing`, or if that is null a function of the host. */
static inline wasmelt_provided_t wasmelt_provide_function(wasmelt_native_function_t function,
                                                          void *env,
                                                          const wasmelt_function_t *existing) {
  wasmelt_provided_t p;
  p.object.kind = WASMELT_EXTERN_FUNCTION;
  p.object.of.function = (wasmelt_function_t *)existing;
  p.function = existing ? NULL : function;
  p.env = env;
  return p;
}
/** The same for the other kinds. */
static inline wasmelt_provided_t wasmelt_provide_table(wasmelt_table_t *table) {
  wasmelt_extern_t e;
  e.kind = WASMELT_EXTERN_TABLE;
  e.of.table = table;
  return wasmelt_provide(e);
}
static inline wasmelt_provided_t wasmelt_provide_memory(wasmelt_memory_t *memory) {
  wasmelt_extern_t e;
  e.kind = WASMELT_EXTERN_MEMORY;
  e.of.memory = memory;
  return wasmelt_provide(e);
}
static inline wasmelt_provided_t wasmelt_provide_global(wasmelt_global_t *global) {
  wasmelt_extern_t e;
  e.kind = WASMELT_EXTERN_GLOBAL;
  e.of.global = global;
  return wasmelt_provide(e);
}
static inline wasmelt_provided_t wasmelt_provide_tag(wasmelt_tag_t *tag) {
  wasmelt_extern_t e;
  e.kind = WASMELT_EXTERN_TAG;
  e.of.tag = tag;
  return wasmelt_provide(e);
}

/** Makes a v128. */
static inline wasmelt_value_t wasmelt_v128_value(wasmelt_v128_t vector) {
  wasmelt_value_t v;
  v.kind = WASMELT_V128;
  memcpy(v.of.v128, vector.bytes, sizeof v.of.v128);
  return v;
}
/** The v128 in a value. */
static inline wasmelt_v128_t wasmelt_value_v128(wasmelt_value_t value) {
  wasmelt_v128_t vector;
  memcpy(vector.bytes, value.of.v128, sizeof vector.bytes);
  return vector;
}
/** Makes a reference of any kind; null is allowed. */
static inline wasmelt_value_t wasmelt_reference_value(wasmelt_kind_t kind, const void *reference) {
  wasmelt_value_t v;
  v.kind = kind;
  v.of.ref = (void *)reference;
  return v;
}

#ifdef __cplusplus
}
#endif
#endif
