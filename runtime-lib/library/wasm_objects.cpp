// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasm.h: engines, stores, and the references that lead to what is in them.
#include "runtime-lib/library/wasm_objects.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

using namespace wasmelt;
using namespace wasmelt::embed;

struct wasm_config_t {};
struct wasm_engine_t {};

namespace {

void printReason(void *, const char *message) { fprintf(stderr, "wasmelt: error: %s\n", message); }

pthread_mutex_t handler_mutex = PTHREAD_MUTEX_INITIALIZER;
wasmelt_wasm_error_handler_t handler = printReason;
void *handler_data;

void tellHandler(const char *message) {
  pthread_mutex_lock(&handler_mutex);
  wasmelt_wasm_error_handler_t call = handler;
  void *data = handler_data;
  pthread_mutex_unlock(&handler_mutex);
  if (call)
    call(data, message);
}

void finalize(wasm_ref_t &object) {
  void (*finalizer)(void *) = object.finalizer;
  object.finalizer = nullptr;
  if (finalizer)
    finalizer(object.info);
}

void freeObject(wasm_ref_t *object) {
  if (object->kind == ObjectKind::Trap) {
    auto *trap = static_cast<wasm_trap_t *>(object);
    wasm_byte_vec_delete(&trap->message);
    free(trap->frames);
  }
  free(object);
}

void setHostInfo(wasm_ref_t &object, void *info, void (*finalizer)(void *)) {
  if (object.info != info)
    finalize(object);
  object.info = info;
  object.finalizer = finalizer;
}

size_t bucketOf(const wasm_store_t &store, const void *identity) {
  // Things are at multiples of 8 at least.
  return (reinterpret_cast<uintptr_t>(identity) >> 3) * 0x9e3779b97f4a7c15 >> 20 &
         (store.bucket_count - 1);
}

void insert(wasm_store_t &store, wasm_ref_t &object) {
  wasm_ref_t *&bucket = store.buckets[bucketOf(store, object.identity)];
  object.next_in_bucket = bucket;
  bucket = &object;
}

// Without more memory, the buckets become fuller.
void addBuckets(wasm_store_t &store) {
  size_t count = 2 * store.bucket_count;
  auto **fresh = static_cast<wasm_ref_t **>(calloc(count, sizeof(wasm_ref_t *)));
  if (!fresh)
    return;
  free(store.buckets);
  store.buckets = fresh;
  store.bucket_count = count;
  for (wasm_ref_t *object = store.kept; object; object = object->next_kept)
    insert(store, *object);
}

wasm_ref_t *find(const wasm_store_t &store, const void *identity) {
  wasm_ref_t *object = store.buckets[bucketOf(store, identity)];
  while (object && object->identity != identity)
    object = object->next_in_bucket;
  return object;
}

// A function may have been reached by a copy of its reference: in a table, or as an import.
ContextFuncRef *originalOf(ContextFuncRef *function) {
  return reinterpret_cast<ContextFuncRef *>(static_cast<char *>(function->instance) +
                                            function->index);
}

ObjectKind kindOf(const Extern &thing) {
  switch (thing.kind) {
  case ExternKind::Function:
    return ObjectKind::Function;
  case ExternKind::Table:
    return ObjectKind::Table;
  case ExternKind::Memory:
    return ObjectKind::Memory;
  case ExternKind::Global:
    return ObjectKind::Global;
  case ExternKind::Tag:
    break;
  }
  return ObjectKind::Tag;
}

template <typename Type>
Type *makeEmptyObject() {
  return static_cast<Type *>(malloc(1)); // so that there is an address of its own
}

} // namespace

namespace wasmelt::embed {

void complain(const Result &result) { tellHandler(result.message); }

void complain(const char *format, ...) {
  char message[sizeof Result::message];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  tellHandler(message);
}

void release(wasm_ref_t *object) {
  if (!object)
    return;
  wasm_store_t *store = object->store;
  if (--object->references == 0 && !object->is_kept) {
    finalize(*object);
    freeObject(object);
  }
  if (--store->references == 0 && store->is_deleted)
    free(store);
}

void keep(wasm_ref_t &object, const void *identity) {
  if (object.is_kept)
    return;
  wasm_store_t &store = *object.store;
  object.is_kept = true;
  object.identity = identity;
  object.next_kept = store.kept;
  store.kept = &object;
  insert(store, object);
  if (++store.kept_count > store.bucket_count)
    addBuckets(store);
}

wasm_extern_t *objectFor(wasm_store_t &store, const Extern &thing) {
  if (!thing.is_known)
    return nullptr;
  Extern original = thing;
  if (thing.kind == ExternKind::Function)
    original.function = originalOf(thing.function);
  const void *identity = thing.kind == ExternKind::Function ? original.function : thing.global;
  if (wasm_ref_t *found = find(store, identity))
    return retain(static_cast<wasm_extern_t *>(found));
  auto *made = makeObject<wasm_extern_t>(store, ::kindOf(thing));
  if (made) {
    made->thing = original;
    keep(*made, identity);
  }
  return made;
}

} // namespace wasmelt::embed

void wasmelt_wasm_set_error_handler(wasmelt_wasm_error_handler_t wanted, void *data) {
  pthread_mutex_lock(&handler_mutex);
  handler = wanted;
  handler_data = data;
  pthread_mutex_unlock(&handler_mutex);
}

wasm_config_t *wasm_config_new() { return makeEmptyObject<wasm_config_t>(); }
void wasm_config_delete(wasm_config_t *config) { free(config); }

wasm_engine_t *wasm_engine_new() { return makeEmptyObject<wasm_engine_t>(); }
wasm_engine_t *wasm_engine_new_with_config(wasm_config_t *config) {
  wasm_config_delete(config);
  return wasm_engine_new();
}
void wasm_engine_delete(wasm_engine_t *engine) { free(engine); }

wasm_store_t *wasm_store_new(wasm_engine_t *) {
  constexpr size_t first_bucket_count = 16;
  auto *made = makeZeroed<wasm_store_t>();
  if (made) {
    made->store = createStore();
    made->buckets = static_cast<wasm_ref_t **>(calloc(first_bucket_count, sizeof(wasm_ref_t *)));
    made->bucket_count = first_bucket_count;
    if (made->store && made->buckets)
      return made;
    destroyStore(made->store);
    free(made->buckets);
    free(made);
  }
  complain("not enough memory for a store");
  return nullptr;
}

void wasm_store_delete(wasm_store_t *store) {
  if (!store)
    return;
  // Finalizers may give back references, and make more.
  for (wasm_ref_t *object = store->kept; object; object = object->next_kept)
    finalize(*object);
  for (HostCallback *callback = store->callbacks; callback; callback = callback->next)
    if (callback->finalizer)
      callback->finalizer(callback->env);
  store->is_deleted = true;
  destroyStore(store->store);
  while (wasm_ref_t *object = store->kept) {
    store->kept = object->next_kept;
    object->is_kept = false;
    if (!object->references)
      freeObject(object);
  }
  free(store->buckets);
  if (!store->references)
    free(store);
}

// References.

#define WASMELT_REFERENCE_BASE(name)                                                               \
  void wasm_##name##_delete(wasm_##name##_t *reference) { release(reference); }                    \
  wasm_##name##_t *wasm_##name##_copy(const wasm_##name##_t *reference) {                          \
    return retain(const_cast<wasm_##name##_t *>(reference));                                       \
  }                                                                                                \
  bool wasm_##name##_same(const wasm_##name##_t *a, const wasm_##name##_t *b) { return a == b; }   \
  void *wasm_##name##_get_host_info(const wasm_##name##_t *reference) { return reference->info; }  \
  void wasm_##name##_set_host_info(wasm_##name##_t *reference, void *info) {                       \
    setHostInfo(*reference, info, nullptr);                                                        \
  }                                                                                                \
  void wasm_##name##_set_host_info_with_finalizer(wasm_##name##_t *reference, void *info,          \
                                                  void (*finalizer)(void *)) {                     \
    setHostInfo(*reference, info, finalizer);                                                      \
  }

#define WASMELT_REFERENCE(name, is_one)                                                            \
  WASMELT_REFERENCE_BASE(name)                                                                     \
  wasm_ref_t *wasm_##name##_as_ref(wasm_##name##_t *reference) { return reference; }               \
  const wasm_ref_t *wasm_##name##_as_ref_const(const wasm_##name##_t *reference) {                 \
    return reference;                                                                              \
  }                                                                                                \
  wasm_##name##_t *wasm_ref_as_##name(wasm_ref_t *reference) {                                     \
    return reference && reference->kind is_one ? static_cast<wasm_##name##_t *>(reference)         \
                                               : nullptr;                                          \
  }                                                                                                \
  const wasm_##name##_t *wasm_ref_as_##name##_const(const wasm_ref_t *reference) {                 \
    return wasm_ref_as_##name(const_cast<wasm_ref_t *>(reference));                                \
  }

WASMELT_REFERENCE_BASE(ref)
WASMELT_REFERENCE(func, == ObjectKind::Function)
WASMELT_REFERENCE(global, == ObjectKind::Global)
WASMELT_REFERENCE(table, == ObjectKind::Table)
WASMELT_REFERENCE(memory, == ObjectKind::Memory)
WASMELT_REFERENCE(extern, <= ObjectKind::Tag)
WASMELT_REFERENCE(instance, == ObjectKind::Instance)
WASMELT_REFERENCE(module, == ObjectKind::Module)
WASMELT_REFERENCE(trap, == ObjectKind::Trap)
WASMELT_REFERENCE(foreign, == ObjectKind::Foreign)

#define WASMELT_EXTERN(name, its_kind)                                                             \
  wasm_extern_t *wasm_##name##_as_extern(wasm_##name##_t *thing) { return thing; }                 \
  const wasm_extern_t *wasm_##name##_as_extern_const(const wasm_##name##_t *thing) {               \
    return thing;                                                                                  \
  }                                                                                                \
  wasm_##name##_t *wasm_extern_as_##name(wasm_extern_t *thing) {                                   \
    return thing && thing->kind == its_kind ? static_cast<wasm_##name##_t *>(thing) : nullptr;     \
  }                                                                                                \
  const wasm_##name##_t *wasm_extern_as_##name##_const(const wasm_extern_t *thing) {               \
    return wasm_extern_as_##name(const_cast<wasm_extern_t *>(thing));                              \
  }

WASMELT_EXTERN(func, ObjectKind::Function)
WASMELT_EXTERN(global, ObjectKind::Global)
WASMELT_EXTERN(table, ObjectKind::Table)
WASMELT_EXTERN(memory, ObjectKind::Memory)

wasm_foreign_t *wasm_foreign_new(wasm_store_t *store) {
  return makeObject<wasm_foreign_t>(*store, ObjectKind::Foreign);
}
