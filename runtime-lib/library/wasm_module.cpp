// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasm.h: modules, which are compiled libraries, and instances of them.
#include "runtime-lib/library/wasm_objects.h"
#include "runtime-lib/library/wasm_types.h"

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

// A module, or none if there is no image; then `result` says why.
wasm_module_t *makeModule(wasm_store_t &store, const LibraryImage *image, const Result &result) {
  auto *module = image ? makeObject<wasm_module_t>(store, ObjectKind::Module) : nullptr;
  if (module)
    module->image = image;
  else if (image)
    complain("not enough memory for a module");
  else
    complain(result);
  return module;
}

const Library &libraryOf(const wasm_module_t &module) { return *module.image->library; }

wasm_name_t copied(const void *bytes, uint32_t size) {
  wasm_name_t name;
  wasm_byte_vec_new(&name, size, static_cast<const char *>(bytes));
  return name;
}

// What instantiation gets for the imports; false if one is out of place.
bool gather(const wasm_store_t &store, const Library &library, const wasm_extern_vec_t *given,
            Extern *imports, Result &result) {
  size_t count = given ? given->size : 0, expected = importCount(library);
  if (count != expected)
    return result.fail(Status::Unlinkable, "the module has %zu imports, not %zu", expected, count);
  for (size_t i = 0; i != count; ++i) {
    const wasm_extern_t *import = given->data[i];
    if (import && import->store != &store)
      return result.fail(Status::Misuse, "import %zu is in another store", i);
    imports[i] = import ? import->thing : Extern();
  }
  return true;
}

Instance *instantiate(const wasm_store_t &store, const Library &library,
                      const wasm_extern_vec_t *given, Result &result) {
  auto *imports = static_cast<Extern *>(calloc(importCount(library) + size_t(1), sizeof(Extern)));
  Instance *instance = nullptr;
  if (!imports)
    result.fail(Status::Failure, "not enough memory");
  else if (gather(store, library, given, imports, result))
    instance = embed::instantiate(*store.store, library, imports, result);
  free(imports);
  return instance;
}

} // namespace

wasm_module_t *wasm_module_new(wasm_store_t *store, const wasm_byte_vec_t *binary) {
  Result result;
  const LibraryImage *image = loadLibraryImage(binary->data, binary->size, result);
  return makeModule(*store, image, result);
}

wasm_module_t *wasm_module_deserialize(wasm_store_t *store, const wasm_byte_vec_t *binary) {
  return wasm_module_new(store, binary);
}

wasm_module_t *wasmelt_wasm_module_load(wasm_store_t *store, const char *path) {
  Result result;
  const LibraryImage *image = openLibraryImage(path, result);
  return makeModule(*store, image, result);
}

bool wasm_module_validate(wasm_store_t *, const wasm_byte_vec_t *binary) {
  Result result;
  return loadLibraryImage(binary->data, binary->size, result);
}

void wasm_module_serialize(const wasm_module_t *module, wasm_byte_vec_t *out) {
  wasm_byte_vec_new_uninitialized(out, module->image->size);
  if (out->size && readLibraryImage(*module->image, out->data))
    return;
  wasm_byte_vec_delete(out);
  complain("the library's file cannot be read any more");
}

wasm_shared_module_t *wasm_module_share(const wasm_module_t *module) {
  auto *shared = makeZeroed<wasm_shared_module_t>();
  if (shared)
    shared->image = module->image;
  return shared;
}
void wasm_shared_module_delete(wasm_shared_module_t *shared) { free(shared); }
wasm_module_t *wasm_module_obtain(wasm_store_t *store, const wasm_shared_module_t *shared) {
  return makeModule(*store, shared->image, Result());
}

void wasm_module_imports(const wasm_module_t *module, wasm_importtype_vec_t *out) {
  const Library &library = libraryOf(*module);
  wasm_importtype_vec_new_uninitialized(out, importCount(library));
  for (size_t i = 0; i != out->size; ++i) {
    const ImportRow &row = library.imports()[i];
    wasm_name_t from = copied(row.module, row.module_size), name = copied(row.name, row.name_size);
    out->data[i] = wasm_importtype_new(&from, &name,
                                       typeOf(describeImport(library, static_cast<uint32_t>(i))));
    if (!out->data[i])
      return wasm_importtype_vec_delete(out);
  }
}

void wasm_module_exports(const wasm_module_t *module, wasm_exporttype_vec_t *out) {
  const Library &library = libraryOf(*module);
  wasm_exporttype_vec_new_uninitialized(out, exportCount(library));
  for (size_t i = 0; i != out->size; ++i) {
    const ExportRow &row = library.exports()[i];
    wasm_name_t name = copied(row.name, row.name_size);
    out->data[i] =
        wasm_exporttype_new(&name, typeOf(describeExport(library, static_cast<uint32_t>(i))));
    if (!out->data[i])
      return wasm_exporttype_vec_delete(out);
  }
}

wasm_instance_t *wasm_instance_new(wasm_store_t *store, const wasm_module_t *module,
                                   const wasm_extern_vec_t *imports, wasm_trap_t **trap) {
  if (trap)
    *trap = nullptr;
  Result result;
  auto *object = makeObject<wasm_instance_t>(*store, ObjectKind::Instance);
  if (!object)
    return nullptr;
  Instance *instance = instantiate(*store, libraryOf(*module), imports, result);
  if (instance) {
    object->instance = instance;
    object->next = store->instances;
    store->instances = object;
    keep(*object, instance);
    return object;
  }
  release(object);
  wasm_trap_t *reason = makeTrap(*store, result, nullptr);
  if (trap) {
    *trap = reason;
  } else {
    complain(result);
    release(reason);
  }
  return nullptr;
}

void wasm_instance_exports(const wasm_instance_t *instance, wasm_extern_vec_t *out) {
  wasm_extern_vec_new_uninitialized(out, exportCount(libraryOf(*instance->instance)));
  for (size_t i = 0; i != out->size; ++i) {
    Extern thing = exportAt(*instance->instance, static_cast<uint32_t>(i));
    if (!(out->data[i] = objectFor(*instance->store, thing)))
      return wasm_extern_vec_delete(out);
  }
}
