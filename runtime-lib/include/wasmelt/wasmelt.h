/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * libwasmelt: loads modules that were compiled to shared libraries (`wasmelt lib.wasm --shared`),
 * instantiates and calls them, in C11 or C++11 and later.
 *
 *   wasmelt_error_t *error = NULL;
 *   const wasmelt_library_t *library = wasmelt_library_load("./libfoo.so", &error);
 *   wasmelt_store_t *store = wasmelt_store_create(NULL, &error);
 *   wasmelt_instance_t *instance = wasmelt_instantiate(store, library, NULL, 0, &error);
 *   wasmelt_value_t args[2] = {wasmelt_i32(1), wasmelt_i32(2)}, sum;
 *   error = wasmelt_call_export(instance, "add", args, 2, &sum, 1);
 *   if (error) { fputs(wasmelt_error_message(error), stderr); wasmelt_error_free(error); }
 *   wasmelt_store_destroy(store);
 *
 * Terms are those of the WebAssembly specification, chapter "Embedding".
 *
 * Errors. Whatever can fail says so by a wasmelt_error_t: as its result (null: it went well), or
 * through its last parameter `error`, which is written on failure only and may be null. The caller
 * owns the error and frees it. A trap in compiled code, an exception that nothing catches and an
 * error of a host function end the call that the host made, never the process; the instance stays
 * usable.
 *
 * Ownership. A store owns what is made in it: instances, functions, memories, tables, globals. All
 * of it lives as long as the store does, and only what is in one store may be linked to each other,
 * so that nothing refers to what is gone. An instance that is to be gone earlier than others gets a
 * store of its own: to make and to destroy one together with an instance takes a few microseconds.
 * Libraries stay loaded until the process ends.
 *
 * Limits of the system. Each memory with 32-bit addresses reserves 8 GiB of address space, whatever
 * it uses of them, so that a process of 128 TiB (Linux on x86-64) has room for about 16,000. Linux
 * also limits the mappings of a process (vm.max_map_count, 65530 by default): a memory takes two,
 * one more if its module has data, and two a table that can grow. Where a limit is reached,
 * instantiation fails with WASMELT_ERROR_FAILURE. Address space of destroyed instances is kept for
 * new ones; their pages go back to the system.
 *
 * Threads. Functions may be called from any thread. An instance, and instances that share memories
 * (unless these are shared ones), tables or globals, may be used by one thread at a time.
 * Functions of different stores may always run at the same time.
 *
 * Strings without a size end with a zero. Names are UTF-8 and may contain zeros where a size goes
 * with them.
 */
#ifndef WASMELT_H
#define WASMELT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define WASMELT_API __attribute__((visibility("default")))
#else
#define WASMELT_API
#endif

/* ---- Versions ----------------------------------------------------------------------------------
 */

/** The version of libwasmelt that is linked, as "0.1.0". */
WASMELT_API const char *wasmelt_version(void);

/** The version of the contract between compiled modules and libwasmelt. A library that was compiled
 * for another one is refused when it is loaded. */
WASMELT_API uint32_t wasmelt_abi_version(void);

/* ---- Errors ------------------------------------------------------------------------------------
 */

/** Why something failed. Owned by whoever received it; immutable. */
typedef struct wasmelt_error wasmelt_error_t;

typedef enum wasmelt_error_kind {
  WASMELT_ERROR_TRAP = 1,  /**< compiled code, or a function of the host, trapped */
  WASMELT_ERROR_EXCEPTION, /**< a WebAssembly exception that nothing caught */
  WASMELT_ERROR_LINK,      /**< an import is missing or does not match */
  WASMELT_ERROR_FAILURE,   /**< the system: files, memory, address space */
  WASMELT_ERROR_LIMIT,     /**< a limit of the store is in the way */
  WASMELT_ERROR_MISUSE,    /**< this interface was used in a wrong way: types, names, numbers */
  WASMELT_ERROR_EXIT       /**< the module exited: proc_exit of WASI (wasmelt/wasi.h) */
} wasmelt_error_kind_t;

/** The traps of the specification, and those of proposals. */
typedef enum wasmelt_trap {
  WASMELT_TRAP_NONE = 0, /**< no trap, or one by a function of the host */
  WASMELT_TRAP_UNREACHABLE = 64,
  WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS = 65,
  WASMELT_TRAP_TABLE_OUT_OF_BOUNDS = 66,
  WASMELT_TRAP_UNDEFINED_ELEMENT = 67,
  WASMELT_TRAP_UNINITIALIZED_ELEMENT = 68,
  WASMELT_TRAP_INDIRECT_CALL_TYPE_MISMATCH = 69,
  WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO = 70,
  WASMELT_TRAP_INTEGER_OVERFLOW = 71,
  WASMELT_TRAP_INVALID_CONVERSION_TO_INTEGER = 72,
  WASMELT_TRAP_CALL_STACK_EXHAUSTED = 73,
  WASMELT_TRAP_NULL_FUNCTION_REFERENCE = 74,
  WASMELT_TRAP_NULL_REFERENCE = 75,
  WASMELT_TRAP_OUT_OF_MEMORY = 76,
  WASMELT_TRAP_CAST_FAILURE = 77,
  WASMELT_TRAP_UNALIGNED_ATOMIC = 80,
  WASMELT_TRAP_EXPECTED_SHARED_MEMORY = 81,
  WASMELT_TRAP_OUT_OF_FUEL = 82,      /**< wasmelt_store_set_fuel */
  WASMELT_TRAP_INTERRUPTED = 83,      /**< wasmelt_store_interrupt */
  WASMELT_TRAP_DEADLINE_EXCEEDED = 84 /**< wasmelt_store_set_deadline */
} wasmelt_trap_t;

/** A function that was running when a trap happened. */
typedef struct wasmelt_frame {
  const char *function; /**< its name, from the module's name section, or its number; never null */
  const char *library;  /**< the path that its library was loaded by */
  uint64_t offset; /**< of the instruction in the library, as debuggers and disassemblers have it */
} wasmelt_frame_t;

/** Makes the error with which a function of the host traps. The text is copied. */
WASMELT_API wasmelt_error_t *wasmelt_error_new(const char *message);

/** Frees an error. Null is allowed. */
WASMELT_API void wasmelt_error_free(wasmelt_error_t *error);

/** What kind of error this is. */
WASMELT_API wasmelt_error_kind_t wasmelt_error_kind(const wasmelt_error_t *error);

/** Which trap; WASMELT_TRAP_NONE for other errors and for traps by functions of the host. */
WASMELT_API wasmelt_trap_t wasmelt_error_trap(const wasmelt_error_t *error);

/** The status that a module exited with; 0 for other errors. */
WASMELT_API int32_t wasmelt_error_exit_status(const wasmelt_error_t *error);

/** What is wrong, for people, without an end of line. Lives as long as the error. */
WASMELT_API const char *wasmelt_error_message(const wasmelt_error_t *error);

/** How many frames are known of a trap's back trace: the innermost 32 at most. */
WASMELT_API size_t wasmelt_error_frame_count(const wasmelt_error_t *error);

/** A frame of the back trace; 0 is the innermost. `index` must be below the count. The strings live
 * as long as the process. */
WASMELT_API wasmelt_frame_t wasmelt_error_frame(const wasmelt_error_t *error, size_t index);

/* ---- Types and values --------------------------------------------------------------------------
 */

/** The kinds of value types. References are WASMELT_FUNCREF and above. */
typedef enum wasmelt_kind {
  WASMELT_I32 = 0,
  WASMELT_I64 = 1,
  WASMELT_F32 = 2,
  WASMELT_F64 = 3,
  WASMELT_V128 = 4,
  WASMELT_FUNCREF = 16,   /**< any function */
  WASMELT_EXTERNREF = 17, /**< a pointer of the host's */
  WASMELT_ANYREF = 18,    /**< this and those below up to ARRAYREF: garbage-collected objects */
  WASMELT_EQREF = 19,
  WASMELT_I31REF = 20,
  WASMELT_STRUCTREF = 21,
  WASMELT_ARRAYREF = 22,
  WASMELT_EXNREF = 23,  /**< an exception */
  WASMELT_NULLREF = 24, /**< only null, as are the next three */
  WASMELT_NULLFUNCREF = 25,
  WASMELT_NULLEXTERNREF = 26,
  WASMELT_NULLEXNREF = 27,
  WASMELT_TYPEDREF = 28 /**< of the defined type `id`: a function, a struct or an array */
} wasmelt_kind_t;

/** A value type. */
typedef struct wasmelt_type {
  wasmelt_kind_t kind;
  bool nullable; /**< of references: whether null is among the values */
  uint32_t id;   /**< of WASMELT_TYPEDREF: which type, the same in all modules; else 0 */
} wasmelt_type_t;

/** Parameters and results of functions. What it points at belongs to whoever made it; that of
 * functions and libraries lives as long as the process. */
typedef struct wasmelt_signature {
  const wasmelt_type_t *params;
  size_t param_count;
  const wasmelt_type_t *results;
  size_t result_count;
} wasmelt_signature_t;

/** How large a memory (in pages) or a table (in elements) is declared to be. */
typedef struct wasmelt_range {
  uint64_t min;
  uint64_t max; /**< counts if has_max */
  bool has_max;
  bool is_64;     /**< whether indices are 64 bits wide */
  bool is_shared; /**< of memories: whether several threads may use it at a time */
} wasmelt_range_t;

typedef enum wasmelt_extern_kind {
  WASMELT_EXTERN_FUNCTION = 0,
  WASMELT_EXTERN_TABLE = 1,
  WASMELT_EXTERN_MEMORY = 2,
  WASMELT_EXTERN_GLOBAL = 3,
  WASMELT_EXTERN_TAG = 4
} wasmelt_extern_kind_t;

/** The type of an import or export: what goes with its kind. */
typedef struct wasmelt_extern_type {
  wasmelt_extern_kind_t kind;
  wasmelt_signature_t signature; /**< functions and tags */
  wasmelt_type_t type;           /**< a global's, or a table's elements' */
  bool is_mutable;               /**< globals */
  wasmelt_range_t range;         /**< tables and memories */
  uint32_t page_size;            /**< memories: bytes */
} wasmelt_extern_type_t;

typedef struct wasmelt_function wasmelt_function_t;
typedef struct wasmelt_table wasmelt_table_t;
typedef struct wasmelt_memory wasmelt_memory_t;
typedef struct wasmelt_global wasmelt_global_t;
typedef struct wasmelt_tag wasmelt_tag_t;

/** A value, or null if a reference is null. */
typedef struct wasmelt_value {
  wasmelt_kind_t kind;
  union {
    int32_t i32;
    int64_t i64;
    float f32;
    double f64;
    uint8_t v128[16];
    const wasmelt_function_t *function; /**< WASMELT_FUNCREF, and WASMELT_TYPEDREF of functions */
    void *ref;                          /**< other references */
  } of;
} wasmelt_value_t;

/** Makes an i32. */
static inline wasmelt_value_t wasmelt_i32(int32_t value) {
  wasmelt_value_t v;
  v.kind = WASMELT_I32;
  v.of.i64 = 0;
  v.of.i32 = value;
  return v;
}
/** Makes an i64. */
static inline wasmelt_value_t wasmelt_i64(int64_t value) {
  wasmelt_value_t v;
  v.kind = WASMELT_I64;
  v.of.i64 = value;
  return v;
}
/** Makes an f32. */
static inline wasmelt_value_t wasmelt_f32(float value) {
  wasmelt_value_t v;
  v.kind = WASMELT_F32;
  v.of.i64 = 0;
  v.of.f32 = value;
  return v;
}
/** Makes an f64. */
static inline wasmelt_value_t wasmelt_f64(double value) {
  wasmelt_value_t v;
  v.kind = WASMELT_F64;
  v.of.f64 = value;
  return v;
}
/** Makes a reference to a function; null is allowed. */
static inline wasmelt_value_t wasmelt_funcref(const wasmelt_function_t *function) {
  wasmelt_value_t v;
  v.kind = WASMELT_FUNCREF;
  v.of.function = function;
  return v;
}
/** Makes a reference to something of the host, which modules can only pass on; null is allowed. */
static inline wasmelt_value_t wasmelt_externref(void *pointer) {
  wasmelt_value_t v;
  v.kind = WASMELT_EXTERNREF;
  v.of.ref = pointer;
  return v;
}

/* ---- Libraries ---------------------------------------------------------------------------------
 */

/** A compiled module that was loaded. Immutable, never freed. */
typedef struct wasmelt_library wasmelt_library_t;

/** What a library wants, or offers. Everything it points at lives as long as the process. */
typedef struct wasmelt_import {
  const char *module;
  size_t module_size;
  const char *name;
  size_t name_size;
  wasmelt_extern_type_t type;
} wasmelt_import_t;
typedef struct wasmelt_export {
  const char *name;
  size_t name_size;
  wasmelt_extern_type_t type;
} wasmelt_export_t;

/** Loads a library by its path (one without a slash is searched for as dlopen(3) does). A library
 * that is loaded already is found again. Null on failure: the file is not there or none of ours, or
 * was compiled for another version of libwasmelt or for a CPU that this one does not include. */
WASMELT_API const wasmelt_library_t *wasmelt_library_load(const char *path,
                                                          wasmelt_error_t **error);

/** What a library was compiled for: options of wasmelt. */
enum {
  WASMELT_INTERRUPTIBLE = 1,   /**< --interruptible */
  WASMELT_COUNTS_FUEL = 2,     /**< --fuel */
  WASMELT_TRAPS_EXPLICITLY = 4 /**< --traps=explicit: signal handlers are not needed */
};
/** Those that a library was compiled with, added up. */
WASMELT_API uint32_t wasmelt_library_options(const wasmelt_library_t *library);

/** How many imports a library has. */
WASMELT_API size_t wasmelt_library_import_count(const wasmelt_library_t *library);
/** An import by number, which must be below the count. */
WASMELT_API wasmelt_import_t wasmelt_library_import(const wasmelt_library_t *library, size_t index);
/** How many exports a library has. */
WASMELT_API size_t wasmelt_library_export_count(const wasmelt_library_t *library);
/** An export by number, which must be below the count. */
WASMELT_API wasmelt_export_t wasmelt_library_export(const wasmelt_library_t *library, size_t index);

/* ---- Stores ------------------------------------------------------------------------------------
 */

/** Instances, and what they share. */
typedef struct wasmelt_store wasmelt_store_t;

/** What modules may have in a store; 0 is no limit of this kind. A module that asks for more from
 * the start is not instantiated (WASMELT_ERROR_LIMIT); growing beyond a limit fails as the module
 * sees it: with -1. */
typedef struct wasmelt_store_limits {
  uint64_t memory_size;    /**< bytes of each memory */
  uint64_t total_memory;   /**< bytes of all memories together */
  uint64_t table_elements; /**< of each table */
  uint64_t total_elements; /**< of all tables together */
  uint64_t instances;
  uint64_t memories; /**< in all instances together */
  uint64_t tables;   /**< the same */
  /** Bytes that a call by the host may use of its thread's stack, with all that it calls in the
   * store; where there is less, less. A call that needs more ends with
   * WASMELT_TRAP_CALL_STACK_EXHAUSTED, at most 64 KiB later. Libraries have to be compiled for it
   * (--interruptible or --traps=explicit); others are not instantiated in such a store, and it is
   * used by one thread at a time: calls by another fail with WASMELT_ERROR_MISUSE. */
  uint64_t stack_size;
} wasmelt_store_limits_t;

/** Makes a store. `limits` may be null: there are none. Null on failure.
 *
 * If the environment has WASMELT_CHECKS=1, or libwasmelt was built for debugging, calls of
 * instances of destroyed stores, and of instances that another thread is using, fail with
 * WASMELT_ERROR_MISUSE instead of doing harm. That costs time in each call, and destroyed stores
 * then keep some memory. */
WASMELT_API wasmelt_store_t *wasmelt_store_create(const wasmelt_store_limits_t *limits,
                                                  wasmelt_error_t **error);

/** Frees a store and all in it. Nothing of it may be running. Null is allowed; a store that is
 * none, or not any more, ends the process with a message. */
WASMELT_API void wasmelt_store_destroy(wasmelt_store_t *store);

/* ---- Limits of calls ---------------------------------------------------------------------------
 *
 * They need libraries that were compiled for them. Setting one fails with WASMELT_ERROR_MISUSE if
 * the store has an instance of a library that was not, as does, afterwards, the instantiation of
 * such a library. A call that is stopped ends with a trap, and its instance stays usable.
 *
 * What is counted and asked for is the store's: where several threads are in one store, each of
 * them may be the one that is stopped. A store with a library that traps explicitly is used by one
 * thread at a time, as its stack is compared with a limit (wasmelt_store_limits_t).
 */

/** From any thread: stops the call that is running, or if none is, the next one. Compiled code
 * (--interruptible) finds out at the next loop or function, and where it waits within 10
 * milliseconds: in memory.atomic.wait, and in WASI's poll_oneoff, fd_read, sock_accept and
 * sock_recv until there is anything to read. Other calls of WASI (writing to who does not read,
 * opening a FIFO) and functions of the host are not stopped.
 */
WASMELT_API wasmelt_error_t *wasmelt_store_interrupt(wasmelt_store_t *store);

/** Stops, from so many nanoseconds from now on, the call that is running, and all later ones. Takes
 * the place of a deadline that was set before. */
WASMELT_API wasmelt_error_t *wasmelt_store_set_deadline(wasmelt_store_t *store,
                                                        uint64_t nanoseconds);
/** For wasmelt_store_set_deadline: no deadline, as at first. */
#define WASMELT_NO_DEADLINE UINT64_MAX

/** How many instructions (--fuel) calls may run from now on, in all instances of the store
 * together. Each instruction costs 1 (`end`, `else` and `catch` nothing; those on ranges 1 more for
 * each 64 bytes or 8 elements), and code pays before it runs for as much as runs without a branch.
 * What is left depends on nothing but the module and its inputs. */
WASMELT_API wasmelt_error_t *wasmelt_store_set_fuel(wasmelt_store_t *store, uint64_t fuel);
/** Adds to what is left. */
WASMELT_API wasmelt_error_t *wasmelt_store_add_fuel(wasmelt_store_t *store, uint64_t fuel);
/** What is left. */
WASMELT_API uint64_t wasmelt_store_fuel(const wasmelt_store_t *store);
/** For wasmelt_store_set_fuel: any number, as at first. */
#define WASMELT_UNLIMITED_FUEL UINT64_MAX

/* ---- What is imported and exported -------------------------------------------------------------
 */

/** An import or export. `of` is that of the kind; null: there is none. */
typedef struct wasmelt_extern {
  wasmelt_extern_kind_t kind;
  union {
    wasmelt_function_t *function;
    wasmelt_table_t *table;
    wasmelt_memory_t *memory;
    wasmelt_global_t *global;
    wasmelt_tag_t *tag;
  } of;
} wasmelt_extern_t;

/* ---- Instances ---------------------------------------------------------------------------------
 */

/** An instance of a library, owned by its store. */
typedef struct wasmelt_instance wasmelt_instance_t;

/** Instantiates a library: `imports` has one for each of its imports, in their order
 * (wasmelt_library_import). The start function has run when this returns. Null on failure; after a
 * trap, what was written into imported tables and memories stays. */
WASMELT_API wasmelt_instance_t *wasmelt_instantiate(wasmelt_store_t *store,
                                                    const wasmelt_library_t *library,
                                                    const wasmelt_extern_t *imports,
                                                    size_t import_count, wasmelt_error_t **error);

/** The library that an instance is of. */
WASMELT_API const wasmelt_library_t *wasmelt_instance_library(const wasmelt_instance_t *instance);

/** Finds an export by its name. False if there is none; `result` is written if there is. */
WASMELT_API bool wasmelt_instance_export(wasmelt_instance_t *instance, const char *name,
                                         wasmelt_extern_t *result);
/** The same for a name that may contain zeros. */
WASMELT_API bool wasmelt_instance_export_sized(wasmelt_instance_t *instance, const char *name,
                                               size_t name_size, wasmelt_extern_t *result);
/** An export by number (wasmelt_library_export), which must be below the count. */
WASMELT_API wasmelt_extern_t wasmelt_instance_export_at(wasmelt_instance_t *instance, size_t index);

/* ---- Named imports -----------------------------------------------------------------------------
 */

/** A collection of what modules may import, by name. Not to be used by two threads at once. */
typedef struct wasmelt_linker wasmelt_linker_t;

/** Makes an empty collection for instances in `store`, which has to outlive it. Null on failure. */
WASMELT_API wasmelt_linker_t *wasmelt_linker_create(wasmelt_store_t *store,
                                                    wasmelt_error_t **error);
/** Frees the collection, not what is in it. Null is allowed. */
WASMELT_API void wasmelt_linker_destroy(wasmelt_linker_t *linker);
/** Provides something under a name, which is copied; what had the name before is replaced. */
WASMELT_API wasmelt_error_t *wasmelt_linker_define(wasmelt_linker_t *linker, const char *module,
                                                   const char *name, wasmelt_extern_t provided);
/** Provides all exports of an instance under `module`. */
WASMELT_API wasmelt_error_t *wasmelt_linker_define_instance(wasmelt_linker_t *linker,
                                                            const char *module,
                                                            wasmelt_instance_t *instance);
/** Instantiates a library with what the collection has. Null on failure: an import that is missing
 * or does not match is named. */
WASMELT_API wasmelt_instance_t *wasmelt_linker_instantiate(wasmelt_linker_t *linker,
                                                           const wasmelt_library_t *library,
                                                           wasmelt_error_t **error);

/* ---- Functions ---------------------------------------------------------------------------------
 */

/** A function of the host: reads its arguments, which have the types that it was made with, and
 * writes its results, whose kinds are set already. Returns null, or an error, which then belongs to
 * libwasmelt and ends the call that the host made. It may call compiled code. It must return; to
 * leave it by longjmp or a C++ exception is undefined. */
typedef wasmelt_error_t *(*wasmelt_callback_t)(void *data, const wasmelt_value_t *args,
                                               wasmelt_value_t *results);

/** Makes a function of the host, which gets `data` each time. Null on failure. */
WASMELT_API wasmelt_function_t *wasmelt_function_new(wasmelt_store_t *store,
                                                     const wasmelt_signature_t *signature,
                                                     wasmelt_callback_t callback, void *data,
                                                     wasmelt_error_t **error);

/** Parameters and results. */
WASMELT_API wasmelt_signature_t wasmelt_function_signature(const wasmelt_function_t *function);

/** Calls a function. Numbers and types of arguments, and the number of results, have to be right:
 * WASMELT_ERROR_MISUSE if not, and nothing runs. Results are written if all went well. May be
 * called by functions of the host. */
WASMELT_API wasmelt_error_t *wasmelt_call(const wasmelt_function_t *function,
                                          const wasmelt_value_t *args, size_t arg_count,
                                          wasmelt_value_t *results, size_t result_count);

/** Calls an export by its name. */
WASMELT_API wasmelt_error_t *wasmelt_call_export(wasmelt_instance_t *instance, const char *name,
                                                 const wasmelt_value_t *args, size_t arg_count,
                                                 wasmelt_value_t *results, size_t result_count);

/* ---- Memories ----------------------------------------------------------------------------------
 */

/** Makes a memory of pages of 64 KiB. Null on failure. */
WASMELT_API wasmelt_memory_t *wasmelt_memory_new(wasmelt_store_t *store, wasmelt_range_t range,
                                                 wasmelt_error_t **error);
/** The address of byte 0, which never changes. Only `wasmelt_memory_size` bytes may be accessed. */
WASMELT_API uint8_t *wasmelt_memory_data(wasmelt_memory_t *memory);
/** Bytes. Grows as the module grows the memory, and never shrinks. */
WASMELT_API uint64_t wasmelt_memory_size(const wasmelt_memory_t *memory);
/** Copies bytes out of a memory. False, and nothing is copied, if not all of them are inside. */
WASMELT_API bool wasmelt_memory_read(const wasmelt_memory_t *memory, uint64_t offset, void *to,
                                     size_t size);
/** Copies bytes into a memory. False, and nothing is copied, if not all of them are inside. */
WASMELT_API bool wasmelt_memory_write(wasmelt_memory_t *memory, uint64_t offset, const void *from,
                                      size_t size);
/** Grows by pages: the old size in pages, or -1 if a limit or the system is in the way. */
WASMELT_API int64_t wasmelt_memory_grow(wasmelt_memory_t *memory, uint64_t pages);

/* ---- Globals -----------------------------------------------------------------------------------
 */

/** Makes a global. Null on failure: the value does not match the type. */
WASMELT_API wasmelt_global_t *wasmelt_global_new(wasmelt_store_t *store, wasmelt_type_t type,
                                                 bool is_mutable, wasmelt_value_t value,
                                                 wasmelt_error_t **error);
/** The type of the values that a global can have. */
WASMELT_API wasmelt_type_t wasmelt_global_type(const wasmelt_global_t *global);
/** Whether wasmelt_global_set, and modules, can change a global. */
WASMELT_API bool wasmelt_global_is_mutable(const wasmelt_global_t *global);
/** A global's value. */
WASMELT_API wasmelt_value_t wasmelt_global_get(const wasmelt_global_t *global);
/** Fails if the global is not mutable or the value does not match its type. */
WASMELT_API wasmelt_error_t *wasmelt_global_set(wasmelt_global_t *global, wasmelt_value_t value);

/* ---- Tables ------------------------------------------------------------------------------------
 */

/** Makes a table whose elements are `init`. Null on failure: the value does not match the type. */
WASMELT_API wasmelt_table_t *wasmelt_table_new(wasmelt_store_t *store, wasmelt_type_t element,
                                               wasmelt_range_t range, wasmelt_value_t init,
                                               wasmelt_error_t **error);
/** The type of a table's elements. */
WASMELT_API wasmelt_type_t wasmelt_table_element_type(const wasmelt_table_t *table);
/** How many elements a table has. */
WASMELT_API uint64_t wasmelt_table_size(const wasmelt_table_t *table);
/** Fails if the index is not below the size. */
WASMELT_API wasmelt_error_t *wasmelt_table_get(const wasmelt_table_t *table, uint64_t index,
                                               wasmelt_value_t *result);
/** Fails if the index is not below the size or the value does not match the element type. */
WASMELT_API wasmelt_error_t *wasmelt_table_set(wasmelt_table_t *table, uint64_t index,
                                               wasmelt_value_t value);
/** Grows by `delta` elements `init`: the old size, or -1 if a limit or the system is in the way or
 * the value does not match. */
WASMELT_API int64_t wasmelt_table_grow(wasmelt_table_t *table, uint64_t delta,
                                       wasmelt_value_t init);

#ifdef __cplusplus
}
#endif
#endif
