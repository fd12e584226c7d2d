// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// memory.grow in a program; in a host process it is library/growth.cpp.
#include "runtime-lib/memory.h"
#include "runtime-lib/runtime_calls.h"

using namespace wasmelt;

extern "C" int64_t wasmelt_rt_memory_grow(void *memory, int64_t delta) {
  return runtime::growMemory(*static_cast<Memory *>(memory), static_cast<uint64_t>(delta));
}
