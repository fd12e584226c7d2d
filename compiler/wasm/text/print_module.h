// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "compiler/wasm/module.h"

#include <string>

namespace wasmelt::wasm::text {

struct PrintOptions {
  /// Give identifiers to definitions that have no name, so that nothing but locals and labels is
  /// told by number. What is read back has these names, too.
  bool name_unnamed = false;
};

/// A decoded module as text that reads back to the same module: names from the name section are
/// identifiers where they are unique and annotations where they are not; custom sections and branch
/// hints are annotations. Function bodies are decoded but not validated. Throws Error.
std::string printModule(const Module &module, const PrintOptions &options = {});

} // namespace wasmelt::wasm::text
