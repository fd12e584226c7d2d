// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a module's code does to its tables and memories, as far as lowering decides by it.
#pragma once

#include "compiler/wasm/features.h"
#include "compiler/wasm/module.h"

#include <vector>

namespace wasmelt::lower {

struct ModuleFacts {
  struct TableFacts {
    bool written = false; ///< set, filled, copied or initialised into
    bool grown = false;
  };
  std::vector<TableFacts> tables;
  std::vector<bool> memory_grown;
  /// Functions that may become references: those in element segments, globals and exports (the only
  /// ones that ref.func may name; spec 3.4 C.refs), ascending.
  std::vector<uint32_t> referenced_functions;
};

/// Reads every function body, validating it. Throws wasm::Error.
ModuleFacts collectFacts(const wasm::Module &module, const wasm::FeatureSet &features);

} // namespace wasmelt::lower
