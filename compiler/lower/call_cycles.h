// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which functions may call themselves, perhaps through others.
#pragma once

#include "compiler/wasm/module.h"

#include <vector>

namespace wasmelt::lower {

/// A module's calls, as its bodies are read. One node stands for all that a reference may lead to.
class CallGraph {
public:
  explicit CallGraph(const wasm::Module &module)
      : callees_(module.functions.size() + 1), indirect_(uint32_t(module.functions.size())),
        imported_(module.importedFunctionCount) {}

  /// What follows is in the body of `function`.
  void begin(uint32_t function) { caller_ = function; }
  void call(uint32_t callee) { callees_[caller_].push_back({callee, false}); }
  void tailCall(uint32_t callee) { callees_[caller_].push_back({callee, true}); }
  void callReference() { call(indirect_); }
  void tailCallReference() { tailCall(indirect_); }

  /// By function, whether a call of it other than a tail call lies on a cycle. References lead to
  /// `referenced`, and so do imported functions if `imports_call_back`.
  std::vector<bool> onCycles(const std::vector<uint32_t> &referenced, bool imports_call_back);

private:
  struct Edge {
    uint32_t callee;
    bool is_tail;
  };
  std::vector<std::vector<Edge>> callees_;
  uint32_t indirect_, imported_, caller_ = 0;
};

} // namespace wasmelt::lower
