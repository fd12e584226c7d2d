// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A module's header for C++20.
#pragma once

#include "compiler/wasm/module.h"

#include <string>

namespace wasmelt::bindings {

/// The whole header. `prefix` is the namespace, and what C's names in it begin with.
std::string cppHeader(const wasm::Module &module, const std::string &prefix);

} // namespace wasmelt::bindings
