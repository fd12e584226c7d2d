// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasm.h: vectors, which own their elements.
#include "runtime-lib/include/wasm.h"

#include <stdlib.h>

namespace {

// How elements are copied and given back.
template <typename T>
struct Elements;

template <>
struct Elements<wasm_byte_t> {
  static bool copy(wasm_byte_t &to, const wasm_byte_t &from) {
    to = from;
    return true;
  }
  static void free(wasm_byte_t &) {}
};
template <>
struct Elements<wasm_val_t> {
  static bool copy(wasm_val_t &to, const wasm_val_t &from) {
    wasm_val_copy(&to, &from);
    return true;
  }
  static void free(wasm_val_t &value) { wasm_val_delete(&value); }
};
#define WASMELT_POINTERS(name)                                                                     \
  template <>                                                                                      \
  struct Elements<wasm_##name##_t *> {                                                             \
    static bool copy(wasm_##name##_t *&to, wasm_##name##_t *const &from) {                         \
      to = from ? wasm_##name##_copy(from) : nullptr;                                              \
      return to || !from;                                                                          \
    }                                                                                              \
    static void free(wasm_##name##_t *element) { wasm_##name##_delete(element); }                  \
  };
WASMELT_POINTERS(valtype)
WASMELT_POINTERS(functype)
WASMELT_POINTERS(globaltype)
WASMELT_POINTERS(tabletype)
WASMELT_POINTERS(memorytype)
WASMELT_POINTERS(tagtype)
WASMELT_POINTERS(externtype)
WASMELT_POINTERS(importtype)
WASMELT_POINTERS(exporttype)
WASMELT_POINTERS(frame)
WASMELT_POINTERS(extern)

template <typename Vector>
void makeEmpty(Vector &vector) {
  vector.size = 0;
  vector.data = nullptr;
}

template <typename Vector>
bool makeRoom(Vector &vector, size_t size) {
  makeEmpty(vector);
  if (!size)
    return true;
  vector.data = static_cast<decltype(vector.data)>(calloc(size, sizeof *vector.data));
  if (vector.data)
    vector.size = size;
  return vector.data;
}

template <typename Vector>
void freeVector(Vector &vector) {
  using Element = __remove_reference_t(decltype(*vector.data));
  for (size_t i = 0; i != vector.size; ++i)
    Elements<Element>::free(vector.data[i]);
  free(vector.data);
  makeEmpty(vector);
}

// Takes the elements over: if there is no room for them, they are given back.
template <typename Vector, typename Element>
void take(Vector &vector, size_t size, Element const *elements) {
  bool has_room = makeRoom(vector, size);
  for (size_t i = 0; i != size; ++i) {
    Element element = elements[i];
    if (has_room)
      vector.data[i] = element;
    else
      Elements<Element>::free(element);
  }
}

template <typename Vector>
void copyVector(Vector &vector, const Vector &from) {
  using Element = __remove_reference_t(decltype(*vector.data));
  bool done = makeRoom(vector, from.size);
  for (size_t i = 0; done && i != from.size; ++i)
    done = Elements<Element>::copy(vector.data[i], from.data[i]);
  if (!done)
    freeVector(vector);
}

} // namespace

#define WASMELT_VECTOR(name, star)                                                                 \
  void wasm_##name##_vec_new_empty(wasm_##name##_vec_t *out) { makeEmpty(*out); }                  \
  void wasm_##name##_vec_new_uninitialized(wasm_##name##_vec_t *out, size_t size) {                \
    makeRoom(*out, size);                                                                          \
  }                                                                                                \
  void wasm_##name##_vec_new(wasm_##name##_vec_t *out, size_t size,                                \
                             wasm_##name##_t star const elements[]) {                              \
    take(*out, size, elements);                                                                    \
  }                                                                                                \
  void wasm_##name##_vec_copy(wasm_##name##_vec_t *out, const wasm_##name##_vec_t *from) {         \
    copyVector(*out, *from);                                                                       \
  }                                                                                                \
  void wasm_##name##_vec_delete(wasm_##name##_vec_t *vector) { freeVector(*vector); }

WASMELT_VECTOR(byte, )
WASMELT_VECTOR(val, )
WASMELT_VECTOR(valtype, *)
WASMELT_VECTOR(functype, *)
WASMELT_VECTOR(globaltype, *)
WASMELT_VECTOR(tabletype, *)
WASMELT_VECTOR(memorytype, *)
WASMELT_VECTOR(tagtype, *)
WASMELT_VECTOR(externtype, *)
WASMELT_VECTOR(importtype, *)
WASMELT_VECTOR(exporttype, *)
WASMELT_VECTOR(frame, *)
WASMELT_VECTOR(extern, *)
