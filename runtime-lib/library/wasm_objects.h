// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Between wasm.h and what it is an interface to (wasmelt/embed.h).
//
// A reference of wasm.h is a pointer to an object that counts them. There is one object for each
// thing in a store, found again by the thing's address: so that equal references are equal
// pointers, and host info belongs to the thing. What compiled code has seen, it may have kept, so
// such objects ("kept" ones) live as long as their store.
#pragma once

#include "runtime-lib/include/wasm.h"
#include "runtime-lib/include/wasmelt/wasm.h"
#include "runtime-lib/library/api.h"
#include "runtime-lib/library/library_image.h"
#include "runtime-lib/library/new.h"

#include <stdlib.h>

namespace wasmelt::embed {

enum class ObjectKind : uint8_t {
  Function = WASM_EXTERN_FUNC,
  Global = WASM_EXTERN_GLOBAL,
  Table = WASM_EXTERN_TABLE,
  Memory = WASM_EXTERN_MEMORY,
  Tag = WASM_EXTERN_TAG, // and those before: what can be imported and exported
  Instance,
  Module,
  Trap,
  Foreign,
};

} // namespace wasmelt::embed

struct wasm_ref_t {
  wasm_store_t *store;
  wasmelt::embed::ObjectKind kind;
  bool is_kept;
  size_t references; ///< of the host's
  void *info;        ///< the host's
  void (*finalizer)(void *);
  // Of kept objects:
  const void *identity; ///< the address of the thing
  wasm_ref_t *next_in_bucket, *next_kept;
};

struct wasm_extern_t : wasm_ref_t {
  wasmelt::embed::Extern thing;
};
struct wasm_func_t : wasm_extern_t {};
struct wasm_global_t : wasm_extern_t {};
struct wasm_table_t : wasm_extern_t {};
struct wasm_memory_t : wasm_extern_t {};

struct wasm_instance_t : wasm_ref_t {
  wasmelt::Instance *instance;
  wasm_instance_t *next; ///< in the store
};

struct wasm_shared_module_t {
  const wasmelt::embed::LibraryImage *image;
};
struct wasm_module_t : wasm_ref_t {
  const wasmelt::embed::LibraryImage *image;
};

struct wasm_foreign_t : wasm_ref_t {};

struct wasm_frame_t {
  wasm_instance_t *instance;
  uint32_t function;
  size_t function_offset, library_offset;
  const char *name;
};

struct wasm_trap_t : wasm_ref_t {
  wasm_message_t message;
  wasm_frame_t *frames;
  size_t frame_count;
};

namespace wasmelt::embed {

/// What a function of the host was made from. Owned by its store.
struct HostCallback {
  wasm_store_t *store;
  TypeId type;
  wasm_func_callback_t plain; ///< or
  wasm_func_callback_with_env_t with_env;
  void *env;
  void (*finalizer)(void *);
  HostCallback *next;
};

} // namespace wasmelt::embed

struct wasm_store_t {
  wasmelt::embed::Store *store;
  bool is_deleted;
  size_t references; ///< to all of its objects
  wasm_ref_t *kept;  ///< the list, and a hash table over it
  size_t kept_count, bucket_count;
  wasm_ref_t **buckets;
  wasm_instance_t *instances;
  wasmelt::embed::HostCallback *callbacks;
};

namespace wasmelt::embed {

/// Zeroed; null: not enough memory.
template <typename T>
T *makeZeroed() {
  void *memory = malloc(sizeof(T));
  return memory ? new (memory) T() : nullptr;
}

/// A new object with one reference. Null: not enough memory.
template <typename T>
T *makeObject(wasm_store_t &store, ObjectKind kind) {
  T *object = makeZeroed<T>();
  if (!object)
    return nullptr;
  object->store = &store;
  object->kind = kind;
  object->references = 1;
  ++store.references;
  return object;
}

/// One more reference.
template <typename T>
T *retain(T *object) {
  if (object) {
    ++object->references;
    ++object->store->references;
  }
  return object;
}
/// One less; null is allowed.
void release(wasm_ref_t *object);

/// Keeps an object for as long as its store lives, to be found by `identity`.
void keep(wasm_ref_t &object, const void *identity);

/// A reference to the object for something in a store. Null: not enough memory, or there is no
/// such thing.
wasm_extern_t *objectFor(wasm_store_t &store, const Extern &thing);

/// Values, to and fro. False if the value is not of the type; for the latter, if wasm.h has no such
/// values or there is not enough memory. References that come out are new.
bool store(wasm_store_t &store, const wasm_val_t &value, ValueType type, Value &cell);
bool store(wasm_store_t &store, wasm_ref_t *reference, ValueType type, Value &cell);
bool load(wasm_store_t &store, const Value &cell, ValueType type, wasm_val_t &value);

/// The reason of a failure, for the host's handler.
void complain(const Result &result);
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/// A trap for a failed call of something in `called`, which may be null. Takes over the trap by
/// which a function of the host ended the call.
wasm_trap_t *makeTrap(wasm_store_t &store, const Result &result, Instance *called);
/// A trap of the host's own.
wasm_trap_t *makeTrap(wasm_store_t &store, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/// What a function of the host returned, which ends the call that it was made from.
void raise(wasm_trap_t *trap, Result &result);

} // namespace wasmelt::embed
