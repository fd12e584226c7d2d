// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gives a module its memories and tables.
#include "runtime-lib/abi/host_interface.h"
#include "runtime-lib/platform/virtual_memory.h"
#include "runtime-lib/program.h"
#include "runtime-lib/table.h"

namespace wasmelt::runtime {

namespace {

uint64_t roundUp(uint64_t size, uint64_t unit) { return (size + unit - 1) / unit * unit; }

[[noreturn]] void noAddressSpace(uint64_t size, const char *what,
                                 bool explicit_bounds_help = false) {
  StartupError error;
  error.out.text("cannot reserve ").decimal(roundUp(size, 1 << 20) >> 20);
  error.out.text(" MiB of address space for ").text(what).text(": ");
  if (uint64_t limit = addressSpaceLimit())
    error.out.text("the address space is limited to ")
        .decimal(limit >> 10)
        .text(" KiB (ulimit -v). Raise the limit");
  else
    error.out.text("the system has none left");
  if (explicit_bounds_help)
    error.out.text(", or compile the program with --bounds=checked, which needs less");
}

// A memory whose bounds are checked by compiled code needs no guard: of it, only the room to grow.
bool hasExplicitBounds(const Memory &memory) {
  return memory.reservation <= memory.max_size || memory.reservation <= memory.initial_size;
}

void reserveMemory(Memory &memory) {
  bool fixed = memory.flags & MemoryFixedBase;
  if (memory.reservation == 0)
    return; // it has no pages and never will
  Reservation reservation = reserve(fixed ? memory.base : nullptr, memory.reservation);
  // Better a memory that cannot grow as far than a program that does not start.
  while (reservation.error == ReserveError::OutOfSpace && hasExplicitBounds(memory) &&
         memory.reservation > memory.initial_size) {
    uint64_t half = roundUp(memory.reservation / 2, pageSize());
    memory.reservation =
        half < memory.reservation && half > memory.initial_size ? half : memory.initial_size;
    if (memory.reservation == 0)
      return;
    reservation = reserve(fixed ? memory.base : nullptr, memory.reservation);
  }
  if (reservation.error == ReserveError::AddressTaken && fixed) {
    StartupError error;
    error.out.text("the addresses from ")
        .hex(reinterpret_cast<uintptr_t>(memory.base))
        .text(", at which the program was compiled to have its memory, are not available here. "
              "Compile it with --memory-base=dynamic");
  }
  if (reservation.error != ReserveError::None)
    noAddressSpace(memory.reservation, "the program's memory", !hasExplicitBounds(memory));
  memory.base = reservation.base;
  if (memory.initial_size > memory.reservation ||
      !makeAccessible(memory.base, roundUp(memory.initial_size, pageSize()))) {
    StartupError error;
    error.out.text("the system has no room for the program's initial memory of ")
        .decimal(memory.initial_size >> 10)
        .text(" KiB");
  }
  memory.size = memory.initial_size;
}

void placeImage(const MemoryImage &image) {
  const Memory &memory = *static_cast<const Memory *>(image.memory);
  if (image.size > memory.size || image.offset > memory.size - image.size ||
      !movePages(static_cast<char *>(memory.base) + image.offset, image.bytes, image.size)) {
    StartupError error;
    error.out.text("cannot move ")
        .decimal(image.size >> 10)
        .text(" KiB of initial data into the program's memory");
  }
}

} // namespace

void instantiate(const ModuleDescriptor &module) {
  Memory *memories = static_cast<Memory *>(module.memories);
  for (uint32_t i = 0; i != module.memory_count; ++i)
    reserveMemory(memories[i]);
  const MemoryImage *images = static_cast<const MemoryImage *>(module.images);
  for (uint32_t i = 0; i != module.image_count; ++i)
    placeImage(images[i]);
  reserveTables(module);
}

void reserveTables(const ModuleDescriptor &module) {
  Table *tables =
      static_cast<Table *>(wasmelt_thread_tables ? wasmelt_thread_tables() : module.tables);
  for (uint32_t i = 0; i != module.table_count; ++i)
    if ((tables[i].flags & TableDynamic) && !reserveTable(tables[i]))
      noAddressSpace(tables[i].size * entrySize(tables[i]), "one of the program's tables");
}

} // namespace wasmelt::runtime
