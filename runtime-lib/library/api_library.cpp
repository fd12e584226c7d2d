// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C interface: libraries, what they import and export, and instances.
#include "runtime-lib/library/api.h"

#include <stdlib.h>
#include <string.h>

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

wasmelt_range_t rangeOf(uint64_t min, uint64_t max, uint32_t flags) {
  return {min, max, (flags & LimitHasMax) != 0, (flags & LimitIs64) != 0,
          (flags & LimitShared) != 0};
}

/// The type of an import or export: the `index`-th of its kind, of the type `function_type` if a
/// function.
wasmelt_extern_type_t typeOf(const Library &library, ExternKind kind, uint32_t index,
                             uint32_t function_type) {
  wasmelt_extern_type_t result = {};
  result.kind = static_cast<wasmelt_extern_kind_t>(kind);
  switch (kind) {
  case ExternKind::Function:
    result.signature = described(library.typeId(function_type));
    break;
  case ExternKind::Table: {
    const TableRow &row = library.tables()[index];
    result.type = described(library.valueType(row.element, row.element_type));
    result.range = rangeOf(row.min, row.max, row.flags);
    break;
  }
  case ExternKind::Memory: {
    const MemoryRow &row = library.memories()[index];
    result.range = rangeOf(row.min, row.max, row.flags);
    result.page_size = uint32_t(1) << row.page_size_log2;
    break;
  }
  case ExternKind::Global: {
    const GlobalRow &row = library.globals()[index];
    result.type = described(library.valueType(row.type, row.type_index));
    result.is_mutable = row.is_mutable;
    break;
  }
  case ExternKind::Tag:
    result.signature = described(library.typeId(library.tags()[index]));
    break;
  }
  return result;
}

} // namespace

const wasmelt_library_t *wasmelt_library_load(const char *path, wasmelt_error_t **error) {
  Result result;
  const Library *library = loadLibrary(path, result);
  if (!library)
    report(error, result);
  return reinterpret_cast<const wasmelt_library_t *>(library);
}

size_t wasmelt_library_import_count(const wasmelt_library_t *library) {
  return importCount(objectOf(library));
}

wasmelt_import_t wasmelt_library_import(const wasmelt_library_t *handle, size_t index) {
  const Library &library = objectOf(handle);
  const ImportRow &row = library.imports()[index];
  return {static_cast<const char *>(row.module), row.module_size,
          static_cast<const char *>(row.name), row.name_size,
          typeOf(library, ExternKind(row.kind), row.index, row.type)};
}

size_t wasmelt_library_export_count(const wasmelt_library_t *library) {
  return exportCount(objectOf(library));
}

wasmelt_export_t wasmelt_library_export(const wasmelt_library_t *handle, size_t index) {
  const Library &library = objectOf(handle);
  const ExportRow &row = library.exports()[index];
  ExternKind kind = ExternKind(row.kind);
  uint32_t function_type = kind == ExternKind::Function ? library.references()[row.index].type : 0;
  return {static_cast<const char *>(row.name), row.name_size,
          typeOf(library, kind, row.index, function_type)};
}

wasmelt_instance_t *
wasmelt::embed::instantiateWithWasi(wasmelt_store_t *handle, const wasmelt_library_t *library,
                                    const wasmelt_extern_t *imports, size_t import_count,
                                    WasiCaller *wasi_caller, wasmelt_error_t **error) {
  Store &store = objectOf(handle);
  uint32_t wanted = importCount(objectOf(library));
  Result result;
  Instance *instance = nullptr;
  if (import_count != wanted) {
    result.fail(Status::Misuse, "the module has %u imports, but %zu were given", wanted,
                import_count);
  } else if (store.isReleased()) {
    result.fail(Status::Misuse, "the store was destroyed");
  } else {
    auto *externs = static_cast<Extern *>(malloc((wanted + 1) * sizeof(Extern)));
    for (uint32_t i = 0; externs && i != wanted; ++i)
      externs[i] = externOf(imports[i]);
    if (externs)
      instance = instantiate(store, objectOf(library), externs, result, wasi_caller);
    else
      result.fail(Status::Failure, "not enough memory");
    free(externs);
  }
  if (!instance)
    report(error, result);
  return reinterpret_cast<wasmelt_instance_t *>(instance);
}

wasmelt_instance_t *wasmelt_instantiate(wasmelt_store_t *store, const wasmelt_library_t *library,
                                        const wasmelt_extern_t *imports, size_t import_count,
                                        wasmelt_error_t **error) {
  return instantiateWithWasi(store, library, imports, import_count, nullptr, error);
}

const wasmelt_library_t *wasmelt_instance_library(const wasmelt_instance_t *instance) {
  return reinterpret_cast<const wasmelt_library_t *>(
      &libraryOf(objectOf(const_cast<wasmelt_instance_t *>(instance))));
}

bool wasmelt_instance_export_sized(wasmelt_instance_t *handle, const char *name, size_t name_size,
                                   wasmelt_extern_t *result) {
  Instance &instance = objectOf(handle);
  const Library &library = libraryOf(instance);
  for (uint32_t i = 0; i != library.descriptor.export_count; ++i) {
    const ExportRow &row = library.exports()[i];
    if (row.name_size == name_size && memcmp(row.name, name, name_size) == 0) {
      *result = described(instance, i);
      return true;
    }
  }
  return false;
}

bool wasmelt_instance_export(wasmelt_instance_t *instance, const char *name,
                             wasmelt_extern_t *result) {
  return wasmelt_instance_export_sized(instance, name, strlen(name), result);
}

wasmelt_extern_t wasmelt_instance_export_at(wasmelt_instance_t *instance, size_t index) {
  return described(objectOf(instance), static_cast<uint32_t>(index));
}
