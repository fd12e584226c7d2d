/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * libwasmelt's implementation of the standard C interface to WebAssembly engines ("wasm.h", of the
 * project WebAssembly/wasm-c-api): hosts that were written for it compile with this header and link
 * with libwasmelt, for C11 and C++11 and later. Names, types and layouts are the standard's; the
 * declarations and what is said about them are wasmelt's own.
 *
 * What is particular to wasmelt: a module's bytes are those of a library that was compiled ahead of
 * time, `wasmelt lib.wasm --shared -o lib.so`. wasm_module_new takes the contents of lib.so, where
 * other engines take those of lib.wasm. <wasmelt/wasm.h> loads it by its path, and says why
 * something failed where this interface has no place for a reason.
 *
 * Ownership. What a function named _new, _copy or _obtain makes, what it returns as a pointer that
 * is not const, and what it writes through a parameter named `out`, belongs to the caller, who
 * frees it with the _delete of its type. A comment says "borrowed" where that is not so. A
 * parameter that the function takes over is said to be "taken". A vector owns its elements.
 *
 * References (functions, globals, tables, memories, instances, modules, traps, foreign objects) are
 * counted: _copy makes one more that is the same, _delete gives one back. What is in a store lives
 * until wasm_store_delete: instances, what they export, and what a module got hold of.
 * wasm_store_delete runs the finalizers. References may be deleted afterwards, too, but serve for
 * nothing else.
 *
 * Threads. Different stores, and what was made in them, may be used at the same time. A store and
 * what is in it is for one thread at a time. Engines and shared modules are for any.
 *
 * When memory runs out, functions return null and vectors become empty.
 */
#ifndef WASM_H
#define WASM_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifndef WASM_API_EXTERN
#if defined(__GNUC__)
#define WASM_API_EXTERN __attribute__((visibility("default")))
#else
#define WASM_API_EXTERN
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef char byte_t;
typedef float float32_t;
typedef double float64_t;

/* ---- Families of declarations ------------------------------------------------------------------
 */

/** A type that is only known by pointers to it, and how one is given back; null is allowed. */
#define WASM_DECLARE_OWN(name)                                                                     \
  typedef struct wasm_##name##_t wasm_##name##_t;                                                  \
  WASM_API_EXTERN void wasm_##name##_delete(wasm_##name##_t *);

/** Vectors of a type, which own their elements; `star` is `*` if these are pointers, else empty.
 * _new takes the elements over, _new_uninitialized leaves them to the caller to fill in (they are
 * zero), _delete leaves an empty vector. */
#define WASM_DECLARE_VEC(name, star)                                                               \
  typedef struct wasm_##name##_vec_t {                                                             \
    size_t size;                                                                                   \
    wasm_##name##_t star *data;                                                                    \
  } wasm_##name##_vec_t;                                                                           \
  WASM_API_EXTERN void wasm_##name##_vec_new_empty(wasm_##name##_vec_t *out);                      \
  WASM_API_EXTERN void wasm_##name##_vec_new_uninitialized(wasm_##name##_vec_t *out, size_t size); \
  WASM_API_EXTERN void wasm_##name##_vec_new(wasm_##name##_vec_t *out, size_t size,                \
                                             wasm_##name##_t star const elements[]);               \
  WASM_API_EXTERN void wasm_##name##_vec_copy(wasm_##name##_vec_t *out,                            \
                                              const wasm_##name##_vec_t *from);                    \
  WASM_API_EXTERN void wasm_##name##_vec_delete(wasm_##name##_vec_t *);

/** A kind of type: owned, copied whole, kept in vectors. */
#define WASM_DECLARE_TYPE(name)                                                                    \
  WASM_DECLARE_OWN(name)                                                                           \
  WASM_DECLARE_VEC(name, *)                                                                        \
  WASM_API_EXTERN wasm_##name##_t *wasm_##name##_copy(const wasm_##name##_t *);

/** A kind of reference. _same: whether two are to the same thing. The host info is a pointer of the
 * host's that goes with the thing, whichever reference to it is asked; its finalizer is called with
 * it when the thing is gone or gets another one. */
#define WASM_DECLARE_REF_BASE(name)                                                                \
  WASM_DECLARE_OWN(name)                                                                           \
  WASM_API_EXTERN wasm_##name##_t *wasm_##name##_copy(const wasm_##name##_t *);                    \
  WASM_API_EXTERN bool wasm_##name##_same(const wasm_##name##_t *, const wasm_##name##_t *);       \
  WASM_API_EXTERN void *wasm_##name##_get_host_info(const wasm_##name##_t *);                      \
  WASM_API_EXTERN void wasm_##name##_set_host_info(wasm_##name##_t *, void *info);                 \
  WASM_API_EXTERN void wasm_##name##_set_host_info_with_finalizer(wasm_##name##_t *, void *info,   \
                                                                  void (*finalizer)(void *));

/** One that is a wasm_ref_t, too. The conversions borrow; to what it is not gives null. */
#define WASM_DECLARE_REF(name)                                                                     \
  WASM_DECLARE_REF_BASE(name)                                                                      \
  WASM_API_EXTERN wasm_ref_t *wasm_##name##_as_ref(wasm_##name##_t *);                             \
  WASM_API_EXTERN wasm_##name##_t *wasm_ref_as_##name(wasm_ref_t *);                               \
  WASM_API_EXTERN const wasm_ref_t *wasm_##name##_as_ref_const(const wasm_##name##_t *);           \
  WASM_API_EXTERN const wasm_##name##_t *wasm_ref_as_##name##_const(const wasm_ref_t *);

/** One that other stores, and other threads, can get at. */
#define WASM_DECLARE_SHARABLE_REF(name)                                                            \
  WASM_DECLARE_REF(name)                                                                           \
  WASM_DECLARE_OWN(shared_##name)                                                                  \
  WASM_API_EXTERN wasm_shared_##name##_t *wasm_##name##_share(const wasm_##name##_t *);            \
  WASM_API_EXTERN wasm_##name##_t *wasm_##name##_obtain(wasm_store_t *,                            \
                                                        const wasm_shared_##name##_t *);

/* ---- Bytes and names ---------------------------------------------------------------------------
 */

typedef byte_t wasm_byte_t;
WASM_DECLARE_VEC(byte, )

/** UTF-8 that may contain zeros. Only messages end with one. */
typedef wasm_byte_vec_t wasm_name_t;

#define wasm_name wasm_byte_vec
#define wasm_name_new wasm_byte_vec_new
#define wasm_name_new_empty wasm_byte_vec_new_empty
#define wasm_name_new_uninitialized wasm_byte_vec_new_uninitialized
#define wasm_name_copy wasm_byte_vec_copy
#define wasm_name_delete wasm_byte_vec_delete

/** A name from a C string. */
static inline void wasm_name_new_from_string(wasm_name_t *out, const char *string) {
  wasm_byte_vec_new(out, strlen(string), string);
}
/** The same with the zero at its end, as messages want it. */
static inline void wasm_name_new_from_string_nt(wasm_name_t *out, const char *string) {
  wasm_byte_vec_new(out, strlen(string) + 1, string);
}

/* ---- Engines and stores ------------------------------------------------------------------------
 */

WASM_DECLARE_OWN(config)

/** A configuration; there is nothing to configure. */
WASM_API_EXTERN wasm_config_t *wasm_config_new(void);

WASM_DECLARE_OWN(engine)

WASM_API_EXTERN wasm_engine_t *wasm_engine_new(void);
/** The configuration is taken. */
WASM_API_EXTERN wasm_engine_t *wasm_engine_new_with_config(wasm_config_t *);

WASM_DECLARE_OWN(store)

WASM_API_EXTERN wasm_store_t *wasm_store_new(wasm_engine_t *);

/* ---- Types -------------------------------------------------------------------------------------
 */

typedef uint8_t wasm_mutability_t;
enum wasm_mutability_enum { WASM_CONST, WASM_VAR };

/** Pages or elements; a `max` of wasm_limits_max_default is none. */
typedef struct wasm_limits_t {
  uint32_t min;
  uint32_t max;
} wasm_limits_t;
static const uint32_t wasm_limits_max_default = UINT32_MAX;

WASM_DECLARE_TYPE(valtype)

/** Kinds of values. A typed function reference is a WASM_FUNCREF. <wasmelt/wasm.h> has the kinds of
 * what modules may use, but this interface has no values of. */
typedef uint8_t wasm_valkind_t;
enum wasm_valkind_enum {
  WASM_I32 = 0,
  WASM_I64 = 1,
  WASM_F32 = 2,
  WASM_F64 = 3,
  WASM_EXTERNREF = 128,
  WASM_FUNCREF = 129
};

WASM_API_EXTERN wasm_valtype_t *wasm_valtype_new(wasm_valkind_t);
WASM_API_EXTERN wasm_valkind_t wasm_valtype_kind(const wasm_valtype_t *);

static inline bool wasm_valkind_is_num(wasm_valkind_t kind) { return kind < WASM_EXTERNREF; }
static inline bool wasm_valkind_is_ref(wasm_valkind_t kind) { return kind >= WASM_EXTERNREF; }
static inline bool wasm_valtype_is_num(const wasm_valtype_t *type) {
  return wasm_valkind_is_num(wasm_valtype_kind(type));
}
static inline bool wasm_valtype_is_ref(const wasm_valtype_t *type) {
  return wasm_valkind_is_ref(wasm_valtype_kind(type));
}

WASM_DECLARE_TYPE(functype)

/** Both vectors are taken. */
WASM_API_EXTERN wasm_functype_t *wasm_functype_new(wasm_valtype_vec_t *params,
                                                   wasm_valtype_vec_t *results);
WASM_API_EXTERN const wasm_valtype_vec_t *wasm_functype_params(const wasm_functype_t *);
WASM_API_EXTERN const wasm_valtype_vec_t *wasm_functype_results(const wasm_functype_t *);

WASM_DECLARE_TYPE(globaltype)

/** The content's type is taken. */
WASM_API_EXTERN wasm_globaltype_t *wasm_globaltype_new(wasm_valtype_t *, wasm_mutability_t);
WASM_API_EXTERN const wasm_valtype_t *wasm_globaltype_content(const wasm_globaltype_t *);
WASM_API_EXTERN wasm_mutability_t wasm_globaltype_mutability(const wasm_globaltype_t *);

WASM_DECLARE_TYPE(tabletype)

/** The elements' type is taken. */
WASM_API_EXTERN wasm_tabletype_t *wasm_tabletype_new(wasm_valtype_t *, const wasm_limits_t *);
WASM_API_EXTERN const wasm_valtype_t *wasm_tabletype_element(const wasm_tabletype_t *);
WASM_API_EXTERN const wasm_limits_t *wasm_tabletype_limits(const wasm_tabletype_t *);

WASM_DECLARE_TYPE(memorytype)

WASM_API_EXTERN wasm_memorytype_t *wasm_memorytype_new(const wasm_limits_t *);
WASM_API_EXTERN const wasm_limits_t *wasm_memorytype_limits(const wasm_memorytype_t *);

WASM_DECLARE_TYPE(tagtype)

/** The function type is taken. */
WASM_API_EXTERN wasm_tagtype_t *wasm_tagtype_new(wasm_functype_t *);
WASM_API_EXTERN const wasm_functype_t *wasm_tagtype_functype(const wasm_tagtype_t *);

WASM_DECLARE_TYPE(externtype)

typedef uint8_t wasm_externkind_t;
enum wasm_externkind_enum {
  WASM_EXTERN_FUNC = 0,
  WASM_EXTERN_GLOBAL = 1,
  WASM_EXTERN_TABLE = 2,
  WASM_EXTERN_MEMORY = 3,
  WASM_EXTERN_TAG = 4
};

WASM_API_EXTERN wasm_externkind_t wasm_externtype_kind(const wasm_externtype_t *);

/** Between a kind of types and the types of imports and exports: borrowed, null if it is another.
 */
#define WASM_DECLARE_EXTERNTYPE(name)                                                              \
  WASM_API_EXTERN wasm_externtype_t *wasm_##name##_as_externtype(wasm_##name##_t *);               \
  WASM_API_EXTERN wasm_##name##_t *wasm_externtype_as_##name(wasm_externtype_t *);                 \
  WASM_API_EXTERN const wasm_externtype_t *wasm_##name##_as_externtype_const(                      \
      const wasm_##name##_t *);                                                                    \
  WASM_API_EXTERN const wasm_##name##_t *wasm_externtype_as_##name##_const(                        \
      const wasm_externtype_t *);
WASM_DECLARE_EXTERNTYPE(functype)
WASM_DECLARE_EXTERNTYPE(globaltype)
WASM_DECLARE_EXTERNTYPE(tabletype)
WASM_DECLARE_EXTERNTYPE(memorytype)
WASM_DECLARE_EXTERNTYPE(tagtype)

WASM_DECLARE_TYPE(importtype)

/** All three are taken. */
WASM_API_EXTERN wasm_importtype_t *wasm_importtype_new(wasm_name_t *module, wasm_name_t *name,
                                                       wasm_externtype_t *);
WASM_API_EXTERN const wasm_name_t *wasm_importtype_module(const wasm_importtype_t *);
WASM_API_EXTERN const wasm_name_t *wasm_importtype_name(const wasm_importtype_t *);
WASM_API_EXTERN const wasm_externtype_t *wasm_importtype_type(const wasm_importtype_t *);

WASM_DECLARE_TYPE(exporttype)

/** Both are taken. */
WASM_API_EXTERN wasm_exporttype_t *wasm_exporttype_new(wasm_name_t *, wasm_externtype_t *);
WASM_API_EXTERN const wasm_name_t *wasm_exporttype_name(const wasm_exporttype_t *);
WASM_API_EXTERN const wasm_externtype_t *wasm_exporttype_type(const wasm_exporttype_t *);

/* ---- References and values ---------------------------------------------------------------------
 */

WASM_DECLARE_REF_BASE(ref)

/** A value; a null reference is a null pointer. As a parameter of a callback it is borrowed, and so
 * are arguments of calls; results belong to whoever called. */
typedef struct wasm_val_t {
  wasm_valkind_t kind;
  union {
    int32_t i32;
    int64_t i64;
    float32_t f32;
    float64_t f64;
    struct wasm_ref_t *ref;
  } of;
} wasm_val_t;

/** Gives back the reference, if it is one. */
WASM_API_EXTERN void wasm_val_delete(wasm_val_t *);
WASM_API_EXTERN void wasm_val_copy(wasm_val_t *out, const wasm_val_t *);
WASM_DECLARE_VEC(val, )

/* ---- Traps -------------------------------------------------------------------------------------
 */

/** A function that was running when a trap happened. */
WASM_DECLARE_OWN(frame)
WASM_DECLARE_VEC(frame, *)
WASM_API_EXTERN wasm_frame_t *wasm_frame_copy(const wasm_frame_t *);

/** Borrowed: the instance, or null if there are several of the module in the store. */
WASM_API_EXTERN struct wasm_instance_t *wasm_frame_instance(const wasm_frame_t *);
/** The function's index in the module, or UINT32_MAX if the library does not tell. */
WASM_API_EXTERN uint32_t wasm_frame_func_index(const wasm_frame_t *);
/** Bytes of machine code from the function's start to the instruction. */
WASM_API_EXTERN size_t wasm_frame_func_offset(const wasm_frame_t *);
/** The instruction in the library, as debuggers and disassemblers have it. */
WASM_API_EXTERN size_t wasm_frame_module_offset(const wasm_frame_t *);

/** Ends with a zero, which counts. */
typedef wasm_name_t wasm_message_t;

WASM_DECLARE_REF(trap)

/** Makes a trap, with which a callback ends the call that it was made from. */
WASM_API_EXTERN wasm_trap_t *wasm_trap_new(wasm_store_t *, const wasm_message_t *);
WASM_API_EXTERN void wasm_trap_message(const wasm_trap_t *, wasm_message_t *out);
/** The innermost frame; null if none is known. */
WASM_API_EXTERN wasm_frame_t *wasm_trap_origin(const wasm_trap_t *);
/** The frames, the innermost first: 32 at most. */
WASM_API_EXTERN void wasm_trap_trace(const wasm_trap_t *, wasm_frame_vec_t *out);

/* ---- Foreign objects ---------------------------------------------------------------------------
 */

/** A thing of the host's, by its host info, for modules to pass around as an externref. */
WASM_DECLARE_REF(foreign)

WASM_API_EXTERN wasm_foreign_t *wasm_foreign_new(wasm_store_t *);

/* ---- Modules -----------------------------------------------------------------------------------
 */

WASM_DECLARE_SHARABLE_REF(module)

/** Loads a compiled module; `binary` has a library's bytes. The same bytes are loaded once in a
 * process, and stay loaded. */
WASM_API_EXTERN wasm_module_t *wasm_module_new(wasm_store_t *, const wasm_byte_vec_t *binary);
/** Whether wasm_module_new would do. */
WASM_API_EXTERN bool wasm_module_validate(wasm_store_t *, const wasm_byte_vec_t *binary);
WASM_API_EXTERN void wasm_module_imports(const wasm_module_t *, wasm_importtype_vec_t *out);
WASM_API_EXTERN void wasm_module_exports(const wasm_module_t *, wasm_exporttype_vec_t *out);
/** The library's bytes. */
WASM_API_EXTERN void wasm_module_serialize(const wasm_module_t *, wasm_byte_vec_t *out);
/** The same as wasm_module_new. */
WASM_API_EXTERN wasm_module_t *wasm_module_deserialize(wasm_store_t *, const wasm_byte_vec_t *);

/* ---- Functions ---------------------------------------------------------------------------------
 */

WASM_DECLARE_REF(func)

/** A function of the host: null, or a trap, which is taken. The results have to be filled in. */
typedef wasm_trap_t *(*wasm_func_callback_t)(const wasm_val_vec_t *args, wasm_val_vec_t *results);
typedef wasm_trap_t *(*wasm_func_callback_with_env_t)(void *env, const wasm_val_vec_t *args,
                                                      wasm_val_vec_t *results);

WASM_API_EXTERN wasm_func_t *wasm_func_new(wasm_store_t *, const wasm_functype_t *,
                                           wasm_func_callback_t);
/** The finalizer, which may be null, is called with `env` when the store is deleted. */
WASM_API_EXTERN wasm_func_t *wasm_func_new_with_env(wasm_store_t *, const wasm_functype_t *,
                                                    wasm_func_callback_with_env_t, void *env,
                                                    void (*finalizer)(void *));
WASM_API_EXTERN wasm_functype_t *wasm_func_type(const wasm_func_t *);
WASM_API_EXTERN size_t wasm_func_param_arity(const wasm_func_t *);
WASM_API_EXTERN size_t wasm_func_result_arity(const wasm_func_t *);
/** Calls: null, or why it trapped. `args` and `results` have as many elements as the function has
 * parameters and results, or may be null where that is none. */
WASM_API_EXTERN wasm_trap_t *wasm_func_call(const wasm_func_t *, const wasm_val_vec_t *args,
                                            wasm_val_vec_t *results);

/* ---- Globals, tables, memories -----------------------------------------------------------------
 */

WASM_DECLARE_REF(global)

/** Null if the value is not of the type. */
WASM_API_EXTERN wasm_global_t *wasm_global_new(wasm_store_t *, const wasm_globaltype_t *,
                                               const wasm_val_t *);
WASM_API_EXTERN wasm_globaltype_t *wasm_global_type(const wasm_global_t *);
WASM_API_EXTERN void wasm_global_get(const wasm_global_t *, wasm_val_t *out);
/** Does nothing if the global is constant or the value not of its type. */
WASM_API_EXTERN void wasm_global_set(wasm_global_t *, const wasm_val_t *);

WASM_DECLARE_REF(table)

typedef uint32_t wasm_table_size_t;

WASM_API_EXTERN wasm_table_t *wasm_table_new(wasm_store_t *, const wasm_tabletype_t *,
                                             wasm_ref_t *init);
WASM_API_EXTERN wasm_tabletype_t *wasm_table_type(const wasm_table_t *);
/** Null for null, and if there is no such element. */
WASM_API_EXTERN wasm_ref_t *wasm_table_get(const wasm_table_t *, wasm_table_size_t index);
/** False if there is no such element or the reference is not of the elements' type. */
WASM_API_EXTERN bool wasm_table_set(wasm_table_t *, wasm_table_size_t index, wasm_ref_t *);
WASM_API_EXTERN wasm_table_size_t wasm_table_size(const wasm_table_t *);
WASM_API_EXTERN bool wasm_table_grow(wasm_table_t *, wasm_table_size_t delta, wasm_ref_t *init);

WASM_DECLARE_REF(memory)

typedef uint32_t wasm_memory_pages_t;
static const size_t MEMORY_PAGE_SIZE = 0x10000;

WASM_API_EXTERN wasm_memory_t *wasm_memory_new(wasm_store_t *, const wasm_memorytype_t *);
WASM_API_EXTERN wasm_memorytype_t *wasm_memory_type(const wasm_memory_t *);
/** The address of byte 0, which stays the same. */
WASM_API_EXTERN byte_t *wasm_memory_data(wasm_memory_t *);
WASM_API_EXTERN size_t wasm_memory_data_size(const wasm_memory_t *);
/** Pages, of MEMORY_PAGE_SIZE unless the module says otherwise. */
WASM_API_EXTERN wasm_memory_pages_t wasm_memory_size(const wasm_memory_t *);
WASM_API_EXTERN bool wasm_memory_grow(wasm_memory_t *, wasm_memory_pages_t delta);

/* ---- Imports and exports -----------------------------------------------------------------------
 */

WASM_DECLARE_REF(extern)
WASM_DECLARE_VEC(extern, *)

WASM_API_EXTERN wasm_externkind_t wasm_extern_kind(const wasm_extern_t *);
WASM_API_EXTERN wasm_externtype_t *wasm_extern_type(const wasm_extern_t *);

/** Between a kind and externs: borrowed, null if it is of another kind. */
#define WASM_DECLARE_EXTERN(name)                                                                  \
  WASM_API_EXTERN wasm_extern_t *wasm_##name##_as_extern(wasm_##name##_t *);                       \
  WASM_API_EXTERN wasm_##name##_t *wasm_extern_as_##name(wasm_extern_t *);                         \
  WASM_API_EXTERN const wasm_extern_t *wasm_##name##_as_extern_const(const wasm_##name##_t *);     \
  WASM_API_EXTERN const wasm_##name##_t *wasm_extern_as_##name##_const(const wasm_extern_t *);
WASM_DECLARE_EXTERN(func)
WASM_DECLARE_EXTERN(global)
WASM_DECLARE_EXTERN(table)
WASM_DECLARE_EXTERN(memory)

WASM_DECLARE_REF(instance)

/** Instantiates: `imports` are in the order of wasm_module_imports. Null on failure, and then the
 * reason, a trap of the start function or an import that does not match, in `trap`, which may be
 * null. */
WASM_API_EXTERN wasm_instance_t *wasm_instance_new(wasm_store_t *, const wasm_module_t *,
                                                   const wasm_extern_vec_t *imports,
                                                   wasm_trap_t **trap);
/** In the order of wasm_module_exports. */
WASM_API_EXTERN void wasm_instance_exports(const wasm_instance_t *, wasm_extern_vec_t *out);

/* ---- Shorthands --------------------------------------------------------------------------------
 */

#define WASM_EMPTY_VEC                                                                             \
  { 0, NULL }
#define WASM_ARRAY_VEC(array)                                                                      \
  { sizeof(array) / sizeof(*(array)), array }

#define WASM_I32_VAL(value)                                                                        \
  {                                                                                                \
    .kind = WASM_I32, .of = {.i32 = value }                                                        \
  }
#define WASM_I64_VAL(value)                                                                        \
  {                                                                                                \
    .kind = WASM_I64, .of = {.i64 = value }                                                        \
  }
#define WASM_F32_VAL(value)                                                                        \
  {                                                                                                \
    .kind = WASM_F32, .of = {.f32 = value }                                                        \
  }
#define WASM_F64_VAL(value)                                                                        \
  {                                                                                                \
    .kind = WASM_F64, .of = {.f64 = value }                                                        \
  }
#define WASM_REF_VAL(value)                                                                        \
  {                                                                                                \
    .kind = WASM_EXTERNREF, .of = {.ref = value }                                                  \
  }
#define WASM_INIT_VAL                                                                              \
  {                                                                                                \
    .kind = WASM_EXTERNREF, .of = {.ref = NULL }                                                   \
  }

static inline wasm_valtype_t *wasm_valtype_new_i32(void) { return wasm_valtype_new(WASM_I32); }
static inline wasm_valtype_t *wasm_valtype_new_i64(void) { return wasm_valtype_new(WASM_I64); }
static inline wasm_valtype_t *wasm_valtype_new_f32(void) { return wasm_valtype_new(WASM_F32); }
static inline wasm_valtype_t *wasm_valtype_new_f64(void) { return wasm_valtype_new(WASM_F64); }
static inline wasm_valtype_t *wasm_valtype_new_externref(void) {
  return wasm_valtype_new(WASM_EXTERNREF);
}
static inline wasm_valtype_t *wasm_valtype_new_funcref(void) {
  return wasm_valtype_new(WASM_FUNCREF);
}

/** A function type of so many parameters and results, which are taken. */
static inline wasm_functype_t *wasmelt_wasm_functype_of(size_t param_count,
                                                        wasm_valtype_t *const params[],
                                                        size_t result_count,
                                                        wasm_valtype_t *const results[]) {
  wasm_valtype_vec_t taken_params, taken_results;
  wasm_valtype_vec_new(&taken_params, param_count, params);
  wasm_valtype_vec_new(&taken_results, result_count, results);
  return wasm_functype_new(&taken_params, &taken_results);
}
static inline wasm_functype_t *wasm_functype_new_0_0(void) {
  return wasmelt_wasm_functype_of(0, NULL, 0, NULL);
}
static inline wasm_functype_t *wasm_functype_new_1_0(wasm_valtype_t *p) {
  return wasmelt_wasm_functype_of(1, &p, 0, NULL);
}
static inline wasm_functype_t *wasm_functype_new_2_0(wasm_valtype_t *p1, wasm_valtype_t *p2) {
  wasm_valtype_t *params[2] = {p1, p2};
  return wasmelt_wasm_functype_of(2, params, 0, NULL);
}
static inline wasm_functype_t *wasm_functype_new_3_0(wasm_valtype_t *p1, wasm_valtype_t *p2,
                                                     wasm_valtype_t *p3) {
  wasm_valtype_t *params[3] = {p1, p2, p3};
  return wasmelt_wasm_functype_of(3, params, 0, NULL);
}
static inline wasm_functype_t *wasm_functype_new_0_1(wasm_valtype_t *r) {
  return wasmelt_wasm_functype_of(0, NULL, 1, &r);
}
static inline wasm_functype_t *wasm_functype_new_1_1(wasm_valtype_t *p, wasm_valtype_t *r) {
  return wasmelt_wasm_functype_of(1, &p, 1, &r);
}
static inline wasm_functype_t *wasm_functype_new_2_1(wasm_valtype_t *p1, wasm_valtype_t *p2,
                                                     wasm_valtype_t *r) {
  wasm_valtype_t *params[2] = {p1, p2};
  return wasmelt_wasm_functype_of(2, params, 1, &r);
}
static inline wasm_functype_t *wasm_functype_new_3_1(wasm_valtype_t *p1, wasm_valtype_t *p2,
                                                     wasm_valtype_t *p3, wasm_valtype_t *r) {
  wasm_valtype_t *params[3] = {p1, p2, p3};
  return wasmelt_wasm_functype_of(3, params, 1, &r);
}
static inline wasm_functype_t *wasm_functype_new_0_2(wasm_valtype_t *r1, wasm_valtype_t *r2) {
  wasm_valtype_t *results[2] = {r1, r2};
  return wasmelt_wasm_functype_of(0, NULL, 2, results);
}
static inline wasm_functype_t *wasm_functype_new_1_2(wasm_valtype_t *p, wasm_valtype_t *r1,
                                                     wasm_valtype_t *r2) {
  wasm_valtype_t *results[2] = {r1, r2};
  return wasmelt_wasm_functype_of(1, &p, 2, results);
}
static inline wasm_functype_t *wasm_functype_new_2_2(wasm_valtype_t *p1, wasm_valtype_t *p2,
                                                     wasm_valtype_t *r1, wasm_valtype_t *r2) {
  wasm_valtype_t *params[2] = {p1, p2}, *results[2] = {r1, r2};
  return wasmelt_wasm_functype_of(2, params, 2, results);
}
static inline wasm_functype_t *wasm_functype_new_3_2(wasm_valtype_t *p1, wasm_valtype_t *p2,
                                                     wasm_valtype_t *p3, wasm_valtype_t *r1,
                                                     wasm_valtype_t *r2) {
  wasm_valtype_t *params[3] = {p1, p2, p3}, *results[2] = {r1, r2};
  return wasmelt_wasm_functype_of(3, params, 2, results);
}

/** A pointer of the host's as an integer that is as wide. */
static inline void wasm_val_init_ptr(wasm_val_t *out, void *pointer) {
#if UINTPTR_MAX == UINT32_MAX
  out->kind = WASM_I32;
  out->of.i32 = (int32_t)(intptr_t)pointer;
#else
  out->kind = WASM_I64;
  out->of.i64 = (int64_t)(intptr_t)pointer;
#endif
}
static inline void *wasm_val_ptr(const wasm_val_t *value) {
#if UINTPTR_MAX == UINT32_MAX
  return (void *)(intptr_t)value->of.i32;
#else
  return (void *)(intptr_t)value->of.i64;
#endif
}

#ifdef __cplusplus
}
#endif
#endif
