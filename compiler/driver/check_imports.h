// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether a module can be a program: what it imports is there, and it has a start.
#pragma once

#include "compiler/wasm/diagnostic.h"
#include "compiler/wasm/module.h"

#include <functional>
#include <set>
#include <string>

namespace wasmelt {

/// An error at a place of the binary module as one at a place of its file (ModuleInput::located).
using Locate = std::function<wasm::Error(const wasm::Error &)>;

/// Throws Error, with a line for each problem, unless `module` exports `_start`, imports only
/// functions whose symbols (symbol_names.h) are in `provided`, and perhaps a shared memory, and
/// exports the memory that these functions use.
void checkProgram(const wasm::Module &module, const std::set<std::string> &provided,
                  const Locate &located);

} // namespace wasmelt
