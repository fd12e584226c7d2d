// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/spin_loops.h"

#include "compiler/driver/module_flags.h"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>

using namespace llvm;

namespace wasmelt::codegen {
namespace {

/// What decides whether a block leaves the loop, or null if that is no value.
Value *exitCondition(Instruction &terminator) {
  if (auto *branch = dyn_cast<BranchInst>(&terminator))
    return branch->isConditional() ? branch->getCondition() : nullptr;
  auto *choice = dyn_cast<SwitchInst>(&terminator);
  return choice ? choice->getCondition() : nullptr;
}

/// Collects the loads within the loop that `value` is computed from. False if something else may
/// make it another value in the next iteration.
bool collectLoads(const Loop &loop, const LoopInfo &loops, Value *value,
                  SmallVectorImpl<LoadInst *> &loads) {
  SmallVector<Value *> open{value};
  SmallPtrSet<Value *, 16> seen;
  while (!open.empty()) {
    auto *instruction = dyn_cast<Instruction>(open.pop_back_val());
    if (!instruction || !loop.contains(instruction) || !seen.insert(instruction).second)
      continue;
    if (auto *load = dyn_cast<LoadInst>(instruction))
      loads.push_back(load);
    else if (instruction->mayReadOrWriteMemory() ||
             (isa<PHINode>(instruction) && loops.isLoopHeader(instruction->getParent())))
      return false;
    append_range(open, instruction->operands());
  }
  return true;
}

/// The loads that end the loop, none if it ends in other ways, too.
SmallVector<LoadInst *> endingLoads(const Loop &loop, const LoopInfo &loops) {
  SmallVector<BasicBlock *> exiting;
  loop.getExitingBlocks(exiting);
  SmallVector<LoadInst *> loads;
  for (BasicBlock *block : exiting) {
    Value *condition = exitCondition(*block->getTerminator());
    if (!condition || !collectLoads(loop, loops, condition, loads))
      return {};
  }
  return loads;
}

} // namespace

PreservedAnalyses SpinLoopsPass::run(Function &function, FunctionAnalysisManager &analyses) {
  if (!function.getParent()->getModuleFlag(shared_memory_flag))
    return PreservedAnalyses::all();
  LoopInfo &loops = analyses.getResult<LoopAnalysis>(function);
  bool changed = false;
  for (Loop *loop : loops.getLoopsInPreorder())
    for (LoadInst *load : endingLoads(*loop, loops)) {
      changed |= !load->isVolatile();
      load->setVolatile(true);
    }
  if (!changed)
    return PreservedAnalyses::all();
  PreservedAnalyses preserved;
  preserved.preserveSet<CFGAnalyses>();
  return preserved;
}

} // namespace wasmelt::codegen
