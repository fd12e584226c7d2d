// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A compiled module's interface for Python.
#pragma once

#include "compiler/wasm/module.h"

#include <string>

namespace wasmelt::bindings {

/// A module of Python's that loads the shared library `library`, which is named from the folder that
/// the text is written to. It needs nothing but libwasmelt.
std::string pythonModule(const wasm::Module &module, const std::string &library);

} // namespace wasmelt::bindings
