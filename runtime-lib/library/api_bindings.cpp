// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C interface: what generated headers need (wasmelt/bindings.h).
#include "runtime-lib/include/wasmelt/bindings.h"
#include "runtime-lib/library/api.h"
#include "runtime-lib/library/wasi.h"

#include <stdlib.h>

using namespace wasmelt;
using namespace wasmelt::embed;

wasmelt_function_t *wasmelt_function_new_native(wasmelt_store_t *store,
                                                const wasmelt_signature_t *signature,
                                                wasmelt_native_function_t function, void *env,
                                                wasmelt_error_t **error) {
  TypeId type = typeOf(*signature);
  ContextFuncRef *made = type ? makeNativeFunction(objectOf(store), type, function, env) : nullptr;
  if (!made) {
    Result result;
    result.fail(Status::Failure, "not enough memory for a function");
    report(error, result);
  }
  return reinterpret_cast<wasmelt_function_t *>(made);
}

const wasmelt_library_t *wasmelt_library_linked(const void *compiled, const char *name,
                                                wasmelt_error_t **error) {
  Result result;
  const Library *library =
      linkedLibrary(*static_cast<const LibraryDescriptor *>(compiled), name, result);
  if (!library)
    report(error, result);
  return reinterpret_cast<const wasmelt_library_t *>(library);
}

namespace {

wasmelt_instance_t *instantiateWith(wasmelt_store_t *store, const wasmelt_library_t *library,
                                    const wasmelt_provided_t *provided, size_t count,
                                    wasmelt_wasi *wasi, wasmelt_error_t **error) {
  WasiProvider provider(objectOf(store), wasi);
  auto *externs = static_cast<wasmelt_extern_t *>(calloc(count + 1, sizeof(wasmelt_extern_t)));
  if (!externs) {
    *error = makeError(Status::Failure, "not enough memory");
    return nullptr;
  }
  for (size_t i = 0; i != count && !*error; ++i) {
    externs[i] = provided[i].object;
    if (i >= wasmelt_library_import_count(library))
      continue;
    wasmelt_import_t import = wasmelt_library_import(library, i);
    if (import.type.kind != WASMELT_EXTERN_FUNCTION)
      continue;
    if (provided[i].function)
      externs[i].of.function = wasmelt_function_new_native(
          store, &import.type.signature, provided[i].function, provided[i].env, error);
    else if (!externs[i].of.function)
      externs[i].of.function = provider.provide(importAt(objectOf(library), uint32_t(i)), error);
  }
  wasmelt_instance_t *instance =
      *error ? nullptr
             : instantiateWithWasi(store, library, externs, count, provider.caller(), error);
  free(externs);
  return instance;
}

} // namespace

wasmelt_instance_t *wasmelt_binding_create(wasmelt_store_t *store, const wasmelt_library_t *library,
                                           const wasmelt_provided_t *provided, size_t count,
                                           wasmelt_wasi *wasi, wasmelt_error_t **error) {
  wasmelt_error_t *failure = nullptr;
  wasmelt_store_t *own = store ? nullptr : wasmelt_store_create(nullptr, &failure);
  wasmelt_instance_t *instance = nullptr;
  if (!failure)
    instance = instantiateWith(store ? store : own, library, provided, count, wasi, &failure);
  if (instance) {
    StoreInstance::of(objectOf(instance)).owns_store = own;
    return instance;
  }
  wasmelt_store_destroy(own);
  if (error)
    *error = failure;
  else
    wasmelt_error_free(failure);
  return nullptr;
}

void wasmelt_binding_destroy(wasmelt_instance_t *instance) {
  if (instance && StoreInstance::of(objectOf(instance)).owns_store)
    destroyStore(StoreInstance::of(objectOf(instance)).store);
}
