// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where compiled code lets others stop it: at loop heads and where functions begin.
//
// The problem: a load and a branch in every loop would keep LLVM from vectorising, unrolling and
// rotating it, and cost far more than their own time. So they are put in last, when every loop has
// the form that it is going to run in: a vectorised one asks once for several iterations. Which
// loops ask is told by poll_placement.h.
//
// A function begins by comparing the stack pointer with the limit in the store's Control, which
// somebody who wants it to stop raises above all stacks: one comparison finds both. What makes no
// call and has no loop ends soon by itself and does not ask.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmelt::codegen {

/// Attributes of functions whose first parameter is an instance. The value of the first says where
/// in the instance the address of its Control is.
constexpr char control_attribute[] = "wasmelt-control";
/// Loops ask whether to go on.
constexpr char poll_attribute[] = "wasmelt-poll";
/// No guard page is there for whoever goes beyond the stack's end: large frames are checked, too.
constexpr char frames_attribute[] = "wasmelt-check-frames";

class SafepointsPass : public llvm::PassInfoMixin<SafepointsPass> {
public:
  /// `optimised`: the code is, and loops may be changed so that fewer ask.
  explicit SafepointsPass(bool optimised) : optimised_(optimised) {}
  llvm::PreservedAnalyses run(llvm::Module &module, llvm::ModuleAnalysisManager &analyses);

private:
  bool optimised_;
};

} // namespace wasmelt::codegen
