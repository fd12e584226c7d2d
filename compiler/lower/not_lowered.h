// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "compiler/wasm/module.h"

namespace wasmelt::lower {

/// Throws wasm::Error of kind Unsupported if the module has a part, other than instructions, that
/// is valid but cannot be compiled yet.
void checkParts(const wasm::Module &module);

} // namespace wasmelt::lower
