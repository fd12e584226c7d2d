// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which loops ask whether to go on (safepoints.h), so that no code runs long without and little of
// it asks often.
//
// A loop whose iterations are known to be few does not ask, nor does one that goes through another
// that asks. Of a small one whose number of iterations is known where it begins there are two: one
// for few iterations, which does not ask, and one for many. Of another small one several iterations
// follow each other for each time that it asks.
#pragma once

#include <llvm/ADT/SetVector.h>
#include <llvm/IR/BasicBlock.h>
#include <llvm/IR/PassManager.h>

namespace wasmelt::codegen {

/// Heads of loops, natural or not.
using LoopHeads = llvm::SmallSetVector<llvm::BasicBlock *, 8>;

/// The heads of all loops: each asks, in code that is not optimised.
LoopHeads allLoopHeads(const llvm::Function &function);

/// The heads of those loops that have to ask, some of which it makes. What `analyses` holds of the
/// function is not so any more.
LoopHeads placePolls(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);

} // namespace wasmelt::codegen
