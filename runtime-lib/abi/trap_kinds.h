// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace wasmelt {
enum class TrapKind : unsigned char {
#define WASMELT_TRAP(name, code, message) name = code,
#include "runtime-lib/abi/trap_kinds.def"
};
} // namespace wasmelt
