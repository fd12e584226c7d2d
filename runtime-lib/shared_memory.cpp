// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// memory.grow of a memory that several threads may grow at a time.
#include "runtime-lib/memory.h"
#include "runtime-lib/platform/futex.h"
#include "runtime-lib/runtime_calls.h"

using namespace wasmelt;

// One for all memories: growing is rare, and the kernel has one lock for it all, too.
static runtime::Lock growth_lock;

extern "C" int64_t wasmelt_rt_memory_grow_shared(void *memory, int64_t delta) {
  runtime::Locked locked(growth_lock);
  return runtime::growMemory(*static_cast<Memory *>(memory), static_cast<uint64_t>(delta));
}
