// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// memory.grow and table.grow in a host process: each has a part in what its store allows all
// memories or tables together.
#include "runtime-lib/library/store.h"
#include "runtime-lib/memory.h"
#include "runtime-lib/platform/futex.h"
#include "runtime-lib/runtime_calls.h"
#include "runtime-lib/table.h"

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

int64_t grow(void *address, int64_t delta) {
  Memory &memory = *static_cast<Memory *>(address);
  Store &store = *reinterpret_cast<StoreMemory &>(memory).store;
  uint64_t pages = static_cast<uint64_t>(delta);
  if (pages > memory.max_size >> memory.page_size_log2)
    return -1;
  uint64_t size = pages << memory.page_size_log2;
  if (!store.memory_budget.take(size))
    return -1;
  int64_t old_pages = runtime::growMemory(memory, pages);
  if (old_pages < 0)
    store.memory_budget.giveBack(size);
  return old_pages;
}

// One for all memories that several threads may grow at a time: growing is rare, and the kernel has
// one lock for it all, too.
runtime::Lock growth_lock;

} // namespace

extern "C" int64_t wasmelt_rt_memory_grow(void *memory, int64_t delta) {
  return grow(memory, delta);
}

extern "C" int64_t wasmelt_rt_memory_grow_shared(void *memory, int64_t delta) {
  runtime::Locked locked(growth_lock);
  return grow(memory, delta);
}

extern "C" int64_t wasmelt_rt_table_grow(void *address, int64_t delta, void *init) {
  Table &table = *static_cast<Table *>(address);
  Budget &budget = reinterpret_cast<StoreTable &>(table).store->element_budget;
  uint64_t count = static_cast<uint64_t>(delta);
  if (!budget.take(count))
    return -1;
  int64_t old_size = runtime::growTable(table, count, init);
  if (old_size < 0)
    budget.giveBack(count);
  return old_size;
}
