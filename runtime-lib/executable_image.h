// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The running executable's own ELF headers.
#pragma once

#include <stdint.h>

namespace wasmelt::runtime {

struct Segment {
  char *start; ///< null: there is none
  uint64_t size;
};

/// The first segment of a type (PT_…) in the running executable.
Segment findSegment(uint32_t type);

/// Makes data that needed relocation, and is constant since, read-only: musl leaves that to us in
/// static executables.
void protectRelocatedData();

} // namespace wasmelt::runtime
