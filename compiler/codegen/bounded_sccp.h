// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Interprocedural constant propagation in linear time.
//
// The problem: the pass follows the range of values of each internal variable and visits all of its
// loads again whenever a store widens that range. Every function of a C program moves the stack
// pointer, a Wasm global, by a distance of its own, so that for a module of 100,000 functions the
// pass does not end. Variables with many uses are therefore kept from it.
#pragma once

#include <llvm/IR/PassManager.h>
#include <llvm/Transforms/IPO/SCCP.h>

namespace wasmelt::codegen {

class BoundedSccpPass : public llvm::PassInfoMixin<BoundedSccpPass> {
public:
  explicit BoundedSccpPass(llvm::IPSCCPOptions options) : options_(options) {}
  llvm::PreservedAnalyses run(llvm::Module &module, llvm::ModuleAnalysisManager &analyses);

private:
  llvm::IPSCCPOptions options_;
};

} // namespace wasmelt::codegen
