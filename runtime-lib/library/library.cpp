// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads libraries: checks that they fit this runtime and this machine, and fills in what only the
// process knows: ids of types and addresses of the runtime's functions.
#include "runtime-lib/library/library.h"

#include "runtime-lib/abi/abi_version.h"
#include "runtime-lib/abi/symbol_names.h"
#include "runtime-lib/library/new.h"
#include "runtime-lib/platform/trap_context.h"
#include "runtime-lib/runtime_calls.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace wasmelt::embed {

namespace {

void *const runtime_calls[] = {
#define WASMELT_RUNTIME_CALL(name, result, params, attributes)                                     \
  reinterpret_cast<void *>(wasmelt_rt_##name),
#include "runtime-lib/abi/runtime_calls.def"
};
constexpr uint32_t runtime_call_count = sizeof runtime_calls / sizeof runtime_calls[0];

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
Library *libraries;

Library *findLoaded(const LibraryDescriptor &descriptor) {
  for (Library *library = libraries; library; library = library->next)
    if (&library->descriptor == &descriptor)
      return library;
  return nullptr;
}

bool prepare(const LibraryDescriptor &descriptor, const char *path, Result &result) {
  if (descriptor.abi_version != WASMELT_ABI_VERSION ||
      descriptor.runtime_call_count != runtime_call_count)
    return result.fail(Status::Failure,
                       "%s was compiled by another version of wasmelt than this runtime is of "
                       "(interface %u, not %u)",
                       path, descriptor.abi_version, unsigned(WASMELT_ABI_VERSION));
  const char *missing =
      runtime::missingCpuFeature(static_cast<const char *>(descriptor.cpu_features));
  if (missing)
    return result.fail(Status::Failure,
                       "this machine's CPU lacks %.*s, which %s was compiled for. Compile it with "
                       "--cpu for a CPU that this one includes",
                       int(strcspn(missing, ",")), missing, path);
  memcpy(descriptor.runtime_calls, runtime_calls, sizeof runtime_calls);
  TypeId *ids = static_cast<TypeId *>(descriptor.type_ids);
  if (!internTypes(static_cast<const uint32_t *>(descriptor.type_words), descriptor.type_word_count,
                   ids))
    return result.fail(Status::Failure, "not enough memory for the types of %s", path);
  const TypeRow *rows = static_cast<const TypeRow *>(descriptor.types);
  for (uint32_t i = 0; i != descriptor.type_count; ++i)
    offerThunks(ids[i], &rows[i]);
  return true;
}

} // namespace

Result &Result::operator=(const Result &other) {
  status = other.status;
  trap = other.trap;
  keep(other.exception);
  memcpy(message, other.message, sizeof message);
  return *this;
}

bool Result::fail(Status why, const char *format, ...) {
  status = why;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  return false;
}

const Library *loadLibrary(const char *path, Result &result) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    const char *why = dlerror();
    result.fail(Status::Failure, "cannot load %s: %s", path, why ? why : "no reason is known");
    return nullptr;
  }
  void *symbol = dlsym(handle, WASMELT_SYMBOL_LIBRARY);
  if (!symbol) {
    result.fail(Status::Failure, "%s is not a library that wasmelt made", path);
    dlclose(handle);
    return nullptr;
  }
  const LibraryDescriptor &descriptor = *static_cast<const LibraryDescriptor *>(symbol);
  pthread_mutex_lock(&mutex);
  Library *library = findLoaded(descriptor);
  if (!library && prepare(descriptor, path, result)) {
    void *memory = malloc(sizeof(Library));
    if (memory) {
      library = new (memory) Library(descriptor);
      library->next = libraries;
      libraries = library;
    } else {
      result.fail(Status::Failure, "not enough memory for %s", path);
    }
  }
  pthread_mutex_unlock(&mutex);
  return library;
}

uint32_t importCount(const Library &library) { return library.descriptor.import_count; }

Import importAt(const Library &library, uint32_t index) {
  const ImportRow &row = library.imports()[index];
  return {{static_cast<const char *>(row.module), row.module_size},
          {static_cast<const char *>(row.name), row.name_size},
          ExternKind(row.kind)};
}

uint32_t exportCount(const Library &library) { return library.descriptor.export_count; }

Name exportName(const Library &library, uint32_t index, ExternKind &kind) {
  const ExportRow &row = library.exports()[index];
  kind = ExternKind(row.kind);
  return {static_cast<const char *>(row.name), row.name_size};
}

} // namespace wasmelt::embed
