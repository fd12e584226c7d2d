// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Address space for memories and tables. To reserve and to give back 8 GiB takes ten times as long
// as to reset the pages that were used of it, so spaces are kept, those with the image of a memory
// for the next memory that begins with it.
#pragma once

#include "runtime-lib/include/wasmelt/embed.h"

namespace wasmelt::embed {

class MemoryImage;

/// Reserved address space.
struct Space {
  char *base;
  uint64_t size;
  uint64_t accessible; ///< bytes from the base on
  MemoryImage *image;  ///< that is mapped there; null: none
  Space *next;         ///< among those that nobody uses
};

enum class SpaceError : uint8_t { None, Reservation, Pages };

/// Spaces for 32-bit memories: 8 GiB and a guard.
constexpr uint64_t memory_space_size = (uint64_t(8) << 30) + 65536;

/// Takes a space of at least `size` bytes, of which `accessible` are readable and writable: zero,
/// or as `image` (which may be null) has them. Null on failure.
Space *takeMemorySpace(uint64_t size, uint64_t accessible, MemoryImage *image, SpaceError &error);
Space *takeTableSpace(uint64_t size, uint64_t accessible, SpaceError &error);
/// Gives a space back, of which `accessible` bytes are readable and writable by now.
void giveMemorySpace(Space *space, uint64_t accessible);
void giveTableSpace(Space *space, uint64_t accessible);

/// Whether an address lies in one of the spaces for memories that rely on guard pages; for signal
/// handlers.
bool isInMemory(uintptr_t address);

} // namespace wasmelt::embed
