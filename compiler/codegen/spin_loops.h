// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pass that lets a loop which waits for another thread see what that thread stores.
//
// The problem: `while (!ready);` on C's volatile becomes a loop over a plain Wasm load, which LLVM
// may read once, before the loop, that then never ends. WebAssembly promises no more than that, but
// programs that wait so work on every other engine.
//
// So: if what ends a loop are loads from places that the loop does not vary, it ends because
// someone else stores there, and these loads are made volatile. Such a loop runs at most once if
// its loads are moved out, so nothing worth having is lost.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmelt::codegen {

/// Does nothing in modules without a shared memory.
class SpinLoopsPass : public llvm::PassInfoMixin<SpinLoopsPass> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

} // namespace wasmelt::codegen
