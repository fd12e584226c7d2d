// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C interface: types, values, imports and exports as the host has them.
#include "runtime-lib/library/api.h"
#include "runtime-lib/library/call.h"

#include <stdlib.h>
#include <string.h>

namespace wasmelt::embed {

// Kinds of numbers are ValueKinds, those of references HeapKinds from here on.
constexpr uint32_t first_reference = WASMELT_FUNCREF;
static_assert(WASMELT_V128 == int(ValueKind::V128) &&
              WASMELT_EXTERNREF == first_reference + int(HeapKind::Extern) &&
              WASMELT_ARRAYREF == first_reference + int(HeapKind::Array) &&
              WASMELT_EXNREF == first_reference + int(HeapKind::Exn) &&
              WASMELT_NULLEXNREF == first_reference + int(HeapKind::NoExn) &&
              WASMELT_TYPEDREF == first_reference + int(HeapKind::Concrete));

wasmelt_type_t described(ValueType type) {
  if (valueKind(type.word) != ValueKind::Ref)
    return {static_cast<wasmelt_kind_t>(valueKind(type.word)), false, 0};
  return {static_cast<wasmelt_kind_t>(first_reference + uint32_t(heapKind(type.word))),
          (type.word & NullableFlag) != 0, type.type};
}

ValueType typeOf(wasmelt_type_t type) {
  uint32_t kind = type.kind;
  if (kind < first_reference)
    return {valueTypeWord(static_cast<ValueKind>(kind)), 0};
  auto heap = static_cast<HeapKind>(kind - first_reference);
  return {referenceTypeWord(heap, type.nullable), heap == HeapKind::Concrete ? type.id : 0};
}

wasmelt_signature_t described(TypeId type) {
  const TypeInfo &info = typeInfo(type);
  const FunctionType &function = info.function;
  size_t count = size_t(function.param_count) + function.result_count;
  auto *types = static_cast<wasmelt_type_t *>(__atomic_load_n(&info.described, __ATOMIC_ACQUIRE));
  if (!types) {
    types = static_cast<wasmelt_type_t *>(malloc((count + 1) * sizeof(wasmelt_type_t)));
    if (!types)
      return {nullptr, 0, nullptr, 0};
    for (size_t i = 0; i != function.param_count; ++i)
      types[i] = described(function.params[i]);
    for (size_t i = 0; i != function.result_count; ++i)
      types[function.param_count + i] = described(function.results[i]);
    void *none = nullptr;
    if (!__atomic_compare_exchange_n(&info.described, &none, static_cast<void *>(types), false,
                                     __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
      free(types); // another thread was faster
      types = static_cast<wasmelt_type_t *>(none);
    }
  }
  return {types, function.param_count, types + function.param_count, function.result_count};
}

TypeId typeOf(const wasmelt_signature_t &signature) {
  size_t count = signature.param_count + signature.result_count;
  auto *types = static_cast<ValueType *>(malloc((count + 1) * sizeof(ValueType)));
  if (!types)
    return 0;
  for (size_t i = 0; i != count; ++i)
    types[i] = typeOf(i < signature.param_count ? signature.params[i]
                                                : signature.results[i - signature.param_count]);
  TypeId type =
      functionType(types, static_cast<uint32_t>(signature.param_count),
                   types + signature.param_count, static_cast<uint32_t>(signature.result_count));
  free(types);
  return type;
}

namespace {

bool isFunctionType(ValueType type) {
  HeapKind heap = heapKind(type.word);
  return heap == HeapKind::Func || heap == HeapKind::NoFunc ||
         (heap == HeapKind::Concrete && typeInfo(type.type).kind == TypeKind::Function);
}

// Whether the value, which is a reference, is one of the type.
bool isReferenceOf(const wasmelt_value_t &value, ValueType type) {
  if (!value.of.ref) {
    // Null of any kind in the same hierarchy.
    HeapKind heap = heapKind(type.word);
    bool same = isFunctionType(type)
                    ? value.kind == WASMELT_FUNCREF || value.kind == WASMELT_NULLFUNCREF ||
                          value.kind == WASMELT_TYPEDREF
                : heap == HeapKind::Extern || heap == HeapKind::NoExtern
                    ? value.kind == WASMELT_EXTERNREF || value.kind == WASMELT_NULLEXTERNREF
                : heap == HeapKind::Exn || heap == HeapKind::NoExn
                    ? value.kind == WASMELT_EXNREF || value.kind == WASMELT_NULLEXNREF
                    : value.kind >= WASMELT_ANYREF;
    return same && (type.word & NullableFlag);
  }
  if (value.kind == WASMELT_FUNCREF || value.kind == WASMELT_TYPEDREF) {
    if (!isFunctionType(type))
      return false;
    ValueType actual = {referenceTypeWord(HeapKind::Concrete, /*nullable=*/false),
                        objectOf(value.of.function)->type};
    return matches(actual, type);
  }
  // Other objects do not tell what they are: their kind has to be that of the type.
  return value.kind == static_cast<wasmelt_kind_t>(first_reference + uint32_t(heapKind(type.word)));
}

} // namespace

bool store(const wasmelt_value_t &value, ValueType type, Value &cell) {
  cell = {};
  ValueKind kind = valueKind(type.word);
  if (kind == ValueKind::Ref) {
    if (value.kind < WASMELT_FUNCREF || !isReferenceOf(value, type))
      return false;
    cell.ref = value.of.ref;
    return true;
  }
  if (value.kind != static_cast<wasmelt_kind_t>(kind))
    return false;
  if (kind == ValueKind::V128)
    memcpy(cell.bytes, value.of.v128, sizeof value.of.v128);
  else if (kind == ValueKind::I32 || kind == ValueKind::F32)
    cell.i32 = value.of.i32;
  else
    cell.i64 = value.of.i64;
  return true;
}

wasmelt_value_t load(const Value &cell, ValueType type) {
  wasmelt_value_t value;
  memset(&value, 0, sizeof value);
  value.kind = described(type).kind;
  switch (valueKind(type.word)) {
  case ValueKind::V128:
    memcpy(value.of.v128, cell.bytes, sizeof value.of.v128);
    break;
  case ValueKind::I32:
  case ValueKind::F32:
    value.of.i32 = cell.i32;
    break;
  case ValueKind::I64:
  case ValueKind::F64:
    value.of.i64 = cell.i64;
    break;
  case ValueKind::Ref:
    value.of.ref = cell.ref;
    break;
  }
  return value;
}

const char *nameOf(ValueType type) {
  static const char *const numbers[] = {"i32", "i64", "f32", "f64", "v128"};
  static const char *const heaps[] = {"funcref",
                                      "externref",
                                      "anyref",
                                      "eqref",
                                      "i31ref",
                                      "structref",
                                      "arrayref",
                                      "exnref",
                                      "nullref",
                                      "nullfuncref",
                                      "nullexternref",
                                      "nullexnref",
                                      "a reference to a defined type"};
  ValueKind kind = valueKind(type.word);
  return kind == ValueKind::Ref ? heaps[uint32_t(heapKind(type.word))] : numbers[uint32_t(kind)];
}

Extern externOf(const wasmelt_extern_t &given) {
  switch (given.kind) {
  case WASMELT_EXTERN_FUNCTION:
    return externOf(reinterpret_cast<ContextFuncRef *>(given.of.function));
  case WASMELT_EXTERN_TABLE:
    return externOf(reinterpret_cast<Table *>(given.of.table));
  case WASMELT_EXTERN_MEMORY:
    return externOf(reinterpret_cast<Memory *>(given.of.memory));
  case WASMELT_EXTERN_TAG:
    return externOf(reinterpret_cast<Tag *>(given.of.tag));
  case WASMELT_EXTERN_GLOBAL:
    break;
  }
  Extern e;
  if (given.kind != WASMELT_EXTERN_GLOBAL || !given.of.global)
    return e;
  e.is_known = true;
  e.kind = ExternKind::Global;
  e.global = given.of.global->cell;
  e.global_type = given.of.global->type;
  e.global_is_mutable = given.of.global->is_mutable;
  return e;
}

namespace {

// The object for a global that an instance exports; one for each, made when it is first asked for.
wasmelt_global_t *globalObject(StoreInstance &instance, uint32_t index, const Extern &global) {
  auto *objects =
      static_cast<wasmelt_global_t *>(__atomic_load_n(&instance.global_objects, __ATOMIC_ACQUIRE));
  if (!objects) {
    uint32_t count = instance.library->descriptor.export_count;
    void *fresh = instance.store->allocate(count * sizeof(wasmelt_global_t)), *none = nullptr;
    if (!fresh)
      return nullptr;
    // Who comes second leaves its own to the store.
    objects = static_cast<wasmelt_global_t *>(
        __atomic_compare_exchange_n(&instance.global_objects, &none, fresh, false, __ATOMIC_ACQ_REL,
                                    __ATOMIC_ACQUIRE)
            ? fresh
            : none);
  }
  wasmelt_global_t &object = objects[index];
  object = {global.global, global.global_type, global.global_is_mutable};
  return &object;
}

} // namespace

wasmelt_extern_t described(Instance &instance, uint32_t index) {
  Extern e = exportAt(instance, index);
  wasmelt_extern_t result;
  result.kind = static_cast<wasmelt_extern_kind_t>(e.kind);
  switch (e.kind) {
  case ExternKind::Function:
    result.of.function = reinterpret_cast<wasmelt_function_t *>(e.function);
    break;
  case ExternKind::Table:
    result.of.table = reinterpret_cast<wasmelt_table_t *>(e.table);
    break;
  case ExternKind::Memory:
    result.of.memory = reinterpret_cast<wasmelt_memory_t *>(e.memory);
    break;
  case ExternKind::Tag:
    result.of.tag = reinterpret_cast<wasmelt_tag_t *>(e.tag);
    break;
  case ExternKind::Global:
    result.of.global = globalObject(StoreInstance::of(instance), index, e);
    break;
  }
  return result;
}

} // namespace wasmelt::embed
