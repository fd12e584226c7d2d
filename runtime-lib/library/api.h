// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Between the C interface (wasmelt/wasmelt.h) and what it is an interface to (wasmelt/embed.h). Its
// opaque structures are the latter's objects, but for errors and globals.
#pragma once

#include "runtime-lib/include/wasmelt/wasmelt.h"
#include "runtime-lib/library/store.h"

struct wasmelt_error {
  wasmelt::embed::Result result;
};

/// A global, with the type that its cell does not have. Owned by a store.
struct wasmelt_global {
  void *cell;
  wasmelt::embed::ValueType type;
  bool is_mutable;
};

namespace wasmelt::embed {

inline Store &objectOf(wasmelt_store_t *store) { return *reinterpret_cast<Store *>(store); }
inline const Library &objectOf(const wasmelt_library_t *library) {
  return *reinterpret_cast<const Library *>(library);
}
inline Instance &objectOf(wasmelt_instance_t *instance) {
  return *reinterpret_cast<Instance *>(instance);
}
inline Memory &objectOf(wasmelt_memory_t *memory) { return *reinterpret_cast<Memory *>(memory); }
inline Table &objectOf(wasmelt_table_t *table) { return *reinterpret_cast<Table *>(table); }
inline const ContextFuncRef *objectOf(const wasmelt_function_t *function) {
  return reinterpret_cast<const ContextFuncRef *>(function);
}

/// A copy of a result that is not Ok, for the host. Never null: if there is no memory for it, it is
/// one error that says so.
wasmelt_error_t *makeError(const Result &result);
wasmelt_error_t *makeError(Status status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/// Gives the host a reason why its request failed, if it wants to know.
void report(wasmelt_error_t **error, const Result &result);

/// Types, to and fro.
wasmelt_type_t described(ValueType type);
ValueType typeOf(wasmelt_type_t type);
/// Of a function type; stays valid.
wasmelt_signature_t described(TypeId type);
/// 0: not enough memory.
TypeId typeOf(const wasmelt_signature_t &signature);

/// Values, to and fro. False if the value is not of the type.
bool store(const wasmelt_value_t &value, ValueType type, Value &cell);
wasmelt_value_t load(const Value &cell, ValueType type);
/// What a type is called, as in the text format; for messages.
const char *nameOf(ValueType type);

/// wasmelt_instantiate, where some of the imports may be functions of WASI for this caller
/// (library/wasi.h), which is completed. Null: none are.
wasmelt_instance_t *instantiateWithWasi(wasmelt_store_t *store, const wasmelt_library_t *library,
                                        const wasmelt_extern_t *imports, size_t import_count,
                                        WasiCaller *wasi_caller, wasmelt_error_t **error);

/// An import or export, to and fro. `described` is for the export `index` of an instance.
Extern externOf(const wasmelt_extern_t &given);
wasmelt_extern_t described(Instance &instance, uint32_t index);

} // namespace wasmelt::embed
