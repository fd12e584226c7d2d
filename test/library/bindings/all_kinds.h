/* Written by wasmelt. To be changed in the module, not here.
 *
 * The WebAssembly module `all_kinds` in C11, and C++11 and later.
 *
 *   wasmelt_error_t *error = NULL;
 *   all_kinds_t *instance = all_kinds_create(NULL, &imports, &error);
 *   if (error) { fputs(wasmelt_error_message(error), stderr); wasmelt_error_free(error); }
 *   ...
 *   all_kinds_destroy(instance);
 *
 * To be linked with the compiled module that this header was written with, and with libwasmelt
 * (`pkg-config --cflags --libs wasmelt`), whose wasmelt.h says what holds for errors, ownership and
 * threads. An instance is a wasmelt_instance_t: all that is there for those works, too.
 *
 * Calls return null, or an error that is the caller's to free: a trap, an exception that nothing
 * caught, or an error of a function that was imported. The instance stays usable. Results are
 * stored where the last parameters point, which must not be null, and only if all went well.
 *
 * Names. An export's name comes behind the prefix `all_kinds_`; an import is a member that is called by the
 * module and the name that it is imported by, with _ between them. Characters that C's names do not
 * have are replaced: other ASCII characters by _, the rest by u and the hexadecimal code point; an
 * empty name is `empty`. A name that would begin with a digit gets _ before it, a keyword of C or
 * C++ gets _ behind it. If a name is taken, _2, _3 and so on is added, names that are written as in
 * the module being given first, in its order, and what is in every such header before. Each comment has
 * the true name. */
#ifndef all_kinds_WASMELT_H
#define all_kinds_WASMELT_H

#include <wasmelt/bindings.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An instance of the module. The same object as a wasmelt_instance_t. */
typedef struct all_kinds_handle all_kinds_t;

/** The instance for functions of wasmelt.h. */
static inline wasmelt_instance_t *all_kinds_instance(all_kinds_t *instance) {
  return (wasmelt_instance_t *)instance;
}
/** The other way round: for an instance of this module that wasmelt.h made. */
static inline all_kinds_t *all_kinds_from_instance(wasmelt_instance_t *instance) {
  return (all_kinds_t *)instance;
}

/** The compiled module; for all_kinds_library. */
extern const void *all_kinds_wasmelt_library(void);

/** The module as a library of wasmelt.h. Null on failure: it was compiled for another version of
 * libwasmelt, or for a CPU that this one does not include. */
static inline const wasmelt_library_t *all_kinds_library(wasmelt_error_t **error) {
  return wasmelt_library_linked(all_kinds_wasmelt_library(), "all_kinds", error);
}

/** What the module imports. Set all of it to zero first, then each member.
 * Functions get their `_env`. Instead of one, `_function` may name a function that exists.
 * What exists has to be in the store that the instance is made in; what an `_env` points at
 * has to live as long as the instance. */
typedef struct all_kinds_imports {
  /** (func (import "env" "print") (param i32)) */
  wasmelt_error_t *(*env_print)(void *env, int32_t p0);
  void *env_print_env;
  const wasmelt_function_t *env_print_function;
  /** (func (import "env" "mix") (param i32 v128 f64 externref) (result i64 v128)) */
  wasmelt_error_t *(*env_mix)(void *env, int32_t p0, const wasmelt_v128_t *p1, double p2, void *p3, int64_t *result0, wasmelt_v128_t *result1);
  void *env_mix_env;
  const wasmelt_function_t *env_mix_function;
} all_kinds_imports_t;

/** Makes an instance. The start function has run when this returns. If `store` is null, the instance
 * gets a store of its own, without limits. `imports` is copied. Null on failure; `error` may be null. */
static inline all_kinds_t *all_kinds_create(wasmelt_store_t *store, const all_kinds_imports_t *imports,
                              wasmelt_error_t **error) {
  const wasmelt_library_t *library = all_kinds_library(error);
  wasmelt_provided_t provided[2];
  all_kinds_imports_t none;
  if (!library)
    return NULL;
  memset(&none, 0, sizeof none);
  if (!imports)
    imports = &none;
  provided[0] = wasmelt_provide_function((wasmelt_native_function_t)imports->env_print, imports->env_print_env,
                                         imports->env_print_function);
  provided[1] = wasmelt_provide_function((wasmelt_native_function_t)imports->env_mix, imports->env_mix_env,
                                         imports->env_mix_function);
  return (all_kinds_t *)wasmelt_binding_create(store, library, provided, 2, NULL, error);
}

/** Frees an instance with its own store. One that was made in a store that was given lives as long
 * as that. Null is allowed. */
static inline void all_kinds_destroy(all_kinds_t *instance) {
  wasmelt_binding_destroy((wasmelt_instance_t *)instance);
}

/** (memory (export "memory") 1 4) */
static inline wasmelt_memory_t *all_kinds_memory(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 0).of.memory;
}
/** The address of byte 0, which never changes; only all_kinds_memory_size bytes may be accessed. */
static inline uint8_t *all_kinds_memory_data(all_kinds_t *instance) { return wasmelt_memory_data(all_kinds_memory(instance)); }
/** Bytes. Grows as the module grows the memory. */
static inline uint64_t all_kinds_memory_size(all_kinds_t *instance) { return wasmelt_memory_size(all_kinds_memory(instance)); }
/** Copies bytes out of the memory. False, and nothing is copied, if not all are inside. */
static inline bool all_kinds_memory_read(all_kinds_t *instance, uint64_t offset, void *to, size_t size) {
  return wasmelt_memory_read(all_kinds_memory(instance), offset, to, size);
}
/** Copies bytes into the memory. False, and nothing is copied, if not all are inside. */
static inline bool all_kinds_memory_write(all_kinds_t *instance, uint64_t offset, const void *from, size_t size) {
  return wasmelt_memory_write(all_kinds_memory(instance), offset, from, size);
}
/** Grows by pages: the old size in pages, or -1. */
static inline int64_t all_kinds_memory_grow(all_kinds_t *instance, uint64_t pages) {
  return wasmelt_memory_grow(all_kinds_memory(instance), pages);
}

/** (global (export "g") (mut i32)) */
static inline wasmelt_global_t *all_kinds_g(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 1).of.global;
}
/** Its value. */
static inline int32_t all_kinds_g_get(all_kinds_t *instance) {
  return wasmelt_global_get(all_kinds_g(instance)).of.i32;
}
/** Changes its value. */
static inline void all_kinds_g_set(all_kinds_t *instance, int32_t value) {
  wasmelt_error_free(wasmelt_global_set(all_kinds_g(instance), wasmelt_i32(value)));
}

/** (global (export "gv") (mut v128)) */
static inline wasmelt_global_t *all_kinds_gv(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 2).of.global;
}
/** Its value. */
static inline wasmelt_v128_t all_kinds_gv_get(all_kinds_t *instance) {
  return wasmelt_value_v128(wasmelt_global_get(all_kinds_gv(instance)));
}
/** Changes its value. */
static inline void all_kinds_gv_set(all_kinds_t *instance, wasmelt_v128_t value) {
  wasmelt_error_free(wasmelt_global_set(all_kinds_gv(instance), wasmelt_v128_value(value)));
}

/** (table (export "t") 3 funcref) */
static inline wasmelt_table_t *all_kinds_t_2(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 3).of.table;
}
/** How many elements it has. */
static inline uint64_t all_kinds_t_2_size(all_kinds_t *instance) { return wasmelt_table_size(all_kinds_t_2(instance)); }
/** An element. Fails if the index is not below the size. */
static inline wasmelt_error_t *all_kinds_t_2_get(all_kinds_t *instance, uint64_t index, const wasmelt_function_t **result) {
  wasmelt_value_t value;
  wasmelt_error_t *error = wasmelt_table_get(all_kinds_t_2(instance), index, &value);
  if (!error)
    *result = value.of.function;
  return error;
}
/** Changes an element. Fails if the index is not below the size or the value not of the type. */
static inline wasmelt_error_t *all_kinds_t_2_set(all_kinds_t *instance, uint64_t index, const wasmelt_function_t *value) {
  return wasmelt_table_set(all_kinds_t_2(instance), index, wasmelt_reference_value(WASMELT_FUNCREF, value));
}
/** Grows by `delta` elements `value`: the old size, or -1. */
static inline int64_t all_kinds_t_2_grow(all_kinds_t *instance, uint64_t delta, const wasmelt_function_t *value) {
  return wasmelt_table_grow(all_kinds_t_2(instance), delta, wasmelt_reference_value(WASMELT_FUNCREF, value));
}

/** (tag (export "tag") (param i32)): the tag itself, to be imported elsewhere. */
static inline wasmelt_tag_t *all_kinds_tag(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 4).of.tag;
}

/** (func (export "add") (param i32 i32) (result i32)) */
extern wasmelt_error_t *all_kinds_add(all_kinds_t *instance, int32_t p0, int32_t p1, int32_t *result);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_add_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 5).of.function;
}

/** (func (export "load") (param i32) (result i32)) */
extern wasmelt_error_t *all_kinds_load(all_kinds_t *instance, int32_t p0, int32_t *result);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_load_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 6).of.function;
}

/** (func (export "print") (param i32)) */
extern wasmelt_error_t *all_kinds_print(all_kinds_t *instance, int32_t p0);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_print_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 7).of.function;
}

/** (func (export "div") (param i32 i32) (result i32)) */
extern wasmelt_error_t *all_kinds_div(all_kinds_t *instance, int32_t p0, int32_t p1, int32_t *result);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_div_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 8).of.function;
}

/** (func (export "swap") (param i32 i64 f32 f64 v128 externref funcref) (result funcref externref v128 f64 f32 i64 i32)) */
extern wasmelt_error_t *all_kinds_swap(all_kinds_t *instance, int32_t p0, int64_t p1, float p2, double p3, const wasmelt_v128_t *p4, void *p5, const wasmelt_function_t *p6, const wasmelt_function_t **result0, void **result1, wasmelt_v128_t *result2, double *result3, float *result4, int64_t *result5, int32_t *result6);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_swap_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 9).of.function;
}

/** (func (export "mixed") (param i32 v128 f64 externref) (result i64 v128)) */
extern wasmelt_error_t *all_kinds_mixed(all_kinds_t *instance, int32_t p0, const wasmelt_v128_t *p1, double p2, void *p3, int64_t *result0, wasmelt_v128_t *result1);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_mixed_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 10).of.function;
}

/** (func (export "throw") (param i32)) */
extern wasmelt_error_t *all_kinds_throw(all_kinds_t *instance, int32_t p0);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_throw_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 11).of.function;
}

/** (func (export "rec") (param i32) (result i32)) */
extern wasmelt_error_t *all_kinds_rec(all_kinds_t *instance, int32_t p0, int32_t *result);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_rec_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 12).of.function;
}

/** (func (export "apply") (param (ref 0) i32 i32) (result i32)) */
extern wasmelt_error_t *all_kinds_apply(all_kinds_t *instance, const wasmelt_function_t *p0, int32_t p1, int32_t p2, int32_t *result);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_apply_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 13).of.function;
}

/** (global (export "any") (mut externref)) */
static inline wasmelt_global_t *all_kinds_any(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 14).of.global;
}
/** Its value. */
static inline void *all_kinds_any_get(all_kinds_t *instance) {
  return wasmelt_global_get(all_kinds_any(instance)).of.ref;
}
/** Changes its value. Fails if that is not of the global's type. */
static inline wasmelt_error_t *all_kinds_any_set(all_kinds_t *instance, void *value) {
  return wasmelt_global_set(all_kinds_any(instance), wasmelt_reference_value(WASMELT_EXTERNREF, value));
}

/** (global (export "big") i64) */
static inline wasmelt_global_t *all_kinds_big(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 15).of.global;
}
/** Its value. */
static inline int64_t all_kinds_big_get(all_kinds_t *instance) {
  return wasmelt_global_get(all_kinds_big(instance)).of.i64;
}

/** (func (export "a-b") (result i32)) */
extern wasmelt_error_t *all_kinds_a_b_2(all_kinds_t *instance, int32_t *result);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_a_b_2_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 16).of.function;
}

/** (func (export "a_b") (result i32)) */
extern wasmelt_error_t *all_kinds_a_b(all_kinds_t *instance, int32_t *result);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_a_b_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 17).of.function;
}

/** (func (export "") (result i32)) */
extern wasmelt_error_t *all_kinds_empty(all_kinds_t *instance, int32_t *result);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_empty_function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 18).of.function;
}

/** (func (export "\u{e9}!") (result i32)) */
extern wasmelt_error_t *all_kinds_ue9_(all_kinds_t *instance, int32_t *result);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *all_kinds_ue9__function(all_kinds_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, 19).of.function;
}

#ifdef __cplusplus
}
#endif
#endif
