// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Address space and pages; implemented in virtual_memory_<os>.cpp.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace wasmelt::runtime {

/// Why address space could not be had.
enum class ReserveError : unsigned char {
  None,
  AddressTaken, ///< something else is there, or the system does not allow the address
  OutOfSpace,   ///< limited or exhausted address space
};

struct Reservation {
  char *base;
  ReserveError error;
};

size_t pageSize();

/// Reserves inaccessible address space, at `address` exactly unless it is null.
Reservation reserve(void *address, uint64_t size);

/// Gives reserved address space back.
void release(void *address, uint64_t size);

/// Makes reserved pages readable and writable (zero until written). False: the system refuses.
bool makeAccessible(void *address, uint64_t size);

/// Makes pages inaccessible.
bool makeInaccessible(void *address, uint64_t size);

/// Makes pages readable only.
bool makeReadOnly(void *address, uint64_t size);

/// Replaces accessible pages at `to` by those at `from`, which are given up if they can be moved
/// and copied if not. False if neither is possible; nothing may then rely on what is at `to`.
bool movePages(void *to, void *from, uint64_t size);

/// The limit on this process's address space in bytes; 0: none.
uint64_t addressSpaceLimit();

} // namespace wasmelt::runtime
