// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Growing of tables; table.fill, table.copy, table.init.
#include "runtime-lib/table.h"
#include "runtime-lib/abi/trap_kinds.h"
#include "runtime-lib/platform/virtual_memory.h"
#include "runtime-lib/runtime_calls.h"

#include <string.h>

using namespace wasmelt;

// There only if the program throws; if it does not, there are no references to exceptions but null.
extern "C" __attribute__((weak)) void wasmelt_rt_exception_store(void *slot, void *exception);

namespace {

bool countsReferences(const Table &table) {
  return table.flags & TableExceptionEntries && wasmelt_rt_exception_store;
}

uint64_t growthLimit(const Table &table) {
  using runtime::most_table_elements;
  return table.max_size < most_table_elements ? table.max_size : most_table_elements;
}

void checkRange(uint64_t size, uint64_t start, uint64_t count) {
  if (count > size || start > size - count)
    wasmelt_rt_trap(static_cast<int32_t>(TrapKind::TableOutOfBounds));
}

uint64_t wholePages(uint64_t size) {
  uint64_t page_mask = runtime::pageSize() - 1;
  return (size + page_mask) & ~page_mask;
}

char *entryAt(const Table &table, uint64_t index) {
  return static_cast<char *>(table.entries) + index * runtime::entrySize(table);
}

// Stores `count` references at `start`, the same one, or (`stride` 1) one after the other.
void store(Table &table, uint64_t start, void *const *refs, unsigned stride, uint64_t count) {
  if (table.flags & TableFuncRefEntries) {
    static const ContextFuncRef null_entry = {};
    uint64_t size = runtime::entrySize(table);
    char *entry = entryAt(table, start);
    for (; count; --count, refs += stride, entry += size)
      memcpy(entry, *refs ? *refs : &null_entry, size);
  } else if (countsReferences(table)) {
    void **entry = static_cast<void **>(table.entries) + start;
    for (; count; --count, refs += stride)
      wasmelt_rt_exception_store(entry++, *refs);
  } else {
    void **entry = static_cast<void **>(table.entries) + start;
    for (; count; --count, refs += stride)
      *entry++ = *refs;
  }
}

} // namespace

namespace wasmelt::runtime {

uint64_t entrySize(const Table &table) {
  if (table.flags & TableContextEntries)
    return sizeof(ContextFuncRef);
  return table.flags & TableFuncRefEntries ? sizeof(FuncRef) : sizeof(void *);
}

uint64_t tableReservation(const Table &table) {
  uint64_t elements = table.size < growthLimit(table) ? growthLimit(table) : table.size;
  return wholePages(elements * entrySize(table));
}

bool reserveTable(Table &table) {
  uint64_t bytes = wholePages(table.size * entrySize(table));
  uint64_t room = tableReservation(table);
  if (room == 0)
    return true;
  Reservation reservation = reserve(nullptr, room);
  if (reservation.error != ReserveError::None) {
    // Better a table that cannot grow than a program that does not start.
    if (bytes == 0) {
      table.max_size = 0;
      return true;
    }
    reservation = reserve(nullptr, bytes);
    if (reservation.error != ReserveError::None)
      return false;
    table.max_size = table.size;
  }
  table.entries = reservation.base;
  return makeAccessible(table.entries, bytes);
}

int64_t growTable(Table &table, uint64_t count, void *init) {
  uint64_t old_size = table.size;
  uint64_t limit = growthLimit(table);
  if (count == 0)
    return static_cast<int64_t>(old_size);
  if (!(table.flags & TableDynamic) || old_size > limit || count > limit - old_size)
    return -1;
  uint64_t from = wholePages(old_size * runtime::entrySize(table));
  uint64_t to = wholePages((old_size + count) * runtime::entrySize(table));
  if (!runtime::makeAccessible(static_cast<char *>(table.entries) + from, to - from))
    return -1;
  table.size = old_size + count;
  if (init) // fresh pages are null already
    store(table, old_size, &init, 0, count);
  return static_cast<int64_t>(old_size);
}

} // namespace wasmelt::runtime

extern "C" void wasmelt_rt_table_fill(void *table_address, int64_t start, void *value,
                                      int64_t count) {
  Table &table = *static_cast<Table *>(table_address);
  checkRange(table.size, static_cast<uint64_t>(start), static_cast<uint64_t>(count));
  store(table, static_cast<uint64_t>(start), &value, 0, static_cast<uint64_t>(count));
}

extern "C" void wasmelt_rt_table_copy(void *dst_table, void *src_table, int64_t dst, int64_t src,
                                      int64_t count) {
  Table &to = *static_cast<Table *>(dst_table);
  const Table &from = *static_cast<const Table *>(src_table);
  uint64_t elements = static_cast<uint64_t>(count);
  checkRange(from.size, static_cast<uint64_t>(src), elements);
  checkRange(to.size, static_cast<uint64_t>(dst), elements);
  // Validation has made sure that both hold entries of one kind.
  if (countsReferences(to)) {
    void **target = reinterpret_cast<void **>(entryAt(to, static_cast<uint64_t>(dst)));
    void **source = reinterpret_cast<void **>(entryAt(from, static_cast<uint64_t>(src)));
    bool backwards = target > source; // so that nothing is overwritten before it is copied
    for (uint64_t i = 0; i != elements; ++i) {
      uint64_t at = backwards ? elements - 1 - i : i;
      wasmelt_rt_exception_store(target + at, source[at]);
    }
  } else if (elements)
    memmove(entryAt(to, static_cast<uint64_t>(dst)), entryAt(from, static_cast<uint64_t>(src)),
            elements * runtime::entrySize(to));
}

extern "C" void wasmelt_rt_table_init(void *table_address, void *refs, int64_t ref_count,
                                      int64_t dst, int64_t src, int64_t count) {
  Table &table = *static_cast<Table *>(table_address);
  checkRange(static_cast<uint64_t>(ref_count), static_cast<uint64_t>(src),
             static_cast<uint64_t>(count));
  checkRange(table.size, static_cast<uint64_t>(dst), static_cast<uint64_t>(count));
  store(table, static_cast<uint64_t>(dst), static_cast<void *const *>(refs) + src, 1,
        static_cast<uint64_t>(count));
}
