// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Address space and pages on Linux.
#include "runtime-lib/platform/virtual_memory.h"

#include <errno.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/resource.h>

namespace wasmelt::runtime {

size_t pageSize() { return getauxval(AT_PAGESZ); }

Reservation reserve(void *address, uint64_t size) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  if (address)
    flags |= MAP_FIXED_NOREPLACE;
  void *base = mmap(address, size, PROT_NONE, flags, -1, 0);
  if (base == MAP_FAILED)
    return {nullptr, errno == ENOMEM ? ReserveError::OutOfSpace : ReserveError::AddressTaken};
  if (address && base != address) {
    // A kernel older than MAP_FIXED_NOREPLACE takes the address for a mere wish.
    munmap(base, size);
    return {nullptr, ReserveError::AddressTaken};
  }
  return {static_cast<char *>(base), ReserveError::None};
}

void release(void *address, uint64_t size) {
  if (size)
    munmap(address, size);
}

bool makeAccessible(void *address, uint64_t size) {
  return size == 0 || mprotect(address, size, PROT_READ | PROT_WRITE) == 0;
}

bool makeInaccessible(void *address, uint64_t size) {
  return size == 0 || mprotect(address, size, PROT_NONE) == 0;
}

bool makeReadOnly(void *address, uint64_t size) {
  return size == 0 || mprotect(address, size, PROT_READ) == 0;
}

bool movePages(void *to, void *from, uint64_t size) {
  uint64_t misaligned = pageSize() - 1;
  if (((reinterpret_cast<uintptr_t>(to) | reinterpret_cast<uintptr_t>(from) | size) & misaligned) ==
      0) {
    if (mremap(from, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, to) != MAP_FAILED)
      return true;
    // The kernel may have unmapped the destination before it failed.
    if (mmap(to, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) ==
        MAP_FAILED)
      return false;
  }
  memcpy(to, from, size);
  return true;
}

uint64_t addressSpaceLimit() {
  rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
    return 0;
  return limit.rlim_cur;
}

} // namespace wasmelt::runtime
