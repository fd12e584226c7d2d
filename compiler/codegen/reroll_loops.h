// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pass that rolls up loops which the producer of a module has unrolled.
//
// The problem: clang and others unroll loops of scalar code by 2 or 4 before we see them. The loop
// vectoriser works on what one iteration does, and for an unrolled loop finds strided accesses that
// it gathers element by element.
//
// So: a loop of one block whose accesses come in K lanes, each lane doing the same as the first to
// the next element, becomes the loop of one lane with K times the iterations. The vectoriser takes
// it from there; what it leaves alone is unrolled again by LLVM.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmelt::codegen {

class RerollLoopsPass : public llvm::PassInfoMixin<RerollLoopsPass> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

} // namespace wasmelt::codegen
