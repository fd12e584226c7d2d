// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "compiler/wasm/module.h"

#include <string>

namespace wasmelt::wasm::text {

/// A decoded module as text that reads back to the same module: names from the name section are
/// identifiers where they are unique and annotations where they are not; custom sections and branch
/// hints are annotations. Function bodies are decoded but not validated. Throws Error.
std::string printModule(const Module &module);

} // namespace wasmelt::wasm::text
