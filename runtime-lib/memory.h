// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Linear memories.
#pragma once

#include "runtime-lib/abi/instance_layout.h"

namespace wasmelt::runtime {

/// Grows a memory by `pages`. Its old size in pages, or -1 if it cannot grow.
int64_t growMemory(Memory &memory, uint64_t pages);

} // namespace wasmelt::runtime
