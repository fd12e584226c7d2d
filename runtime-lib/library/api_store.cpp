// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C interface: stores, and the memories, globals and tables in them.
#include "runtime-lib/library/api.h"

#include <string.h>

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

Limits limitsOf(const wasmelt_range_t &range) {
  Limits limits;
  limits.min = range.min;
  limits.max = range.max;
  limits.has_max = range.has_max;
  limits.is_64 = range.is_64;
  limits.is_shared = range.is_shared;
  return limits;
}

// What the specification allows to be declared.
bool isValid(const wasmelt_range_t &range, uint64_t most, Result &result) {
  if (range.min > most || (range.has_max && range.max > most))
    return result.fail(Status::Misuse,
                       "the limits are larger than %llu, the most that there can be",
                       static_cast<unsigned long long>(most));
  if (range.has_max && range.min > range.max)
    return result.fail(Status::Misuse, "the minimum is larger than the maximum");
  return true;
}

bool isInside(const Memory &memory, uint64_t offset, size_t size) {
  uint64_t end = __atomic_load_n(&memory.size, __ATOMIC_ACQUIRE);
  return offset <= end && size <= end - offset;
}

const Memory &objectOf(const wasmelt_memory_t *memory) {
  return *reinterpret_cast<const Memory *>(memory);
}

const StoreTable &tableOf(const wasmelt_table_t *table) {
  return *reinterpret_cast<const StoreTable *>(table);
}

wasmelt_error_t *checkIndex(const wasmelt_table_t *table, uint64_t index) {
  uint64_t size = tableOf(table).table.size;
  if (index < size)
    return nullptr;
  return makeError(Status::Misuse, "there is no element %llu: the table has %llu",
                   static_cast<unsigned long long>(index), static_cast<unsigned long long>(size));
}

} // namespace

wasmelt_store_t *wasmelt_store_create(const wasmelt_store_limits_t *limits,
                                      wasmelt_error_t **error) {
  StoreLimits wanted;
  if (limits) {
    wanted.memory_size = limits->memory_size;
    wanted.total_memory = limits->total_memory;
    wanted.table_elements = limits->table_elements;
    wanted.total_elements = limits->total_elements;
    wanted.instances = limits->instances;
    wanted.memories = limits->memories;
    wanted.tables = limits->tables;
    wanted.stack_size = limits->stack_size;
  }
  Store *store = createStore(wanted);
  Result result;
  if (!store) {
    result.fail(Status::Failure, "not enough memory for a store");
    report(error, result);
  }
  return reinterpret_cast<wasmelt_store_t *>(store);
}

void wasmelt_store_destroy(wasmelt_store_t *store) {
  destroyStore(reinterpret_cast<Store *>(store));
}

wasmelt_memory_t *wasmelt_memory_new(wasmelt_store_t *store, wasmelt_range_t range,
                                     wasmelt_error_t **error) {
  Result result;
  Memory *memory = nullptr;
  uint64_t most = range.is_64 ? uint64_t(1) << 48 : uint64_t(1) << 16;
  if (isValid(range, most, result)) {
    if (range.is_shared && !range.has_max)
      result.fail(Status::Misuse, "a shared memory needs a maximum");
    else
      memory = makeMemory(embed::objectOf(store), limitsOf(range), result);
  }
  if (!memory)
    report(error, result);
  return reinterpret_cast<wasmelt_memory_t *>(memory);
}

uint8_t *wasmelt_memory_data(wasmelt_memory_t *memory) {
  return static_cast<uint8_t *>(embed::objectOf(memory).base);
}

uint64_t wasmelt_memory_size(const wasmelt_memory_t *memory) {
  return __atomic_load_n(&objectOf(memory).size, __ATOMIC_ACQUIRE);
}

bool wasmelt_memory_read(const wasmelt_memory_t *handle, uint64_t offset, void *to, size_t size) {
  const Memory &memory = objectOf(handle);
  if (!isInside(memory, offset, size))
    return false;
  if (size)
    memcpy(to, static_cast<const char *>(memory.base) + offset, size);
  return true;
}

bool wasmelt_memory_write(wasmelt_memory_t *handle, uint64_t offset, const void *from,
                          size_t size) {
  Memory &memory = embed::objectOf(handle);
  if (!isInside(memory, offset, size))
    return false;
  if (size)
    memcpy(static_cast<char *>(memory.base) + offset, from, size);
  return true;
}

int64_t wasmelt_memory_grow(wasmelt_memory_t *memory, uint64_t pages) {
  return growMemory(embed::objectOf(memory), pages);
}

wasmelt_global_t *wasmelt_global_new(wasmelt_store_t *handle, wasmelt_type_t type, bool is_mutable,
                                     wasmelt_value_t value, wasmelt_error_t **error) {
  Store &owner = embed::objectOf(handle);
  Result result;
  Value cell;
  ValueType value_type = typeOf(type);
  wasmelt_global_t *global = nullptr;
  if (!store(value, value_type, cell)) {
    result.fail(Status::Misuse, "the value is not %s", nameOf(value_type));
  } else {
    Extern made = makeGlobal(owner, value_type, is_mutable, cell);
    global = made.is_known ? owner.make<wasmelt_global_t>() : nullptr;
    if (global)
      *global = {made.global, value_type, is_mutable};
    else
      result.fail(Status::Failure, "not enough memory for a global");
  }
  if (!global)
    report(error, result);
  return global;
}

wasmelt_type_t wasmelt_global_type(const wasmelt_global_t *global) {
  return described(global->type);
}

bool wasmelt_global_is_mutable(const wasmelt_global_t *global) { return global->is_mutable; }

wasmelt_value_t wasmelt_global_get(const wasmelt_global_t *global) {
  Extern e;
  e.global = global->cell;
  e.global_type = global->type;
  return load(readGlobal(e), global->type);
}

wasmelt_error_t *wasmelt_global_set(wasmelt_global_t *global, wasmelt_value_t value) {
  Value cell;
  if (!global->is_mutable)
    return makeError(Status::Misuse, "the global is not mutable");
  if (!store(value, global->type, cell))
    return makeError(Status::Misuse, "the value is not %s", nameOf(global->type));
  Extern e;
  e.global = global->cell;
  e.global_type = global->type;
  writeGlobal(e, cell);
  return nullptr;
}

wasmelt_table_t *wasmelt_table_new(wasmelt_store_t *handle, wasmelt_type_t element,
                                   wasmelt_range_t range, wasmelt_value_t init,
                                   wasmelt_error_t **error) {
  Result result;
  Value cell;
  Table *table = nullptr;
  ValueType type = typeOf(element);
  if (valueKind(type.word) != ValueKind::Ref)
    result.fail(Status::Misuse, "elements of tables are references, not %s", nameOf(type));
  else if (!store(init, type, cell))
    result.fail(Status::Misuse, "the elements' value is not %s", nameOf(type));
  else if (isValid(range, range.is_64 ? UINT64_MAX : UINT32_MAX, result))
    table = makeTable(embed::objectOf(handle), type, limitsOf(range), cell.ref, result);
  if (!table)
    report(error, result);
  return reinterpret_cast<wasmelt_table_t *>(table);
}

wasmelt_type_t wasmelt_table_element_type(const wasmelt_table_t *table) {
  return described(tableOf(table).element);
}

uint64_t wasmelt_table_size(const wasmelt_table_t *table) { return tableOf(table).table.size; }

wasmelt_error_t *wasmelt_table_get(const wasmelt_table_t *table, uint64_t index,
                                   wasmelt_value_t *result) {
  if (wasmelt_error_t *error = checkIndex(table, index))
    return error;
  Value cell = {};
  cell.ref = readTable(tableOf(table).table, index);
  *result = load(cell, tableOf(table).element);
  return nullptr;
}

wasmelt_error_t *wasmelt_table_set(wasmelt_table_t *table, uint64_t index, wasmelt_value_t value) {
  if (wasmelt_error_t *error = checkIndex(table, index))
    return error;
  Value cell;
  ValueType type = tableOf(table).element;
  if (!store(value, type, cell))
    return makeError(Status::Misuse, "the value is not %s", nameOf(type));
  if (!writeTable(embed::objectOf(table), index, cell.ref))
    return makeError(Status::Misuse, "no loaded library has the function's type");
  return nullptr;
}

int64_t wasmelt_table_grow(wasmelt_table_t *table, uint64_t delta, wasmelt_value_t init) {
  Value cell;
  if (!store(init, tableOf(table).element, cell))
    return -1;
  return growTable(embed::objectOf(table), delta, cell.ref);
}
