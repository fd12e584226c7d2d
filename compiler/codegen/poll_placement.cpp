// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/poll_placement.h"

#include <llvm/Analysis/AssumptionCache.h>
#include <llvm/Analysis/CFG.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/OptimizationRemarkEmitter.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/Analysis/TargetTransformInfo.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/Transforms/Scalar/LoopPassManager.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>
#include <llvm/Transforms/Utils/Cloning.h>
#include <llvm/Transforms/Utils/LCSSA.h>
#include <llvm/Transforms/Utils/LoopSimplify.h>
#include <llvm/Transforms/Utils/ScalarEvolutionExpander.h>
#include <llvm/Transforms/Utils/UnrollLoop.h>

#include <algorithm>
#include <limits>

using namespace llvm;

namespace wasmelt::codegen {

namespace {

/// Instructions that may run without anybody asking: less than a millisecond.
constexpr uint64_t brief = 1 << 20;
constexpr uint64_t unbounded = std::numeric_limits<uint64_t>::max();

/// Loops with more instructions than this spend little of their time asking.
constexpr uint64_t small_to_split = 80;
constexpr uint64_t small_to_unroll = 24;
/// Together the copies of a loop have about so many instructions, and there are so many at most.
constexpr uint64_t unrolled_size = 64;
constexpr uint64_t most_copies = 4;

uint64_t product(uint64_t a, uint64_t b) { return a && b > unbounded / a ? unbounded : a * b; }

/// Instructions of a block; unbounded if there is one that may take any time.
uint64_t workOf(const BasicBlock &block) {
  uint64_t work = 0;
  for (const Instruction &instruction : block) {
    if (isa<DbgInfoIntrinsic, PHINode>(instruction))
      continue;
    auto *call = dyn_cast<CallBase>(&instruction);
    if (call && !call->doesNotReturn() && (!isa<IntrinsicInst>(call) || isa<MemIntrinsic>(call)))
      return unbounded;
    ++work;
  }
  return work;
}

class Placement {
public:
  Placement(Function &function, FunctionAnalysisManager &analyses)
      : f_(function), loops_(analyses.getResult<LoopAnalysis>(function)),
        dominators_(analyses.getResult<DominatorTreeAnalysis>(function)),
        evolution_(analyses.getResult<ScalarEvolutionAnalysis>(function)),
        assumptions_(analyses.getResult<AssumptionAnalysis>(function)),
        target_(analyses.getResult<TargetIRAnalysis>(function)),
        remarks_(analyses.getResult<OptimizationRemarkEmitterAnalysis>(function)) {}

  LoopHeads place() {
    // Inner loops come before the loops that they are in. Those that are made here are not visited.
    SmallVector<Loop *, 16> loops = loops_.getLoopsInPreorder();
    for (Loop *loop : reverse(loops))
      visit(*loop);
    return std::move(heads_);
  }

private:
  void visit(Loop &loop) {
    uint64_t body = workOfBody(loop);
    uint64_t iterations = evolution_.getSmallConstantMaxTripCount(&loop);
    uint64_t work = product(iterations ? iterations : unbounded, body);
    if (work <= brief) {
      work_[&loop] = work;
      return;
    }
    if (eachIterationAsksInside(loop))
      return;
    if (loop.isInnermost() && !f_.hasOptSize()) {
      if (body <= small_to_split && split(loop, brief / body)) {
        work_[&loop] = brief;
        return;
      }
      if (body <= small_to_unroll)
        unroll(loop, std::min(unrolled_size / body, most_copies));
    }
    heads_.insert(loop.getHeader());
  }

  /// Of one iteration, until somebody asks.
  uint64_t workOfBody(const Loop &loop) {
    uint64_t sum = 1;
    auto add = [&](uint64_t work) { sum = work > unbounded - sum ? unbounded : sum + work; };
    for (const BasicBlock *block : loop.blocks())
      if (loops_.getLoopFor(block) == &loop)
        add(workOf(*block));
    for (const Loop *inner : loop)
      add(work_.lookup(inner)); // 0 for one that asks
    return sum;
  }

  bool eachIterationAsksInside(const Loop &loop) {
    SmallPtrSet<const BasicBlock *, 16> seen;
    SmallVector<const BasicBlock *, 16> next{loop.getHeader()};
    while (!next.empty()) {
      const BasicBlock *block = next.pop_back_val();
      for (const BasicBlock *successor : successors(block)) {
        if (successor == loop.getHeader())
          return false;
        if (loop.contains(successor) && !heads_.contains(const_cast<BasicBlock *>(successor)) &&
            seen.insert(successor).second)
          next.push_back(successor);
      }
    }
    return true;
  }

  /// Makes another loop for more iterations than `few`, which asks.
  bool split(Loop &loop, uint64_t few) {
    if (!loop.isLoopSimplifyForm() || !loop.isSafeToClone())
      return false;
    const SCEV *count = evolution_.getSymbolicMaxBackedgeTakenCount(&loop);
    if (isa<SCEVCouldNotCompute, SCEVConstant>(count) || !count->getType()->isIntegerTy() ||
        count->getType()->getIntegerBitWidth() > 64)
      return false;
    BasicBlock *check = loop.getLoopPreheader();
    // A count takes a few instructions, or the loop is not worth it.
    constexpr unsigned budget = 4;
    SCEVExpander expander(evolution_, "iterations");
    if (!expander.isSafeToExpandAt(count, check->getTerminator()) ||
        expander.isHighCostExpansion(count, &loop, budget, &target_, check->getTerminator()))
      return false;
    Value *iterations =
        expander.expandCodeFor(count, count->getType(), check->getTerminator()->getIterator());

    BasicBlock *preheader =
        SplitBlock(check, check->getTerminator(), &dominators_, &loops_, nullptr, "few");
    ValueToValueMapTy copies;
    SmallVector<BasicBlock *, 8> blocks;
    Loop *many = cloneLoopWithPreheader(preheader, check, &loop, copies, ".many", &loops_,
                                        &dominators_, blocks);
    remapInstructionsInBlocks(blocks, copies);
    for (BasicBlock *block : loop.blocks()) {
      for (BasicBlock *exit : successors(block)) {
        if (loop.contains(exit))
          continue;
        for (PHINode &phi : exit->phis())
          addCopies(phi, block, copies);
      }
      // What only the one loop led to, the other does now, too.
      SmallVector<DomTreeNode *, 4> below(dominators_.getNode(block)->children());
      for (DomTreeNode *node : below)
        if (!loop.contains(node->getBlock()))
          dominators_.changeImmediateDominator(node->getBlock(), check);
    }

    Instruction *terminator = check->getTerminator();
    IRBuilder<> b(terminator);
    uint64_t limit =
        std::min<uint64_t>(few, maxUIntN(std::min(count->getType()->getIntegerBitWidth(), 32u)));
    Value *is_short = b.CreateICmpULT(iterations, ConstantInt::get(count->getType(), limit));
    b.CreateCondBr(is_short, preheader, many->getLoopPreheader(),
                   MDBuilder(f_.getContext()).createLikelyBranchWeights());
    terminator->eraseFromParent();
    evolution_.forgetTopmostLoop(&loop);
    heads_.insert(many->getHeader());
    return true;
  }

  /// What arrives at an exit from the copy of a block.
  static void addCopies(PHINode &phi, BasicBlock *block, const ValueToValueMapTy &copies) {
    auto *copy = cast<BasicBlock>(copies.lookup(block));
    if (phi.getBasicBlockIndex(copy) >= 0)
      return; // a switch has several edges to the exit, and all of them have been seen to
    const unsigned edges = phi.getNumIncomingValues();
    for (unsigned i = 0; i != edges; ++i) {
      if (phi.getIncomingBlock(i) != block)
        continue;
      Value *value = phi.getIncomingValue(i);
      Value *mapped = copies.lookup(value);
      phi.addIncoming(mapped ? mapped : value, copy);
    }
  }

  void unroll(Loop &loop, uint64_t copies) {
    if (copies < 2 || !loop.isLoopSimplifyForm() || !loop.isSafeToClone())
      return;
    UnrollLoopOptions options{};
    options.Count = static_cast<unsigned>(copies);
    options.Force = true;
    UnrollLoop(&loop, options, &loops_, &evolution_, &dominators_, &assumptions_, &target_,
               &remarks_, /*PreserveLCSSA=*/true);
  }

  Function &f_;
  LoopInfo &loops_;
  DominatorTree &dominators_;
  ScalarEvolution &evolution_;
  AssumptionCache &assumptions_;
  TargetTransformInfo &target_;
  OptimizationRemarkEmitter &remarks_;
  LoopHeads heads_;
  DenseMap<const Loop *, uint64_t> work_; ///< of loops that do not ask
};

} // namespace

LoopHeads allLoopHeads(const Function &function) {
  SmallVector<std::pair<const BasicBlock *, const BasicBlock *>, 8> edges;
  FindFunctionBackedges(function, edges);
  LoopHeads heads;
  for (auto &[from, to] : edges)
    heads.insert(const_cast<BasicBlock *>(to));
  return heads;
}

LoopHeads placePolls(Function &function, FunctionAnalysisManager &analyses) {
  LoopHeads all = allLoopHeads(function);
  if (all.empty())
    return all;
  LoopInfo &loops = analyses.getResult<LoopAnalysis>(function);
  // Nothing is known of what jumps into the middle of a loop.
  if (any_of(all, [&](BasicBlock *head) { return !loops.isLoopHeader(head); }))
    return all;
  FunctionPassManager canonical;
  canonical.addPass(LoopSimplifyPass());
  canonical.addPass(LCSSAPass());
  analyses.invalidate(function, canonical.run(function, analyses));
  LoopHeads heads = Placement(function, analyses).place();
  analyses.invalidate(function, PreservedAnalyses::none());
  return heads;
}

} // namespace wasmelt::codegen
