// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasm.h: values, and what they are between host and compiled code. An external reference is the
// address of its object, which is kept from then on: nobody knows what a module does with it.
#include "runtime-lib/library/wasm_objects.h"
#include "runtime-lib/library/wasm_types.h"

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

bool isFunctionOf(const wasm_ref_t &reference, ValueType type) {
  if (reference.kind != ObjectKind::Function)
    return false;
  const ContextFuncRef &function = *static_cast<const wasm_func_t &>(reference).thing.function;
  ValueType actual = {referenceTypeWord(HeapKind::Concrete, false), function.type};
  return matches(actual, type);
}

} // namespace

namespace wasmelt::embed {

bool store(wasm_store_t &store, wasm_ref_t *reference, ValueType type, Value &cell) {
  cell = {};
  wasm_valkind_t kind = kindOf(type);
  if (kind != WASM_FUNCREF && kind != WASM_EXTERNREF)
    return false;
  if (!reference)
    return type.word & NullableFlag;
  if (reference->store != &store)
    return false;
  if (kind == WASM_FUNCREF) {
    if (!isFunctionOf(*reference, type))
      return false;
    cell.ref = static_cast<wasm_func_t *>(reference)->thing.function;
    return true;
  }
  if (heapKind(type.word) != HeapKind::Extern)
    return false; // of null alone
  keep(*reference, reference);
  cell.ref = reference;
  return true;
}

bool store(wasm_store_t &from, const wasm_val_t &value, ValueType type, Value &cell) {
  cell = {};
  if (valueKind(type.word) == ValueKind::Ref)
    return wasm_valkind_is_ref(value.kind) && store(from, value.of.ref, type, cell);
  if (value.kind != kindOf(type))
    return false;
  switch (valueKind(type.word)) {
  case ValueKind::I32:
  case ValueKind::F32:
    cell.i32 = value.of.i32;
    return true;
  case ValueKind::I64:
  case ValueKind::F64:
    cell.i64 = value.of.i64;
    return true;
  case ValueKind::V128:
  case ValueKind::Ref:
    break;
  }
  return false;
}

bool load(wasm_store_t &store, const Value &cell, ValueType type, wasm_val_t &value) {
  value = {};
  value.kind = kindOf(type);
  switch (value.kind) {
  case WASM_I32:
  case WASM_F32:
    value.of.i32 = cell.i32;
    return true;
  case WASM_I64:
  case WASM_F64:
    value.of.i64 = cell.i64;
    return true;
  case WASM_EXTERNREF:
    value.of.ref = retain(static_cast<wasm_ref_t *>(cell.ref));
    return true;
  case WASM_FUNCREF:
    value.of.ref = objectFor(store, externOf(static_cast<ContextFuncRef *>(cell.ref)));
    return value.of.ref || !cell.ref;
  }
  return false;
}

} // namespace wasmelt::embed

void wasm_val_delete(wasm_val_t *value) {
  if (!wasm_valkind_is_ref(value->kind))
    return;
  release(value->of.ref);
  value->of.ref = nullptr;
}

void wasm_val_copy(wasm_val_t *out, const wasm_val_t *value) {
  *out = *value;
  if (wasm_valkind_is_ref(value->kind))
    retain(value->of.ref);
}
