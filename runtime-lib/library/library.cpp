// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads libraries: checks that they fit this runtime and this machine, and fills in what only the
// process knows: ids of types and addresses of the runtime's functions.
#include "runtime-lib/library/library.h"

#include "runtime-lib/abi/abi_version.h"
#include "runtime-lib/abi/symbol_names.h"
#include "runtime-lib/library/memory_image.h"
#include "runtime-lib/library/new.h"
#include "runtime-lib/platform/trap_context.h"
#include "runtime-lib/runtime_calls.h"
#include "runtime-lib/unwind.h"

#include <dlfcn.h>
#include <link.h>
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
Library *libraries; // only grows; signal handlers read it

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

// Looks for the image that holds a library's descriptor.
int lookInImage(dl_phdr_info *image, size_t, void *data) {
  Library &library = *static_cast<Library *>(data);
  uintptr_t wanted = reinterpret_cast<uintptr_t>(&library.descriptor);
  uintptr_t low = UINTPTR_MAX, high = 0;
  const unsigned char *table = nullptr;
  for (unsigned i = 0; i != image->dlpi_phnum; ++i) {
    const ElfW(Phdr) &segment = image->dlpi_phdr[i];
    uintptr_t start = image->dlpi_addr + segment.p_vaddr, end = start + segment.p_memsz;
    if (segment.p_type == PT_GNU_EH_FRAME)
      table = reinterpret_cast<const unsigned char *>(start);
    if (segment.p_type != PT_LOAD)
      continue;
    low = start < low ? start : low;
    high = end > high ? end : high;
  }
  if (wanted < low || wanted >= high)
    return 0;
  library.load_address = image->dlpi_addr;
  library.low = low;
  library.high = high;
  library.unwind_table = table;
  return 1;
}

Library *addLibrary(const LibraryDescriptor &descriptor, const char *path) {
  void *memory = malloc(sizeof(Library));
  char *name = strdup(path);
  if (!memory || !name) {
    free(memory);
    free(name);
    return nullptr;
  }
  auto *library = new (memory) Library(descriptor);
  library->path = name;
  if (!makeImages(*library)) {
    free(memory);
    free(name);
    return nullptr;
  }
  dl_iterate_phdr(lookInImage, library);
  library->next = libraries;
  __atomic_store_n(&libraries, library, __ATOMIC_RELEASE);
  return library;
}

const Library *firstLibrary() { return __atomic_load_n(&libraries, __ATOMIC_ACQUIRE); }

const char *functionName(const LibraryDescriptor &descriptor, uintptr_t function) {
  const auto *names = static_cast<const FunctionName *>(descriptor.function_names);
  for (uint32_t i = 0; i != descriptor.function_name_count; ++i)
    if (reinterpret_cast<uintptr_t>(&names[i].code) + static_cast<intptr_t>(names[i].code) ==
        function)
      return static_cast<const char *>(descriptor.name_strings) + names[i].name;
  return nullptr;
}

} // namespace

const Library *libraryAt(uintptr_t address) {
  const Library *library = firstLibrary();
  while (library && !library->holds(address))
    library = library->next;
  return library;
}

Place placeOf(uintptr_t address) {
  Place place;
  uintptr_t function = runtime::functionAt(address);
  // Several may lie in one image, that of a program that they are linked into.
  for (const Library *library = firstLibrary(); library; library = library->next) {
    if (!library->holds(address))
      continue;
    const char *name = function ? functionName(library->descriptor, function) : nullptr;
    if (!name && place.library)
      continue;
    place.library = library->path;
    place.offset = address - library->load_address;
    place.function = name;
    if (name)
      break;
  }
  return place;
}

Result &Result::operator=(const Result &other) {
  status = other.status;
  trap = other.trap;
  exit_status = other.exit_status;
  keep(other.exception);
  memcpy(message, other.message, sizeof message);
  frame_count = other.frame_count;
  memcpy(frames, other.frames, frame_count * sizeof *frames);
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

const Library *linkedLibrary(const LibraryDescriptor &descriptor, const char *name,
                             Result &result) {
  pthread_mutex_lock(&mutex);
  Library *library = findLoaded(descriptor);
  if (!library && prepare(descriptor, name, result)) {
    library = addLibrary(descriptor, name);
    if (!library)
      result.fail(Status::Failure, "not enough memory for %s", name);
  }
  pthread_mutex_unlock(&mutex);
  return library;
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
  return linkedLibrary(*static_cast<const LibraryDescriptor *>(symbol), path, result);
}

uint32_t optionsOf(const Library &library) { return library.descriptor.options; }

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
