// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasm.h: types. They are trees, copied and freed whole.
#include "runtime-lib/library/wasm_types.h"

#include "runtime-lib/library/store.h"
#include "runtime-lib/library/wasm_objects.h"

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

// A new type of one's own, or none if one of the parts could not be had, which are freed then.
template <typename Type>
Type *makeType(wasm_externkind_t kind) {
  auto *type = makeZeroed<Type>();
  if (type)
    type->kind = kind;
  return type;
}

wasm_limits_t rounded(const Limits &exact) {
  // What 32 bits cannot say is as near to it as they can say; the largest means none.
  auto narrow = [](uint64_t number, uint32_t most) {
    return number < most ? static_cast<uint32_t>(number) : most;
  };
  return {narrow(exact.min, UINT32_MAX),
          exact.has_max ? narrow(exact.max, UINT32_MAX - 1) : wasm_limits_max_default};
}

Limits exactly(const wasm_limits_t &limits) {
  Limits exact;
  exact.min = limits.min;
  exact.max = limits.max;
  exact.has_max = limits.max != wasm_limits_max_default;
  return exact;
}

Limits limitsOf(uint64_t min, uint64_t max, uint32_t flags) {
  Limits limits;
  limits.min = min;
  limits.max = max;
  limits.has_max = flags & LimitHasMax;
  limits.is_64 = flags & LimitIs64;
  limits.is_shared = flags & LimitShared;
  return limits;
}

// The `index`-th of its kind; `type` is that of functions.
Description describe(const Library &library, ExternKind kind, uint32_t index, uint32_t type) {
  Description result;
  result.kind = kind;
  switch (kind) {
  case ExternKind::Function:
    result.type = library.typeId(type);
    break;
  case ExternKind::Table: {
    const TableRow &row = library.tables()[index];
    result.value = library.valueType(row.element, row.element_type);
    result.limits = limitsOf(row.min, row.max, row.flags);
    break;
  }
  case ExternKind::Memory: {
    const MemoryRow &row = library.memories()[index];
    result.limits = limitsOf(row.min, row.max, row.flags);
    result.page_size_log2 = row.page_size_log2;
    break;
  }
  case ExternKind::Global: {
    const GlobalRow &row = library.globals()[index];
    result.value = library.valueType(row.type, row.type_index);
    result.is_mutable = row.is_mutable;
    break;
  }
  case ExternKind::Tag:
    result.type = library.typeId(library.tags()[index]);
    break;
  }
  return result;
}

wasm_valtype_t *valueTypeOf(ValueType type) {
  auto *made = makeZeroed<wasm_valtype_t>();
  if (made)
    made->type = type;
  return made;
}

bool fill(wasm_valtype_vec_t &vector, const ValueType *types, uint32_t count) {
  wasm_valtype_vec_new_uninitialized(&vector, count);
  for (size_t i = 0; i != vector.size; ++i)
    if (!(vector.data[i] = valueTypeOf(types[i])))
      return false;
  return vector.size == count;
}

} // namespace

namespace wasmelt::embed {

Description describeImport(const Library &library, uint32_t index) {
  const ImportRow &row = library.imports()[index];
  return ::describe(library, ExternKind(row.kind), row.index, row.type);
}

Description describeExport(const Library &library, uint32_t index) {
  const ExportRow &row = library.exports()[index];
  ExternKind kind = ExternKind(row.kind);
  uint32_t type = kind == ExternKind::Function ? library.references()[row.index].type : 0;
  return ::describe(library, kind, row.index, type);
}

Description describe(const Extern &thing) {
  Description result;
  result.kind = thing.kind;
  switch (thing.kind) {
  case ExternKind::Function:
    result.type = thing.function->type;
    break;
  case ExternKind::Table: {
    const StoreTable &table = reinterpret_cast<const StoreTable &>(*thing.table);
    result.value = table.element;
    result.limits = table.limits;
    result.limits.min = table.table.size;
    break;
  }
  case ExternKind::Memory: {
    const StoreMemory &memory = reinterpret_cast<const StoreMemory &>(*thing.memory);
    result.page_size_log2 = memory.memory.page_size_log2;
    result.limits = memory.limits;
    result.limits.min = memory.memory.size >> result.page_size_log2;
    break;
  }
  case ExternKind::Global:
    result.value = thing.global_type;
    result.is_mutable = thing.global_is_mutable;
    break;
  case ExternKind::Tag:
    result.type = thing.tag->type;
    break;
  }
  return result;
}

wasm_functype_t *functionTypeOf(TypeId id) {
  const FunctionType &type = functionType(id);
  auto *made = makeType<wasm_functype_t>(WASM_EXTERN_FUNC);
  if (!made)
    return nullptr;
  made->id = id;
  if (fill(made->params, type.params, type.param_count) &&
      fill(made->results, type.results, type.result_count))
    return made;
  wasm_functype_delete(made);
  return nullptr;
}

wasm_externtype_t *typeOf(const Description &description) {
  switch (description.kind) {
  case ExternKind::Function:
    return functionTypeOf(description.type);
  case ExternKind::Global:
    return wasm_globaltype_new(valueTypeOf(description.value),
                               description.is_mutable ? WASM_VAR : WASM_CONST);
  case ExternKind::Table: {
    wasm_limits_t limits = rounded(description.limits);
    wasm_tabletype_t *type = wasm_tabletype_new(valueTypeOf(description.value), &limits);
    if (type)
      type->exact = description.limits;
    return type;
  }
  case ExternKind::Memory: {
    wasm_limits_t limits = rounded(description.limits);
    wasm_memorytype_t *type = wasm_memorytype_new(&limits);
    if (type) {
      type->exact = description.limits;
      type->page_size_log2 = description.page_size_log2;
    }
    return type;
  }
  case ExternKind::Tag:
    return wasm_tagtype_new(functionTypeOf(description.type));
  }
  return nullptr;
}

TypeId idOf(const wasm_functype_t &type) {
  if (type.id)
    return type.id;
  size_t count = type.params.size + type.results.size;
  auto *types = static_cast<ValueType *>(malloc((count + 1) * sizeof(ValueType)));
  if (!types)
    return 0;
  for (size_t i = 0; i != count; ++i)
    types[i] =
        (i < type.params.size ? type.params.data[i] : type.results.data[i - type.params.size])
            ->type;
  TypeId id = functionType(types, static_cast<uint32_t>(type.params.size), types + type.params.size,
                           static_cast<uint32_t>(type.results.size));
  free(types);
  return id;
}

wasm_valkind_t kindOf(ValueType type) {
  switch (valueKind(type.word)) {
  case ValueKind::I32:
    return WASM_I32;
  case ValueKind::I64:
    return WASM_I64;
  case ValueKind::F32:
    return WASM_F32;
  case ValueKind::F64:
    return WASM_F64;
  case ValueKind::V128:
    return WASMELT_WASM_V128;
  case ValueKind::Ref:
    break;
  }
  if (matches(type, referenceType(HeapKind::Func)))
    return WASM_FUNCREF;
  if (matches(type, referenceType(HeapKind::Extern)))
    return WASM_EXTERNREF;
  return WASMELT_WASM_OTHER_REF;
}

} // namespace wasmelt::embed

wasm_valtype_t *wasm_valtype_new(wasm_valkind_t kind) {
  switch (kind) {
  case WASM_I32:
    return valueTypeOf(numberType(ValueKind::I32));
  case WASM_I64:
    return valueTypeOf(numberType(ValueKind::I64));
  case WASM_F32:
    return valueTypeOf(numberType(ValueKind::F32));
  case WASM_F64:
    return valueTypeOf(numberType(ValueKind::F64));
  case WASMELT_WASM_V128:
    return valueTypeOf(numberType(ValueKind::V128));
  case WASM_EXTERNREF:
    return valueTypeOf(referenceType(HeapKind::Extern));
  case WASM_FUNCREF:
    return valueTypeOf(referenceType(HeapKind::Func));
  }
  complain("wasm_valtype_new: there is no type of kind %d", kind);
  return nullptr;
}
wasm_valtype_t *wasm_valtype_copy(const wasm_valtype_t *type) { return valueTypeOf(type->type); }
void wasm_valtype_delete(wasm_valtype_t *type) { free(type); }
wasm_valkind_t wasm_valtype_kind(const wasm_valtype_t *type) { return kindOf(type->type); }

wasm_functype_t *wasm_functype_new(wasm_valtype_vec_t *params, wasm_valtype_vec_t *results) {
  auto *type = makeType<wasm_functype_t>(WASM_EXTERN_FUNC);
  if (type) {
    type->params = *params;
    type->results = *results;
    wasm_valtype_vec_new_empty(params);
    wasm_valtype_vec_new_empty(results);
  } else {
    wasm_valtype_vec_delete(params);
    wasm_valtype_vec_delete(results);
  }
  return type;
}
wasm_functype_t *wasm_functype_copy(const wasm_functype_t *type) {
  wasm_valtype_vec_t params, results;
  wasm_valtype_vec_copy(&params, &type->params);
  wasm_valtype_vec_copy(&results, &type->results);
  bool is_whole = params.size == type->params.size && results.size == type->results.size;
  wasm_functype_t *copy = wasm_functype_new(&params, &results);
  if (copy && is_whole) {
    copy->id = type->id;
    return copy;
  }
  wasm_functype_delete(copy);
  return nullptr;
}
void wasm_functype_delete(wasm_functype_t *type) {
  if (!type)
    return;
  wasm_valtype_vec_delete(&type->params);
  wasm_valtype_vec_delete(&type->results);
  free(type);
}
const wasm_valtype_vec_t *wasm_functype_params(const wasm_functype_t *type) {
  return &type->params;
}
const wasm_valtype_vec_t *wasm_functype_results(const wasm_functype_t *type) {
  return &type->results;
}

wasm_globaltype_t *wasm_globaltype_new(wasm_valtype_t *content, wasm_mutability_t mutability) {
  auto *type = content ? makeType<wasm_globaltype_t>(WASM_EXTERN_GLOBAL) : nullptr;
  if (!type) {
    wasm_valtype_delete(content);
    return nullptr;
  }
  type->content = content;
  type->mutability = mutability;
  return type;
}
wasm_globaltype_t *wasm_globaltype_copy(const wasm_globaltype_t *type) {
  return wasm_globaltype_new(wasm_valtype_copy(type->content), type->mutability);
}
void wasm_globaltype_delete(wasm_globaltype_t *type) {
  if (type)
    wasm_valtype_delete(type->content);
  free(type);
}
const wasm_valtype_t *wasm_globaltype_content(const wasm_globaltype_t *type) {
  return type->content;
}
wasm_mutability_t wasm_globaltype_mutability(const wasm_globaltype_t *type) {
  return type->mutability;
}

wasm_tabletype_t *wasm_tabletype_new(wasm_valtype_t *element, const wasm_limits_t *limits) {
  auto *type = element ? makeType<wasm_tabletype_t>(WASM_EXTERN_TABLE) : nullptr;
  if (!type) {
    wasm_valtype_delete(element);
    return nullptr;
  }
  type->element = element;
  type->limits = *limits;
  type->exact = exactly(*limits);
  return type;
}
wasm_tabletype_t *wasm_tabletype_copy(const wasm_tabletype_t *type) {
  wasm_tabletype_t *copy = wasm_tabletype_new(wasm_valtype_copy(type->element), &type->limits);
  if (copy)
    copy->exact = type->exact;
  return copy;
}
void wasm_tabletype_delete(wasm_tabletype_t *type) {
  if (type)
    wasm_valtype_delete(type->element);
  free(type);
}
const wasm_valtype_t *wasm_tabletype_element(const wasm_tabletype_t *type) { return type->element; }
const wasm_limits_t *wasm_tabletype_limits(const wasm_tabletype_t *type) { return &type->limits; }

wasm_memorytype_t *wasm_memorytype_new(const wasm_limits_t *limits) {
  auto *type = makeType<wasm_memorytype_t>(WASM_EXTERN_MEMORY);
  if (type) {
    type->limits = *limits;
    type->exact = exactly(*limits);
    type->page_size_log2 = 16;
  }
  return type;
}
wasm_memorytype_t *wasm_memorytype_copy(const wasm_memorytype_t *type) {
  wasm_memorytype_t *copy = makeType<wasm_memorytype_t>(WASM_EXTERN_MEMORY);
  if (copy)
    *copy = *type;
  return copy;
}
void wasm_memorytype_delete(wasm_memorytype_t *type) { free(type); }
const wasm_limits_t *wasm_memorytype_limits(const wasm_memorytype_t *type) { return &type->limits; }

wasm_tagtype_t *wasm_tagtype_new(wasm_functype_t *function) {
  auto *type = function ? makeType<wasm_tagtype_t>(WASM_EXTERN_TAG) : nullptr;
  if (type)
    type->function = function;
  else
    wasm_functype_delete(function);
  return type;
}
wasm_tagtype_t *wasm_tagtype_copy(const wasm_tagtype_t *type) {
  return wasm_tagtype_new(wasm_functype_copy(type->function));
}
void wasm_tagtype_delete(wasm_tagtype_t *type) {
  if (type)
    wasm_functype_delete(type->function);
  free(type);
}
const wasm_functype_t *wasm_tagtype_functype(const wasm_tagtype_t *type) { return type->function; }

// Types of imports and exports, whichever kind they are of.

wasm_externkind_t wasm_externtype_kind(const wasm_externtype_t *type) { return type->kind; }
#define WASMELT_EXTERN_TYPES(ROW)                                                                  \
  ROW(functype, WASM_EXTERN_FUNC)                                                                  \
  ROW(globaltype, WASM_EXTERN_GLOBAL)                                                              \
  ROW(tabletype, WASM_EXTERN_TABLE)                                                                \
  ROW(memorytype, WASM_EXTERN_MEMORY)                                                              \
  ROW(tagtype, WASM_EXTERN_TAG)
#define WASMELT_CONVERSIONS(name, its_kind)                                                        \
  wasm_externtype_t *wasm_##name##_as_externtype(wasm_##name##_t *type) { return type; }           \
  const wasm_externtype_t *wasm_##name##_as_externtype_const(const wasm_##name##_t *type) {        \
    return type;                                                                                   \
  }                                                                                                \
  wasm_##name##_t *wasm_externtype_as_##name(wasm_externtype_t *type) {                            \
    return type && type->kind == its_kind ? static_cast<wasm_##name##_t *>(type) : nullptr;        \
  }                                                                                                \
  const wasm_##name##_t *wasm_externtype_as_##name##_const(const wasm_externtype_t *type) {        \
    return type && type->kind == its_kind ? static_cast<const wasm_##name##_t *>(type) : nullptr;  \
  }
WASMELT_EXTERN_TYPES(WASMELT_CONVERSIONS)

wasm_externtype_t *wasm_externtype_copy(const wasm_externtype_t *type) {
  switch (type->kind) {
#define WASMELT_COPY(name, its_kind)                                                               \
  case its_kind:                                                                                   \
    return wasm_##name##_copy(static_cast<const wasm_##name##_t *>(type));
    WASMELT_EXTERN_TYPES(WASMELT_COPY)
  }
  return nullptr;
}
void wasm_externtype_delete(wasm_externtype_t *type) {
  if (!type)
    return;
  switch (type->kind) {
#define WASMELT_DELETE(name, its_kind)                                                             \
  case its_kind:                                                                                   \
    return wasm_##name##_delete(static_cast<wasm_##name##_t *>(type));
    WASMELT_EXTERN_TYPES(WASMELT_DELETE)
  }
}

namespace {

// Moves what the caller gives away.
wasm_name_t taken(wasm_name_t *name) {
  wasm_name_t result = *name;
  wasm_byte_vec_new_empty(name);
  return result;
}

bool isCopied(const wasm_name_t &copy, const wasm_name_t &name) { return copy.size == name.size; }

} // namespace

wasm_importtype_t *wasm_importtype_new(wasm_name_t *module, wasm_name_t *name,
                                       wasm_externtype_t *type) {
  auto *import = type ? makeZeroed<wasm_importtype_t>() : nullptr;
  if (!import) {
    wasm_byte_vec_delete(module);
    wasm_byte_vec_delete(name);
    wasm_externtype_delete(type);
    return nullptr;
  }
  *import = {taken(module), taken(name), type};
  return import;
}
wasm_importtype_t *wasm_importtype_copy(const wasm_importtype_t *type) {
  wasm_name_t module, name;
  wasm_byte_vec_copy(&module, &type->module);
  wasm_byte_vec_copy(&name, &type->name);
  bool is_whole = isCopied(module, type->module) && isCopied(name, type->name);
  return wasm_importtype_new(&module, &name, is_whole ? wasm_externtype_copy(type->type) : nullptr);
}
void wasm_importtype_delete(wasm_importtype_t *type) {
  if (!type)
    return;
  wasm_byte_vec_delete(&type->module);
  wasm_byte_vec_delete(&type->name);
  wasm_externtype_delete(type->type);
  free(type);
}
const wasm_name_t *wasm_importtype_module(const wasm_importtype_t *type) { return &type->module; }
const wasm_name_t *wasm_importtype_name(const wasm_importtype_t *type) { return &type->name; }
const wasm_externtype_t *wasm_importtype_type(const wasm_importtype_t *type) { return type->type; }

wasm_exporttype_t *wasm_exporttype_new(wasm_name_t *name, wasm_externtype_t *type) {
  auto *made = type ? makeZeroed<wasm_exporttype_t>() : nullptr;
  if (!made) {
    wasm_byte_vec_delete(name);
    wasm_externtype_delete(type);
    return nullptr;
  }
  *made = {taken(name), type};
  return made;
}
wasm_exporttype_t *wasm_exporttype_copy(const wasm_exporttype_t *type) {
  wasm_name_t name;
  wasm_byte_vec_copy(&name, &type->name);
  return wasm_exporttype_new(&name, isCopied(name, type->name) ? wasm_externtype_copy(type->type)
                                                               : nullptr);
}
void wasm_exporttype_delete(wasm_exporttype_t *type) {
  if (!type)
    return;
  wasm_byte_vec_delete(&type->name);
  wasm_externtype_delete(type->type);
  free(type);
}
const wasm_name_t *wasm_exporttype_name(const wasm_exporttype_t *type) { return &type->name; }
const wasm_externtype_t *wasm_exporttype_type(const wasm_exporttype_t *type) { return type->type; }
