// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "compiler/wasm/module.h"

namespace wasmelt::wasm {

/// Decodes the name section (spec section 7.4.1) among the module's custom sections: names of the
/// module and all of its parts. A name section cannot make a module malformed: what cannot be read
/// of one is ignored.
void decodeNames(Module &module);

} // namespace wasmelt::wasm
