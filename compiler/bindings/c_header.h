// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A module's header for C and C++.
#pragma once

#include "compiler/wasm/module.h"

#include <string>

namespace wasmelt::bindings {

/// The whole header. `prefix` is what all names begin with (c_names.h).
std::string cHeader(const wasm::Module &module, const std::string &prefix);

/// The same without what a header begins and ends with, for headers with more in them.
std::string cDeclarations(const wasm::Module &module, const std::string &prefix);

} // namespace wasmelt::bindings
