/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * What libwasmelt adds to the standard interface <wasm.h>: loading a compiled module by its path,
 * reasons where the standard has no place for them, and names for what it cannot express. */
#ifndef WASMELT_WASM_H
#define WASMELT_WASM_H

#include <wasm.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Loads the library at a path (one without a slash is searched for as dlopen(3) does). Unlike
 * wasm_module_new it makes no copy, and debuggers find the file. Null on failure. */
WASM_API_EXTERN wasm_module_t *wasmelt_wasm_module_load(wasm_store_t *store, const char *path);

/** Called with the reason when a function of wasm.h fails that cannot return one: that a module
 * cannot be loaded, that something cannot be made, or that an instance cannot where the host gave
 * no place for a trap. Several threads may call it at once. */
typedef void (*wasmelt_wasm_error_handler_t)(void *data, const char *message);

/** Sets the handler for the process; null: reasons are dropped. At first there is one that writes
 * "wasmelt: error: REASON" to standard error, as hosts that know nothing of wasmelt would otherwise
 * fail without a word. */
WASM_API_EXTERN void wasmelt_wasm_set_error_handler(wasmelt_wasm_error_handler_t handler,
                                                    void *data);

/** The name of a frame's function, from the module's name section, or its number. Lives as long as
 * the process. */
WASM_API_EXTERN const char *wasmelt_wasm_frame_function_name(const wasm_frame_t *frame);

/** What wasm_valtype_kind says of types that modules may use and wasm_val_t has no place for.
 * Functions of such types can be passed from instance to instance, but not called by the host. */
enum wasmelt_wasm_valkind_enum {
  WASMELT_WASM_V128 = 4,       /**< vectors */
  WASMELT_WASM_OTHER_REF = 130 /**< exceptions and garbage-collected objects */
};

#ifdef __cplusplus
}
#endif
#endif
