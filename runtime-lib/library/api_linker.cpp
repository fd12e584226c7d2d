// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C interface: imports by name.
#include "runtime-lib/library/api.h"
#include "runtime-lib/library/new.h"
#include "runtime-lib/library/wasi.h"

#include <stdlib.h>
#include <string.h>

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

struct Definition {
  Definition *next;
  wasmelt_extern_t provided;
  size_t module_size, name_size;
  char names[]; // the module's, then the thing's

  bool isNamed(Name module, Name name) const {
    return module_size == module.size && name_size == name.size &&
           memcmp(names, module.bytes, module.size) == 0 &&
           memcmp(names + module_size, name.bytes, name.size) == 0;
  }
};

Name nameFrom(const char *text) { return {text, static_cast<uint32_t>(strlen(text))}; }

} // namespace

struct wasmelt_linker {
  wasmelt_store_t *store;
  Definition *definitions = nullptr;
  wasmelt_wasi_t *wasi = nullptr;

  explicit wasmelt_linker(wasmelt_store_t *store) : store(store) {}
  ~wasmelt_linker() {
    while (definitions) {
      Definition *definition = definitions;
      definitions = definition->next;
      free(definition);
    }
  }

  Definition *find(Name module, Name name) const {
    Definition *definition = definitions;
    while (definition && !definition->isNamed(module, name))
      definition = definition->next;
    return definition;
  }

  bool define(Name module, Name name, const wasmelt_extern_t &provided) {
    Definition *definition = find(module, name);
    if (!definition) {
      definition = static_cast<Definition *>(malloc(sizeof(Definition) + module.size + name.size));
      if (!definition)
        return false;
      definition->module_size = module.size;
      definition->name_size = name.size;
      memcpy(definition->names, module.bytes, module.size);
      memcpy(definition->names + module.size, name.bytes, name.size);
      definition->next = definitions;
      definitions = definition;
    }
    definition->provided = provided;
    return true;
  }
};

wasmelt_linker_t *wasmelt_linker_create(wasmelt_store_t *store, wasmelt_error_t **error) {
  void *memory = malloc(sizeof(wasmelt_linker));
  if (memory)
    return new (memory) wasmelt_linker(store);
  Result result;
  result.fail(Status::Failure, "not enough memory for a linker");
  report(error, result);
  return nullptr;
}

void wasmelt_linker_destroy(wasmelt_linker_t *linker) {
  if (!linker)
    return;
  linker->~wasmelt_linker();
  free(linker);
}

wasmelt_error_t *wasmelt_linker_define(wasmelt_linker_t *linker, const char *module,
                                       const char *name, wasmelt_extern_t provided) {
  if (linker->define(nameFrom(module), nameFrom(name), provided))
    return nullptr;
  return makeError(Status::Failure, "not enough memory");
}

wasmelt_error_t *wasmelt_linker_define_instance(wasmelt_linker_t *linker, const char *module,
                                                wasmelt_instance_t *handle) {
  Instance &instance = objectOf(handle);
  const Library &library = libraryOf(instance);
  for (uint32_t i = 0; i != exportCount(library); ++i) {
    ExternKind kind;
    if (!linker->define(nameFrom(module), exportName(library, i, kind), described(instance, i)))
      return makeError(Status::Failure, "not enough memory");
  }
  return nullptr;
}

wasmelt_instance_t *wasmelt_linker_instantiate(wasmelt_linker_t *linker,
                                               const wasmelt_library_t *handle,
                                               wasmelt_error_t **error) {
  const Library &library = objectOf(handle);
  uint32_t count = importCount(library);
  wasmelt_error_t *failure = nullptr;
  WasiProvider wasi(objectOf(linker->store), linker->wasi);
  auto *imports = static_cast<wasmelt_extern_t *>(calloc(count + 1, sizeof(wasmelt_extern_t)));
  if (!imports)
    failure = makeError(Status::Failure, "not enough memory");
  for (uint32_t i = 0; !failure && i != count; ++i) {
    Import import = importAt(library, i);
    if (const Definition *found = linker->find(import.module, import.name))
      imports[i] = found->provided;
    else
      imports[i].of.function = wasi.provide(import, &failure);
  }
  wasmelt_instance_t *instance = nullptr;
  if (!failure)
    instance = instantiateWithWasi(linker->store, handle, imports, count, wasi.caller(), &failure);
  free(imports);
  if (error)
    *error = failure;
  else
    wasmelt_error_free(failure);
  return instance;
}

void wasmelt_linker_define_wasi(wasmelt_linker_t *linker, wasmelt_wasi_t *wasi) {
  linker->wasi = wasi;
}
