// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasm.h: globals, tables and memories, and imports and exports of any kind.
#include "runtime-lib/library/wasm_objects.h"
#include "runtime-lib/library/wasm_types.h"

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

const StoreTable &tableOf(const wasm_table_t &table) {
  return reinterpret_cast<const StoreTable &>(*table.thing.table);
}

uint64_t sizeOf(const Memory &memory) { return __atomic_load_n(&memory.size, __ATOMIC_ACQUIRE); }

// What the specification allows to be declared.
bool areValid(const Limits &limits, uint64_t most, Result &result) {
  if (limits.min > most || (limits.has_max && limits.max > most))
    return result.fail(Status::Misuse, "the limits are larger than %llu, the most there can be",
                       static_cast<unsigned long long>(most));
  if (limits.has_max && limits.max < limits.min)
    return result.fail(Status::Misuse, "the minimum is larger than the maximum");
  return true;
}

// The object for something new, or null and why.
template <typename Object>
Object *made(wasm_store_t &store, const Extern &thing, Result &result) {
  if (thing.is_known) {
    if (wasm_extern_t *object = objectFor(store, thing))
      return static_cast<Object *>(object);
    result.fail(Status::Failure, "not enough memory");
  }
  complain(result);
  return nullptr;
}

} // namespace

wasm_externkind_t wasm_extern_kind(const wasm_extern_t *thing) {
  return static_cast<wasm_externkind_t>(thing->kind);
}
wasm_externtype_t *wasm_extern_type(const wasm_extern_t *thing) {
  return typeOf(describe(thing->thing));
}

wasm_global_t *wasm_global_new(wasm_store_t *in, const wasm_globaltype_t *type,
                               const wasm_val_t *value) {
  Result result;
  Value cell;
  Extern global;
  ValueType content = type->content->type;
  if (!store(*in, *value, content, cell))
    result.fail(Status::Misuse, "a global's value is not %s", nameOf(content));
  else if (!(global = makeGlobal(*in->store, content, type->mutability == WASM_VAR, cell)).is_known)
    result.fail(Status::Failure, "not enough memory for a global");
  return made<wasm_global_t>(*in, global, result);
}
wasm_globaltype_t *wasm_global_type(const wasm_global_t *global) {
  return static_cast<wasm_globaltype_t *>(wasm_extern_type(global));
}
void wasm_global_get(const wasm_global_t *global, wasm_val_t *out) {
  if (!load(*global->store, readGlobal(global->thing), global->thing.global_type, *out))
    complain("the value of a global is %s, which wasm.h has no values of",
             nameOf(global->thing.global_type));
}
void wasm_global_set(wasm_global_t *global, const wasm_val_t *value) {
  Value cell;
  if (!global->thing.global_is_mutable)
    complain("a global is set that is constant");
  else if (!store(*global->store, *value, global->thing.global_type, cell))
    complain("a global is set to a value that is not %s", nameOf(global->thing.global_type));
  else
    writeGlobal(global->thing, cell);
}

wasm_table_t *wasm_table_new(wasm_store_t *in, const wasm_tabletype_t *type, wasm_ref_t *init) {
  Result result;
  Value cell;
  Table *table = nullptr;
  ValueType element = type->element->type;
  if (valueKind(element.word) != ValueKind::Ref)
    result.fail(Status::Misuse, "elements of tables are references, not %s", nameOf(element));
  else if (!store(*in, init, element, cell))
    result.fail(Status::Misuse, "the value of a table's elements is not %s", nameOf(element));
  else if (areValid(type->exact, type->exact.is_64 ? UINT64_MAX : UINT32_MAX, result))
    table = makeTable(*in->store, element, type->exact, cell.ref, result);
  return made<wasm_table_t>(*in, externOf(table), result);
}
wasm_tabletype_t *wasm_table_type(const wasm_table_t *table) {
  return static_cast<wasm_tabletype_t *>(wasm_extern_type(table));
}
wasm_ref_t *wasm_table_get(const wasm_table_t *table, wasm_table_size_t index) {
  wasm_val_t value;
  Value cell = {};
  if (index >= tableOf(*table).table.size)
    return nullptr;
  cell.ref = readTable(tableOf(*table).table, index);
  if (load(*table->store, cell, tableOf(*table).element, value))
    return value.of.ref;
  complain("the elements of a table are %s, which wasm.h has no values of",
           nameOf(tableOf(*table).element));
  return nullptr;
}
bool wasm_table_set(wasm_table_t *table, wasm_table_size_t index, wasm_ref_t *reference) {
  Value cell;
  return index < tableOf(*table).table.size &&
         store(*table->store, reference, tableOf(*table).element, cell) &&
         writeTable(*table->thing.table, index, cell.ref);
}
wasm_table_size_t wasm_table_size(const wasm_table_t *table) {
  uint64_t size = tableOf(*table).table.size;
  return size < UINT32_MAX ? static_cast<wasm_table_size_t>(size) : UINT32_MAX;
}
bool wasm_table_grow(wasm_table_t *table, wasm_table_size_t delta, wasm_ref_t *init) {
  Value cell;
  return store(*table->store, init, tableOf(*table).element, cell) &&
         growTable(*table->thing.table, delta, cell.ref) >= 0;
}

wasm_memory_t *wasm_memory_new(wasm_store_t *in, const wasm_memorytype_t *type) {
  Result result;
  Memory *memory = nullptr;
  unsigned bits = type->exact.is_64 ? 64 : 32; // of addresses
  uint64_t most = UINT64_MAX >> (64 - bits) >> type->page_size_log2;
  if (areValid(type->exact, most == UINT64_MAX ? most : most + 1, result)) {
    if (type->exact.is_shared && !type->exact.has_max)
      result.fail(Status::Misuse, "a shared memory needs a maximum");
    else
      memory = makeMemory(*in->store, type->exact, result, type->page_size_log2);
  }
  return made<wasm_memory_t>(*in, externOf(memory), result);
}
wasm_memorytype_t *wasm_memory_type(const wasm_memory_t *memory) {
  return static_cast<wasm_memorytype_t *>(wasm_extern_type(memory));
}
byte_t *wasm_memory_data(wasm_memory_t *memory) {
  return static_cast<byte_t *>(memory->thing.memory->base);
}
size_t wasm_memory_data_size(const wasm_memory_t *memory) { return sizeOf(*memory->thing.memory); }
wasm_memory_pages_t wasm_memory_size(const wasm_memory_t *memory) {
  uint64_t pages = sizeOf(*memory->thing.memory) >> memory->thing.memory->page_size_log2;
  return pages < UINT32_MAX ? static_cast<wasm_memory_pages_t>(pages) : UINT32_MAX;
}
bool wasm_memory_grow(wasm_memory_t *memory, wasm_memory_pages_t delta) {
  return growMemory(*memory->thing.memory, delta) >= 0;
}
