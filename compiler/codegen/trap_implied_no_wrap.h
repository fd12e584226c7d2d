// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pass that turns traps into proofs (design D5).
//
// The problem: a linear-memory address is zext(i32), and i32 arithmetic may wrap. LLVM therefore
// cannot widen the index of a loop to 64 bits, cannot tell that one access follows another, and
// gives up on vectorising or pays for run-time checks.
//
// The proof: an access that did not trap was inside the memory, which ends at least 64 KiB below
// 4 GiB. So if the address a of an access that every iteration performs advances by a constant c,
// |c| <= 64 KiB, then a + c does not wrap upwards, and if it wraps downwards the next access is
// outside the memory and traps either way. The addresses may be computed in 64 bits. As later passes
// may still move accesses, this is only done where the progression ends before it reaches anything
// that is mapped: see TrapReach.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmelt::codegen {

class TrapImpliedNoWrapPass : public llvm::PassInfoMixin<TrapImpliedNoWrapPass> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

} // namespace wasmelt::codegen
