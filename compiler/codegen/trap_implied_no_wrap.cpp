// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/trap_implied_no_wrap.h"

#include "compiler/codegen/linear_memory.h"

#include <llvm/ADT/MapVector.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/Analysis/ScalarEvolutionExpressions.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/PatternMatch.h>
#include <llvm/Transforms/Utils/ScalarEvolutionExpander.h>

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wasmelt::codegen {

namespace {

constexpr int64_t largest_step = 65536;
/// How far from the memory base nothing else is mapped, in either direction (2^45 bytes).
constexpr uint64_t reach_limit = uint64_t(1) << 45;

class Rewriter {
public:
  Rewriter(Function &function, LoopInfo &loops, DominatorTree &dominators, ScalarEvolution &scev)
      : function_(function), loops_(loops), dominators_(dominators), scev_(scev),
        expander_(scev, "nowrap") {}

  bool run() {
    bool changed = false;
    for (BasicBlock &block : function_)
      changed |= relateNeighbours(block);
    // Inner loops first: what they start from is then an expression of the outer ones.
    SmallVector<Loop *, 8> order = loops_.getLoopsInPreorder();
    for (Loop *loop : reverse(order))
      changed |= rewriteLoop(*loop);
    return changed;
  }

private:
  /// One access of a block: where, and its address as a common i32 value plus a small constant.
  struct Neighbour {
    Instruction *access;
    LinearAddress address;
    int64_t distance; ///< of the index from the common value
    unsigned stretch; ///< number of calls before it in the block
  };

  /// Expresses the addresses x + c of a block by that of its lowest access on the same x, as a
  /// 64-bit sum: the lowest address is inside the memory or traps, and so c more does not wrap. An
  /// access before the lowest one may so trap early, but nobody sees it if no call is between the
  /// two.
  bool relateNeighbours(BasicBlock &block) {
    MapVector<Value *, SmallVector<Neighbour, 4>> groups;
    unsigned calls = 0;
    for (Instruction &instruction : block) {
      if (auto *call = dyn_cast<CallBase>(&instruction); call && !isa<IntrinsicInst>(call))
        ++calls;
      std::optional<LinearAddress> address = linearAddress(instruction);
      if (!address)
        continue;
      Value *index = address->index;
      Value *common = index;
      int64_t distance = 0;
      const APInt *constant;
      Value *operand;
      if (match(index, m_Add(m_Value(operand), m_APInt(constant))) &&
          std::abs(constant->getSExtValue()) <= largest_step / 2) {
        common = operand;
        distance = constant->getSExtValue();
      }
      groups[common].push_back({&instruction, *address, distance, calls});
    }
    bool changed = false;
    for (auto &[common, accesses] : groups) {
      const Neighbour &lowest = *std::min_element(
          accesses.begin(), accesses.end(),
          [](const Neighbour &a, const Neighbour &b) { return a.distance < b.distance; });
      for (const Neighbour &other : accesses) {
        if (other.distance == lowest.distance || other.stretch < lowest.stretch)
          continue;
        // The lowest index must be there already; its access may come later.
        auto *definition = dyn_cast<Instruction>(lowest.address.index);
        IRBuilder<> builder(other.access);
        if (definition && !dominators_.dominates(definition, other.access)) {
          auto *sum = dyn_cast<BinaryOperator>(lowest.address.index);
          if (!sum || sum->getParent() != &block)
            continue;
          sum->moveBefore(block.getFirstInsertionPt());
          if (auto *base = dyn_cast<Instruction>(common); base && base->getParent() == &block) {
            if (isa<PHINode>(base))
              sum->moveBefore(block.getFirstInsertionPt());
            else
              sum->moveAfter(base);
          }
        }
        GEPNoWrapFlags flags = GEPNoWrapFlags::inBounds() | GEPNoWrapFlags::noUnsignedWrap();
        Value *wide = builder.CreateZExt(lowest.address.index, builder.getInt64Ty());
        Value *address = builder.CreateGEP(
            builder.getInt8Ty(), other.address.base_gep->getPointerOperand(), wide, "", flags);
        uint64_t offset = other.distance - lowest.distance;
        offset += other.address.offset;
        address =
            builder.CreateGEP(builder.getInt8Ty(), address, builder.getInt64(offset), "", flags);
        other.access->setOperand(isa<LoadInst>(other.access) ? 0 : 1, address);
        changed = true;
      }
    }
    return changed;
  }

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
        if (std::optional<LinearAddress> address = linearAddress(instruction)) {
          auto *index = cast<ZExtInst>(address->base_gep->getOperand(1));
          if (!is_contained(indices, index))
            indices.push_back(index);
        }
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
    if (replacement == &index)
      return false;
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

  Function &function_;
  LoopInfo &loops_;
  DominatorTree &dominators_;
  ScalarEvolution &scev_;
  SCEVExpander expander_;
};

} // namespace

PreservedAnalyses TrapImpliedNoWrapPass::run(Function &function,
                                             FunctionAnalysisManager &analyses) {
  if (!trapsImplyNoWrap(*function.getParent()))
    return PreservedAnalyses::all();
  LoopInfo &loops = analyses.getResult<LoopAnalysis>(function);
  Rewriter rewriter(function, loops, analyses.getResult<DominatorTreeAnalysis>(function),
                    analyses.getResult<ScalarEvolutionAnalysis>(function));
  if (!rewriter.run())
    return PreservedAnalyses::all();
  PreservedAnalyses preserved;
  preserved.preserveSet<CFGAnalyses>();
  return preserved;
}

} // namespace wasmelt::codegen
