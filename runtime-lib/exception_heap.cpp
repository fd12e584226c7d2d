// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where exceptions live, and how they are reclaimed.
//
// Most exceptions are thrown, caught, and gone: once a handler has taken the values, nobody can
// name the exception any more (exception_done), and its memory is used again at once. Only
// `catch_ref`, `catch_all_ref` and a legacy handler that rethrows hand out references. Such an
// exception is "captured" and lives as long as a reference may exist:
//  - in globals, tables and other exceptions, which are written through exception_store: it counts
//    them (`stored`). References in exceptions never make cycles, as exceptions do not change;
//  - in locals and on operand stacks, that is, in registers and on the native stack. To count those
//    would cost on paths without a throw, and a throw skips frames without running anything in
//    them. Instead, when many captured exceptions have piled up, every word on the calling thread's
//    stack that could be the address of (a part of) an exception keeps it alive, and the captured
//    ones that neither a word nor a count keeps are freed.
// A word that only looks like an address delays the freeing and does no other harm. Exceptions
// belong to the thread that threw them: references cross threads through globals and tables alone,
// which count.
#include "runtime-lib/abi/trap_kinds.h"
#include "runtime-lib/exception.h"
#include "runtime-lib/platform/virtual_memory.h"
#include "runtime-lib/runtime_calls.h"

#include <string.h>

namespace wasmelt::runtime {

namespace {

enum State : uint32_t { Free, Live, Marked };

// Memory comes in chunks, each aligned to its size and divided into cells of one size.
constexpr uint64_t chunk_size = 64 << 10;
constexpr unsigned smallest_cell_log2 = 6, largest_cell_log2 = 15;
constexpr unsigned cell_sizes = largest_cell_log2 - smallest_cell_log2 + 1;

struct Chunk {
  uint32_t cell_size; // 0: not in use yet
  uint32_t first;     // offset of the first cell
  uint64_t padding[3];
};

// Chunks lie in areas, each as large as all before it, so that there are few to search.
struct Area {
  uintptr_t start;
  uint64_t used, size;
  Reservation reservation; // of that and what aligning cost
};
constexpr unsigned most_areas = 40;

// The least number of bytes to hand out between two searches for garbage.
constexpr uint64_t search_interval = 1 << 20;

struct Heap {
  Exception *free_cells[cell_sizes];
  Area areas[most_areas];
  unsigned area_count;
  uint64_t total, handed_out, search_after;
};
thread_local Heap heap;

unsigned sizeClass(uint64_t size) {
  unsigned log2 = smallest_cell_log2;
  while ((uint64_t(1) << log2) < size)
    ++log2;
  return log2 - smallest_cell_log2;
}

Chunk *chunkOf(uintptr_t address) { return reinterpret_cast<Chunk *>(address & ~(chunk_size - 1)); }

void **referencesIn(Exception &exception) { return reinterpret_cast<void **>(&exception + 1); }

void release(Exception &exception) {
  for (uint32_t i = 0; i != exception.references; ++i)
    if (Exception *inner = static_cast<Exception *>(referencesIn(exception)[i]))
      --inner->stored;
  Exception *&list =
      heap.free_cells[sizeClass(chunkOf(reinterpret_cast<uintptr_t>(&exception))->cell_size)];
  exception.state = Free;
  exception.next_free = list;
  list = &exception;
}

// The live exception that `word` points at or into, or null.
Exception *exceptionAt(uintptr_t word) {
  for (unsigned i = 0; i != heap.area_count; ++i) {
    const Area &area = heap.areas[i];
    if (word - area.start >= area.used)
      continue;
    Chunk *chunk = chunkOf(word);
    uintptr_t start = reinterpret_cast<uintptr_t>(chunk) + chunk->first;
    if (word < start)
      return nullptr;
    uintptr_t cell = word - (word - start) % chunk->cell_size;
    Exception *exception = reinterpret_cast<Exception *>(cell);
    bool whole = cell + chunk->cell_size <= reinterpret_cast<uintptr_t>(chunk) + chunk_size;
    return whole && exception->state != Free ? exception : nullptr;
  }
  return nullptr;
}

template <typename Visit>
void eachCell(Visit visit) {
  for (unsigned i = 0; i != heap.area_count; ++i)
    for (uint64_t offset = 0; offset != heap.areas[i].used; offset += chunk_size) {
      uintptr_t at = heap.areas[i].start + offset;
      const Chunk &chunk = *reinterpret_cast<Chunk *>(at);
      for (uint64_t cell = chunk.first; cell + chunk.cell_size <= chunk_size;
           cell += chunk.cell_size)
        visit(*reinterpret_cast<Exception *>(at + cell), chunk.cell_size);
    }
}

// Frees what nobody can refer to. Not inlined, so that all registers that calls preserve, and which
// callers may have references in, are in this frame.
[[gnu::noinline]] void search() {
  __builtin_unwind_init();
  uintptr_t low = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) & ~uintptr_t(7);
  // The frame's own part below the frame address, where the registers are.
  low -= 256;
  uintptr_t high = stackBounds().high;
  for (uintptr_t at = low; at < high; at += sizeof(uintptr_t))
    if (Exception *exception = exceptionAt(*reinterpret_cast<const volatile uintptr_t *>(at)))
      exception->state = Marked;
  uint64_t live = 0;
  eachCell([&](Exception &exception, uint32_t size) {
    if (exception.state == Live && exception.captured && exception.stored == 0)
      return release(exception);
    if (exception.state == Marked)
      exception.state = Live;
    if (exception.state == Live)
      live += size;
  });
  // In proportion to what a search costs.
  uint64_t cost = live + (high - low) / 4;
  heap.search_after = cost < search_interval ? search_interval : cost;
  heap.handed_out = 0;
}

// Takes another chunk for cells of a size. False: the system has no more memory.
bool addChunk(unsigned size_class) {
  Area *area = heap.area_count ? &heap.areas[heap.area_count - 1] : nullptr;
  if (!area || area->used == area->size) {
    if (heap.area_count == most_areas)
      return false;
    uint64_t size = heap.total ? heap.total : chunk_size;
    Reservation reservation = reserve(nullptr, size + chunk_size);
    if (reservation.error != ReserveError::None)
      return false;
    uintptr_t start = (reinterpret_cast<uintptr_t>(reservation.base) + chunk_size - 1) &
                      ~uintptr_t(chunk_size - 1);
    area = &heap.areas[heap.area_count++];
    *area = {start, 0, size, reservation};
    heap.total += size;
  }
  uintptr_t at = area->start + area->used;
  if (!makeAccessible(reinterpret_cast<void *>(at), chunk_size))
    return false;
  area->used += chunk_size;
  Chunk &chunk = *reinterpret_cast<Chunk *>(at);
  chunk.cell_size = 1u << (size_class + smallest_cell_log2);
  chunk.first = sizeof(Chunk) < chunk.cell_size ? chunk.cell_size : sizeof(Chunk);
  Exception *&list = heap.free_cells[size_class];
  for (uint64_t cell = chunk.first; cell + chunk.cell_size <= chunk_size; cell += chunk.cell_size) {
    Exception *exception = reinterpret_cast<Exception *>(at + cell);
    exception->next_free = list;
    list = exception;
  }
  return true;
}

} // namespace

} // namespace wasmelt::runtime

using namespace wasmelt;
using namespace wasmelt::runtime;

extern "C" void *wasmelt_rt_exception_new(void *tag, int32_t size, int32_t references) {
  unsigned size_class = sizeClass(sizeof(Exception) + static_cast<uint32_t>(size));
  Exception *&list = heap.free_cells[size_class];
  if (heap.handed_out > heap.search_after)
    search();
  if (!list && !addChunk(size_class)) {
    search();
    if (!list)
      wasmelt_rt_trap(static_cast<int32_t>(TrapKind::OutOfMemory));
  }
  Exception *exception = list;
  list = static_cast<Exception *>(exception->next_free);
  heap.handed_out += uint64_t(1) << (size_class + smallest_cell_log2);
  exception->tag = tag;
  exception->captured = 0;
  exception->references = static_cast<uint32_t>(references);
  exception->stored = 0;
  exception->state = Live;
  for (int32_t i = 0; i != references; ++i)
    referencesIn(*exception)[i] = nullptr;
  return exception;
}

extern "C" void wasmelt_rt_exception_done(void *address) {
  Exception &exception = *static_cast<Exception *>(address);
  if (exception.captured)
    return;
  // What is used again at once does not pile up.
  uint64_t size = chunkOf(reinterpret_cast<uintptr_t>(address))->cell_size;
  heap.handed_out -= size < heap.handed_out ? size : heap.handed_out;
  release(exception);
}

extern "C" void wasmelt_rt_release_exceptions() {
  for (unsigned i = 0; i != heap.area_count; ++i)
    release(heap.areas[i].reservation.base, heap.areas[i].size + chunk_size);
  heap = {};
}

extern "C" void wasmelt_rt_exception_store(void *slot, void *address) {
  Exception *&reference = *static_cast<Exception **>(slot);
  Exception *exception = static_cast<Exception *>(address);
  if (exception)
    ++exception->stored;
  if (reference)
    --reference->stored;
  reference = exception;
}
