// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where unwind tables lie: in an executable (executable_image.cpp), its own are all there are.
#pragma once

#include <stdint.h>

namespace wasmelt::runtime {

/// The search table (.eh_frame_hdr) of the image that `pc` lies in, or null.
const unsigned char *unwindTableOf(uintptr_t pc);

} // namespace wasmelt::runtime
