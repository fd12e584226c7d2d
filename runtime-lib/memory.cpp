// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Growing of memories.
#include "runtime-lib/memory.h"
#include "runtime-lib/platform/virtual_memory.h"

using namespace wasmelt;

int64_t runtime::growMemory(Memory &memory, uint64_t pages) {
  uint64_t old_size = memory.size;
  uint64_t limit = memory.max_size < memory.reservation ? memory.max_size : memory.reservation;
  if (old_size > limit || pages > (limit - old_size) >> memory.page_size_log2)
    return -1;
  uint64_t bytes = pages << memory.page_size_log2;
  if (bytes) {
    // Pages smaller than the machine's have explicit checks: the rest of a page may be accessible.
    uint64_t page_mask = pageSize() - 1;
    uint64_t from = (old_size + page_mask) & ~page_mask,
             to = (old_size + bytes + page_mask) & ~page_mask;
    if (!makeAccessible(static_cast<char *>(memory.base) + from, to - from))
      return -1;
    // Other threads may read the size of a shared memory at any time.
    __atomic_store_n(&memory.size, old_size + bytes, __ATOMIC_RELEASE);
  }
  return static_cast<int64_t>(old_size >> memory.page_size_log2);
}
