// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/trap_implied_no_wrap.h"

#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/Analysis/ScalarEvolutionExpressions.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>
#include <llvm/Transforms/Utils/ScalarEvolutionExpander.h>

using namespace llvm;

namespace wasmelt::codegen {

namespace {

constexpr int64_t largest_step = 65536;
/// How far from the memory base nothing else is mapped, in either direction (2^45 bytes).
constexpr uint64_t reach_limit = uint64_t(1) << 45;

/// Whether the alias metadata says that this access is to memory 0, the one at a constant base.
bool isMemory0Access(const Instruction &access) {
  const MDNode *tag = access.getMetadata(LLVMContext::MD_tbaa);
  if (!tag || tag->getNumOperands() < 2)
    return false;
  const auto *type = dyn_cast<MDNode>(tag->getOperand(1));
  const auto *name = type ? dyn_cast<MDString>(type->getOperand(0)) : nullptr;
  return name && name->getString() == "memory 0";
}

/// The zext(i32) that an access's address is the memory base plus, and a constant offset.
ZExtInst *indexOf(Instruction &access) {
  Value *pointer = getLoadStorePointerOperand(&access);
  while (auto *gep = dyn_cast_or_null<GetElementPtrInst>(pointer)) {
    if (!gep->getSourceElementType()->isIntegerTy(8))
      return nullptr;
    Value *index = gep->getOperand(1);
    if (auto *zext = dyn_cast<ZExtInst>(index))
      return zext->getSrcTy()->isIntegerTy(32) && zext->getDestTy()->isIntegerTy(64) ? zext
                                                                                     : nullptr;
    if (!isa<ConstantInt>(index))
      return nullptr;
    pointer = gep->getPointerOperand();
  }
  return nullptr;
}

class Rewriter {
public:
  Rewriter(Function &function, LoopInfo &loops, DominatorTree &dominators, ScalarEvolution &scev)
      : loops_(loops), dominators_(dominators), scev_(scev), expander_(scev, "nowrap") {}

  bool run() {
    // Inner loops first: what they start from is then an expression of the outer ones.
    SmallVector<Loop *, 8> order = loops_.getLoopsInPreorder();
    bool changed = false;
    for (Loop *loop : reverse(order))
      changed |= rewriteLoop(*loop);
    return changed;
  }

private:
  bool rewriteLoop(Loop &loop) {
    BasicBlock *latch = loop.getLoopLatch();
    if (!latch || !loop.getLoopPreheader())
      return false;
    // Collected first: rewriting changes the blocks.
    SmallVector<ZExtInst *, 8> indices;
    for (BasicBlock *block : loop.blocks()) {
      if (loops_.getLoopFor(block) != &loop || !dominators_.dominates(block, latch))
        continue;
      for (Instruction &instruction : *block)
        if (isMemory0Access(instruction))
          if (ZExtInst *index = indexOf(instruction); index && !is_contained(indices, index))
            indices.push_back(index);
    }
    bool changed = false;
    for (ZExtInst *index : indices)
      changed |= widen(loop, *index);
    return changed;
  }

  bool widen(Loop &loop, ZExtInst &index) {
    if (!loop.contains(&index))
      return false;
    const auto *narrow = dyn_cast<SCEVAddRecExpr>(scev_.getSCEV(index.getOperand(0)));
    if (!narrow || narrow->getLoop() != &loop || !narrow->isAffine())
      return false;
    const auto *step = dyn_cast<SCEVConstant>(narrow->getStepRecurrence(scev_));
    if (!step)
      return false;
    int64_t distance = step->getAPInt().getSExtValue();
    if (distance == 0 || distance > largest_step || distance < -largest_step)
      return false;
    if (isa<SCEVAddRecExpr>(scev_.getSCEV(&index)))
      return false; // known without us
    if (!staysInReach(loop, distance))
      return false;
    Type *wide_type = index.getDestTy();
    const SCEV *start = scev_.getZeroExtendExpr(narrow->getStart(), wide_type);
    const SCEV *wide =
        scev_.getAddRecExpr(start, scev_.getConstant(wide_type, distance, /*isSigned=*/true), &loop,
                            distance > 0 ? SCEV::FlagNUW : SCEV::FlagAnyWrap);
    if (!expander_.isSafeToExpand(wide))
      return false;
    auto is_widened = [&](const Use &use) { return addressesOnly(use, distance > 0); };
    if (none_of(index.uses(), is_widened))
      return false;
    Value *replacement = expander_.expandCodeFor(wide, wide_type, index.getIterator());
    scev_.forgetValue(&index);
    index.replaceUsesWithIf(replacement, is_widened);
    return true;
  }

  /// Whether the addresses stay in reach_limit even if no access traps: later passes may sink a
  /// load into a branch that is seldom taken, and then it is not the trap that ends the
  /// progression.
  bool staysInReach(Loop &loop, int64_t distance) {
    const auto *count = dyn_cast<SCEVConstant>(scev_.getConstantMaxBackedgeTakenCount(&loop));
    if (!count || count->getAPInt().getActiveBits() > 33)
      return false;
    return count->getAPInt().getZExtValue() * uint64_t(std::abs(distance)) < reach_limit;
  }

  /// Whether this use of an index forms an address. An address that wrapped downwards lies below
  /// the memory only as long as no offset is added to it.
  static bool addressesOnly(const Use &use, bool offsets_allowed) {
    auto *gep = dyn_cast<GetElementPtrInst>(use.getUser());
    if (!gep || use.getOperandNo() != 1 || !gep->getSourceElementType()->isIntegerTy(8))
      return false;
    return offsets_allowed || all_of(gep->users(), [&](const User *user) {
             return getLoadStorePointerOperand(user) == gep;
           });
  }

  LoopInfo &loops_;
  DominatorTree &dominators_;
  ScalarEvolution &scev_;
  SCEVExpander expander_;
};

} // namespace

PreservedAnalyses TrapImpliedNoWrapPass::run(Function &function,
                                             FunctionAnalysisManager &analyses) {
  if (!function.getParent()->getModuleFlag(no_wrap_module_flag))
    return PreservedAnalyses::all();
  LoopInfo &loops = analyses.getResult<LoopAnalysis>(function);
  if (loops.empty())
    return PreservedAnalyses::all();
  Rewriter rewriter(function, loops, analyses.getResult<DominatorTreeAnalysis>(function),
                    analyses.getResult<ScalarEvolutionAnalysis>(function));
  if (!rewriter.run())
    return PreservedAnalyses::all();
  PreservedAnalyses preserved;
  preserved.preserveSet<CFGAnalyses>();
  return preserved;
}

} // namespace wasmelt::codegen
