// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether a module can be a program: what it imports is there, and it has a start.
#pragma once

#include "compiler/wasm/module.h"

#include <set>
#include <string>

namespace wasmelt {

/// Throws Error, with a line for each problem, unless `module` exports `_start` and imports only
/// functions whose symbols (symbol_names.h) are in `provided`, and perhaps a shared env.memory.
void checkProgram(const wasm::Module &module, const std::set<std::string> &provided);

} // namespace wasmelt
