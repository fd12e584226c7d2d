// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Keeps a constant memory base from making the optimiser quadratic.
//
// The problem: with a memory at a constant address, every access of every function is a GEP on one
// and the same constant. GVN, to see whether an address is available in a predecessor, looks
// through all users of the GEP's base: the accesses of the whole module, for each address. That was
// a quarter of SQLite's time in the optimiser, and grows with the square of the module.
//
// So each function gets its base as a value of its own while the scalar passes run, by an intrinsic
// that costs nothing and that alias analysis looks through, and gets the constant back before
// vectorisation and code generation, where it becomes the displacement in an instruction.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmelt::codegen {

/// Gives each function its own value for constant addresses that GEPs start from.
class LocalizeMemoryBasePass : public llvm::PassInfoMixin<LocalizeMemoryBasePass> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

/// Puts the constants back.
class RestoreMemoryBasePass : public llvm::PassInfoMixin<RestoreMemoryBasePass> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

} // namespace wasmelt::codegen
