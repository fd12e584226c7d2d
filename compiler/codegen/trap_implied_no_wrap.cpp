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
constexpr uint64_t gib = uint64_t(1) << 30, any_offset = UINT64_MAX;

class Rewriter {
public:
  Rewriter(Function &function, LoopInfo &loops, DominatorTree &dominators, ScalarEvolution &scev)
      : function_(function), loops_(loops), dominators_(dominators), scev_(scev),
        expander_(scev, "nowrap"),
        is_everywhere_(trapReach(*function.getParent()) == TrapReach::Everywhere) {}

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
        if (!is_everywhere_ && offset > 2 * gib)
          continue;
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
    std::optional<uint64_t> largest_offset = largestOffset(loop, distance);
    if (!largest_offset)
      return false;
    Type *wide_type = index.getDestTy();
    const SCEV *start = scev_.getZeroExtendExpr(narrow->getStart(), wide_type);
    const SCEV *wide =
        scev_.getAddRecExpr(start, scev_.getConstant(wide_type, distance, /*isSigned=*/true), &loop,
                            distance > 0 ? SCEV::FlagNUW : SCEV::FlagAnyWrap);
    if (!expander_.isSafeToExpand(wide))
      return false;
    auto is_widened = [&](const Use &use) { return addressesOnly(use, *largest_offset); };
    if (none_of(index.uses(), is_widened))
      return false;
    Value *replacement = expander_.expandCodeFor(wide, wide_type, index.getIterator());
    if (replacement == &index)
      return false;
    scev_.forgetValue(&index);
    index.replaceUsesWithIf(replacement, is_widened);
    return true;
  }

  /// The largest constant that may be added to an index so that it stays where it traps, even if no
  /// access does: later passes may sink a load into a branch that is seldom taken, and then it is
  /// not the trap that ends the progression. Null if the index alone may run out of there.
  std::optional<uint64_t> largestOffset(Loop &loop, int64_t distance) {
    const auto *count = dyn_cast<SCEVConstant>(scev_.getConstantMaxBackedgeTakenCount(&loop));
    if (!count || count->getAPInt().getActiveBits() > 33)
      return std::nullopt;
    uint64_t path = count->getAPInt().getZExtValue() * uint64_t(std::abs(distance));
    if (is_everywhere_ ? path >= uint64_t(1) << 45 : path > 2 * gib || distance < 0)
      return std::nullopt;
    // An address that wrapped downwards lies below the memory only if nothing is added to it.
    return distance < 0 ? 0 : is_everywhere_ ? any_offset : 4 * gib - path;
  }

  /// Whether this use of an index forms addresses, and adds no more to it than this.
  static bool addressesOnly(const Use &use, uint64_t largest_offset) {
    auto *gep = dyn_cast<GetElementPtrInst>(use.getUser());
    if (!gep || use.getOperandNo() != 1 || !gep->getSourceElementType()->isIntegerTy(8))
      return false;
    return largest_offset == any_offset || accessedWithin(*gep, largest_offset);
  }

  /// Whether an address has no other use than to be accessed, or something up to this above it.
  static bool accessedWithin(const GetElementPtrInst &address, uint64_t largest_offset) {
    return all_of(address.users(), [&](const User *user) {
      if (getLoadStorePointerOperand(user) == &address)
        return true;
      auto *sum = dyn_cast<GetElementPtrInst>(user);
      if (!sum || !sum->getSourceElementType()->isIntegerTy(8))
        return false;
      auto *offset = dyn_cast<ConstantInt>(sum->getOperand(1));
      return offset && offset->getValue().ule(largest_offset) &&
             accessedWithin(*sum, largest_offset - offset->getZExtValue());
    });
  }

  Function &function_;
  LoopInfo &loops_;
  DominatorTree &dominators_;
  ScalarEvolution &scev_;
  SCEVExpander expander_;
  const bool is_everywhere_; ///< that accesses trap; else in the reservation
};

} // namespace

PreservedAnalyses TrapImpliedNoWrapPass::run(Function &function,
                                             FunctionAnalysisManager &analyses) {
  if (trapReach(*function.getParent()) == TrapReach::Nowhere)
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
