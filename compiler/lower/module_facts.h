// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a module's code does to its tables and memories, as far as lowering decides by it.
#pragma once

#include "compiler/wasm/features.h"
#include "compiler/wasm/module.h"

#include <vector>

namespace wasmelt::lower {

/// Whether the module starts threads (wasi-threads). Each is an instance of its own but for the
/// memory, so that what belongs to an instance belongs to a thread.
bool spawnsThreads(const wasm::Module &module);

struct ModuleFacts {
  struct TableFacts {
    bool written = false; ///< set, filled, copied or initialised into
    /// Or no data of the program for another reason: too large, or every thread has its own.
    bool grown = false;
  };
  std::vector<TableFacts> tables;
  std::vector<bool> memory_grown;
  /// Functions that may call themselves, perhaps through others or a reference. Their calls must
  /// not become jumps, as endless recursion has to exhaust the stack.
  std::vector<bool> recursive;
  bool spawns_threads = false;
  bool has_tail_calls = false;
  /// Functions that may become references: those in element segments, globals and exports (the only
  /// ones that ref.func may name; spec 3.4 C.refs), ascending.
  std::vector<uint32_t> referenced_functions;
};

/// Reads every function body, validating it. `imports_call_back`: imported functions may call what
/// references and exports lead to. Throws wasm::Error.
ModuleFacts collectFacts(const wasm::Module &module, const wasm::FeatureSet &features,
                         bool imports_call_back);

} // namespace wasmelt::lower
