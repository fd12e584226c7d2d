// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime-lib/library/store.h"

#include "runtime-lib/library/call.h"
#include "runtime-lib/library/live_stores.h"
#include "runtime-lib/library/new.h"
#include "runtime-lib/platform/virtual_memory.h"
#include "runtime-lib/runtime_calls.h"
#include "runtime-lib/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace wasmelt::embed {

namespace {

uint64_t wholePages(uint64_t size) {
  uint64_t page_mask = runtime::pageSize() - 1;
  return (size + page_mask) & ~page_mask;
}

} // namespace

void Store::release() {
  if (is_released_)
    return;
  is_released_ = true;
  for (StoreMemory *made = first_memory_; made; made = made->next) {
    giveMemorySpace(made->space, wholePages(made->memory.size));
    made->memory.size = 0; // for those who look at it nevertheless
  }
  for (StoreTable *made = first_table_; made; made = made->next)
    giveTableSpace(made->space, wholePages(made->table.size * runtime::entrySize(made->table)));
  if (checks_)
    return;
  while (blocks_) {
    Block *block = blocks_;
    blocks_ = block->next;
    free(block);
  }
  pthread_mutex_destroy(&mutex_);
}

void *Store::allocate(size_t size) {
  auto *block = static_cast<Block *>(calloc(1, sizeof(Block) + size)); // aligned to 16
  if (!block)
    return nullptr;
  pthread_mutex_lock(&mutex_);
  block->next = blocks_;
  blocks_ = block;
  pthread_mutex_unlock(&mutex_);
  return block + 1;
}

bool Store::count(uint64_t &counter, uint64_t limit, const char *what, Result &result) {
  pthread_mutex_lock(&mutex_);
  bool fits = !limit || counter < limit;
  counter += fits;
  pthread_mutex_unlock(&mutex_);
  return fits || result.fail(Status::Limit, "the store may have %llu %s, no more",
                             static_cast<unsigned long long>(limit), what);
}

Memory memoryShape(const Limits &limits, unsigned page_size_log2) {
  constexpr uint64_t gib = uint64_t(1) << 30;
  // Of a memory with 64-bit addresses, this much is reserved unless it wants more at once.
  constexpr uint64_t room_of_64 = 64 * gib;
  Memory shape = {};
  shape.page_size_log2 = page_size_log2;
  shape.initial_size = limits.min << page_size_log2;
  uint64_t most = limits.is_64 ? room_of_64 : 4 * gib;
  if (most < shape.initial_size)
    most = shape.initial_size;
  shape.max_size =
      limits.has_max && limits.max <= most >> page_size_log2 ? limits.max << page_size_log2 : most;
  // As compiled code assumes it: a 32-bit address, a 32-bit offset and the widest access.
  shape.reservation = limits.is_64 ? wholePages(shape.max_size) : 8 * gib + 65536;
  shape.flags = (limits.is_64 ? MemoryIs64 : 0) | (limits.is_shared ? MemoryShared : 0);
  return shape;
}

StoreMemory *Store::makeMemory(const Memory &shape, const Limits &limits, MemoryImage *image,
                               Result &result) {
  if (!count(memories_, limits_.memories, "memories", result))
    return nullptr;
  if (limits_.memory_size && shape.initial_size > limits_.memory_size) {
    result.fail(Status::Limit, "a memory of %llu bytes is more than the store's limit of %llu",
                static_cast<unsigned long long>(shape.initial_size),
                static_cast<unsigned long long>(limits_.memory_size));
    return nullptr;
  }
  if (!memory_budget.take(shape.initial_size)) {
    result.fail(Status::Limit,
                "with a memory of %llu bytes more, all are above the store's limit of %llu",
                static_cast<unsigned long long>(shape.initial_size),
                static_cast<unsigned long long>(limits_.total_memory));
    return nullptr;
  }
  auto *made = make<StoreMemory>();
  if (!made) {
    memory_budget.giveBack(shape.initial_size);
    result.fail(Status::Failure, "not enough memory");
    return nullptr;
  }
  made->store = this;
  made->memory = shape;
  made->limits = limits;
  Memory &memory = made->memory;
  if (limits_.memory_size && memory.max_size > limits_.memory_size)
    memory.max_size = limits_.memory_size;
  if (!reserve(*made, image, result)) {
    memory_budget.giveBack(shape.initial_size);
    return nullptr;
  }
  memory.size = memory.initial_size;
  return made;
}

bool Store::reserve(StoreMemory &made, MemoryImage *image, Result &result) {
  Memory &memory = made.memory;
  if (!memory.reservation)
    return true;
  uint64_t space = wholePages(memory.reservation);
  SpaceError error = SpaceError::None;
  made.space = takeMemorySpace(space, wholePages(memory.initial_size), image, error);
  if (!made.space)
    return error == SpaceError::Reservation
               ? result.fail(Status::Failure,
                             "cannot reserve %llu MiB of address space for a memory",
                             static_cast<unsigned long long>(space >> 20))
               : result.fail(Status::Failure,
                             "the system has no room for a memory of %llu KiB: it is short of "
                             "memory, or this process has too many mappings (vm.max_map_count)",
                             static_cast<unsigned long long>(memory.initial_size >> 10));
  memory.base = made.space->base;
  pthread_mutex_lock(&mutex_);
  made.next = first_memory_;
  first_memory_ = &made;
  pthread_mutex_unlock(&mutex_);
  return true;
}

uint32_t tableFlags(ValueType element) {
  HeapKind heap = heapKind(element.word);
  bool functions =
      heap == HeapKind::Func || heap == HeapKind::NoFunc ||
      (heap == HeapKind::Concrete && typeInfo(element.type).kind == TypeKind::Function);
  return TableDynamic | (functions ? TableFuncRefEntries | TableContextEntries : 0);
}

StoreTable *Store::makeTable(ValueType element, const Limits &limits, uint32_t flags,
                             Result &result) {
  if (!count(tables_, limits_.tables, "tables", result))
    return nullptr;
  if (limits_.table_elements && limits.min > limits_.table_elements) {
    result.fail(Status::Limit, "a table of %llu elements is more than the store's limit of %llu",
                static_cast<unsigned long long>(limits.min),
                static_cast<unsigned long long>(limits_.table_elements));
    return nullptr;
  }
  if (!element_budget.take(limits.min)) {
    result.fail(Status::Limit,
                "with a table of %llu elements more, all are above the store's limit of %llu",
                static_cast<unsigned long long>(limits.min),
                static_cast<unsigned long long>(limits_.total_elements));
    return nullptr;
  }
  auto *made = make<StoreTable>();
  if (!made) {
    element_budget.giveBack(limits.min);
    result.fail(Status::Failure, "not enough memory");
    return nullptr;
  }
  made->store = this;
  made->limits = limits;
  made->element = element;
  Table &table = made->table;
  table.size = limits.min;
  table.max_size = limits.has_max ? limits.max : limits.is_64 ? UINT64_MAX : UINT32_MAX;
  if (limits_.table_elements && table.max_size > limits_.table_elements)
    table.max_size = limits_.table_elements;
  table.flags = flags;
  if (table.size > UINT64_MAX / 64 || !reserve(*made)) {
    element_budget.giveBack(limits.min);
    result.fail(Status::Failure, "the system has no room for a table of %llu elements",
                static_cast<unsigned long long>(limits.min));
    return nullptr;
  }
  return made;
}

bool Store::reserve(StoreTable &made) {
  Table &table = made.table;
  uint64_t size = table.size * runtime::entrySize(table);
  if (table.size >= table.max_size) { // it never grows
    table.entries = size ? allocate(size) : nullptr;
    return !size || table.entries;
  }
  SpaceError error = SpaceError::None;
  made.space = takeTableSpace(runtime::tableReservation(table), wholePages(size), error);
  if (!made.space) { // better a table that cannot grow than none
    table.max_size = table.size;
    return reserve(made);
  }
  table.entries = made.space->base;
  pthread_mutex_lock(&mutex_);
  made.next = first_table_;
  first_table_ = &made;
  pthread_mutex_unlock(&mutex_);
  return true;
}

// The embedding interface.

// Those that are kept for checks, so that nobody takes them for lost.
static void keepReleased(Store *store) {
  static Store *released;
  store->next_released = __atomic_load_n(&released, __ATOMIC_RELAXED);
  while (!__atomic_compare_exchange_n(&released, &store->next_released, store, true,
                                      __ATOMIC_RELEASE, __ATOMIC_RELAXED))
    ;
}

static bool wantsChecks() {
#ifdef NDEBUG
  const char *wanted = getenv("WASMELT_CHECKS");
  return wanted && strcmp(wanted, "1") == 0;
#else
  return true;
#endif
}

Store *createStore(const StoreLimits &limits) {
  void *memory = malloc(sizeof(Store));
  if (!memory)
    return nullptr;
  auto *store = new (memory) Store(limits, wantsChecks());
  if (addLiveStore(store))
    return store;
  store->~Store();
  free(memory);
  return nullptr;
}

void destroyStore(Store *store) {
  if (!store)
    return;
  if (!removeLiveStore(store)) {
    fprintf(stderr,
            "wasmelt: error: a store is destroyed at %p, where there is none, or none any more\n",
            static_cast<void *>(store));
    abort();
  }
  store->release();
  if (store->checks()) {
    keepReleased(store); // what is left of it tells that it is gone
    return;
  }
  store->~Store();
  free(store);
}

bool interrupt(Store &store, Result &result) { return store.control.interrupt(result); }
bool setDeadline(Store &store, uint64_t nanoseconds, Result &result) {
  return store.control.setDeadline(nanoseconds, result);
}
bool setFuel(Store &store, uint64_t fuel, Result &result) {
  return store.control.setFuel(fuel, result);
}
uint64_t fuelOf(const Store &store) { return store.control.fuel(); }

Extern externOf(ContextFuncRef *function) {
  Extern e;
  e.is_known = function;
  e.kind = ExternKind::Function;
  e.function = function;
  return e;
}
Extern externOf(Table *table) {
  Extern e;
  e.is_known = table;
  e.kind = ExternKind::Table;
  e.table = table;
  return e;
}
Extern externOf(Memory *memory) {
  Extern e;
  e.is_known = memory;
  e.kind = ExternKind::Memory;
  e.memory = memory;
  return e;
}
Extern externOf(Tag *tag) {
  Extern e;
  e.is_known = tag;
  e.kind = ExternKind::Tag;
  e.tag = tag;
  return e;
}

static uint32_t sizeOfType(ValueType type) {
  switch (valueKind(type.word)) {
  case ValueKind::I32:
  case ValueKind::F32:
    return 4;
  case ValueKind::V128:
    return 16;
  default:
    return 8;
  }
}

Extern makeGlobal(Store &store, ValueType type, bool is_mutable, const Value &value) {
  Extern e;
  e.kind = ExternKind::Global;
  e.global = store.make<Value>();
  e.is_known = e.global;
  e.global_type = type;
  e.global_is_mutable = is_mutable;
  if (e.is_known)
    writeGlobal(e, value);
  return e;
}

Value readGlobal(const Extern &global) {
  Value value = {};
  memcpy(&value, global.global, sizeOfType(global.global_type));
  return value;
}

void writeGlobal(const Extern &global, const Value &value) {
  memcpy(global.global, &value, sizeOfType(global.global_type));
}

Table *makeTable(Store &store, ValueType element, const Limits &limits, void *init,
                 Result &result) {
  StoreTable *made = store.makeTable(element, limits, tableFlags(element), result);
  if (!made)
    return nullptr;
  if (init)
    for (uint64_t i = 0; i != made->table.size; ++i)
      writeTable(made->table, i, init);
  return &made->table;
}

void *readTable(const Table &table, uint64_t index) {
  if (!(table.flags & TableFuncRefEntries))
    return static_cast<void *const *>(table.entries)[index];
  const ContextFuncRef &entry = static_cast<const ContextFuncRef *>(table.entries)[index];
  return entry.type ? static_cast<char *>(entry.instance) + entry.index : nullptr;
}

bool writeTable(Table &table, uint64_t index, void *reference) {
  if (!(table.flags & TableFuncRefEntries)) {
    static_cast<void **>(table.entries)[index] = reference;
    return true;
  }
  ContextFuncRef &entry = static_cast<ContextFuncRef *>(table.entries)[index];
  auto *function = static_cast<ContextFuncRef *>(reference);
  if (function && !completeFunction(*function))
    return false;
  entry = function ? *function : ContextFuncRef{};
  return true;
}

int64_t growTable(Table &table, uint64_t delta, void *init) {
  if (init && (table.flags & TableFuncRefEntries) &&
      !completeFunction(*static_cast<ContextFuncRef *>(init)))
    return -1;
  return wasmelt_rt_table_grow(&table, static_cast<int64_t>(delta), init);
}

Memory *makeMemory(Store &store, const Limits &limits, Result &result, unsigned page_size_log2) {
  StoreMemory *made =
      store.makeMemory(memoryShape(limits, page_size_log2), limits, nullptr, result);
  return made ? &made->memory : nullptr;
}

int64_t growMemory(Memory &memory, uint64_t delta) {
  return wasmelt_rt_memory_grow(&memory, static_cast<int64_t>(delta));
}

Tag *makeTag(Store &store, TypeId type) {
  Tag *tag = store.make<Tag>();
  if (tag)
    tag->type = type;
  return tag;
}

} // namespace wasmelt::embed
