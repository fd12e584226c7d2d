// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/reroll_loops.h"

#include "compiler/codegen/linear_memory.h"

#include <llvm/ADT/SetVector.h>
#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/Analysis/ScalarEvolutionExpressions.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/Transforms/Utils/Local.h>
#include <llvm/Transforms/Utils/ScalarEvolutionExpander.h>

using namespace llvm;

namespace wasmelt::codegen {

namespace {

class Roller {
public:
  Roller(Loop &loop, ScalarEvolution &scev) : loop_(loop), scev_(scev), block_(*loop.getHeader()) {}

  bool run() {
    return collectAccesses() && collectInductions() && groupAccesses() && collectReductions() &&
           lanesMatch() && orderAllows() && roll();
  }

private:
  struct Access {
    Instruction *instruction;
    const SCEV *index; ///< i32
    int64_t offset;    ///< what is added to it in 64 bits
    unsigned position; ///< in the block
    unsigned group = 0, lane = 0;
  };
  struct Reduction {
    PHINode *phi;
    SmallVector<BinaryOperator *, 4> chain; ///< one a lane, the first uses the phi
    SmallVector<Value *, 4> terms;          ///< what each adds
  };

  /// Finds the loads and stores.
  bool collectAccesses() {
    unsigned position = 0;
    for (Instruction &instruction : block_) {
      ++position;
      if (auto *call = dyn_cast<CallBase>(&instruction); call && !call->doesNotAccessMemory())
        return false;
      if (!instruction.mayReadOrWriteMemory())
        continue;
      std::optional<LinearAddress> address = linearAddress(instruction);
      if (!address || instruction.isVolatile() || instruction.isAtomic())
        return false;
      accesses_.push_back({&instruction, scev_.getSCEV(address->index), address->offset, position});
    }
    return !accesses_.empty();
  }

  /// Sorts the accesses into groups of K lanes.
  bool groupAccesses() {
    SmallVector<unsigned, 8> representatives;
    SmallVector<SmallVector<std::pair<int64_t, unsigned>, 8>, 8> groups; // distance, access
    for (unsigned i = 0; i < accesses_.size(); ++i) {
      unsigned g = 0;
      std::optional<int64_t> distance;
      for (; g < representatives.size(); ++g) {
        Access &representative = accesses_[representatives[g]];
        if (representative.instruction->getOpcode() == accesses_[i].instruction->getOpcode() &&
            accessType(representative) == accessType(accesses_[i]) &&
            (distance = distanceBetween(representative, accesses_[i])))
          break;
      }
      if (g == representatives.size()) {
        representatives.push_back(i);
        groups.emplace_back();
        distance = 0;
      }
      accesses_[i].group = g;
      groups[g].emplace_back(*distance, i);
    }
    lanes_ = groups[0].size();
    if (lanes_ < 2 || lanes_ > 16)
      return false;
    for (BinaryOperator *increment : inductions_) {
      const APInt &step = cast<ConstantInt>(increment->getOperand(1))->getValue();
      if (!step.abs().isIntN(16) || step.getSExtValue() % int64_t(lanes_) != 0)
        return false;
    }
    for (auto &group : groups)
      if (group.size() != lanes_ || !assignLanes(group))
        return false;
    return true;
  }

  /// Numbers the accesses of a group, which are given by their distance from the first found and
  /// their place in accesses_, by the lane they belong to.
  bool assignLanes(SmallVectorImpl<std::pair<int64_t, unsigned>> &group) {
    // Given the distance, an address that the rolled loop computes is right if it is what the first
    // lane's code computes after so many increments.
    std::optional<APInt> step = stepOf(index(accesses_[group[0].second]));
    if (!step)
      return false;
    int64_t stride = step->getSExtValue();
    if (std::abs(stride) > 32768 / int64_t(lanes_))
      return false;
    if (stride != 0) { // what every lane accesses at the same place has its lanes in program order
      std::sort(group.begin(), group.end());
      if (stride < 0)
        std::reverse(group.begin(), group.end());
    }
    const Access &first = accesses_[group[0].second];
    if (stepOf(index(first)) != step)
      return false;
    const bool by_offset = accesses_[group[1].second].offset != first.offset;
    for (unsigned lane = 0; lane < lanes_; ++lane) {
      Access &access = accesses_[group[lane].second];
      if (group[lane].first != group[0].first + int64_t(lane) * stride ||
          !trapsAlike(first, access, stride) ||
          (stride < 0 && lane > 0 && (access.offset != first.offset) != by_offset))
        return false;
      access.lane = lane;
      lane_of_[access.instruction] = group[lane].second;
    }
    return true;
  }

  /// Whether the first lane's address plus lane * stride traps whenever the lane's own address does
  /// and the other way round. The lane's index differs from the first one's by a constant, modulo
  /// 2^32, and the constants added in 64 bits differ by the rest.
  bool trapsAlike(const Access &first, const Access &access, int64_t stride) {
    int64_t by_index = cast<SCEVConstant>(scev_.getMinusSCEV(access.index, first.index))
                           ->getAPInt()
                           .getSExtValue();
    int64_t by_offset = access.offset - first.offset;
    if (stride == 0)
      return by_index == 0;
    // Upwards: the first lane's access proves that the stride does not wrap; so the lane's own
    // index must not wrap downwards.
    if (stride > 0)
      return by_index >= 0;
    // Downwards: below address 0 lies the end of the index space, which traps like the lane's own
    // index. If only the constants differ, roll() makes the index the last lane's.
    return by_offset == 0 || by_index == 0;
  }

  static Value *index(const Access &access) { return linearAddress(*access.instruction)->index; }

  /// How much a value will advance with each iteration of the rolled loop, if it is computed from
  /// induction variables by arithmetic modulo a power of 2 alone. What ScalarEvolution says is not
  /// enough: it uses what holds for every K-th number only (that i | 1 is i + 1, for example).
  std::optional<APInt> stepOf(Value *value, unsigned depth = 0) {
    if (!value->getType()->isIntegerTy() || depth > 12)
      return std::nullopt;
    unsigned width = value->getType()->getIntegerBitWidth();
    if (loop_.isLoopInvariant(value))
      return APInt::getZero(width);
    if (auto *phi = dyn_cast<PHINode>(value)) {
      for (BinaryOperator *increment : inductions_)
        if (increment->getOperand(0) == phi)
          return cast<ConstantInt>(increment->getOperand(1))
              ->getValue()
              .sdiv(APInt(width, lanes_, false, true));
      return std::nullopt;
    }
    if (isa<TruncInst>(value)) {
      std::optional<APInt> step = stepOf(cast<TruncInst>(value)->getOperand(0), depth + 1);
      return step ? std::optional(step->trunc(width)) : std::nullopt;
    }
    auto *operation = dyn_cast<BinaryOperator>(value);
    if (!operation || is_contained(inductions_, operation))
      return std::nullopt;
    std::optional<APInt> left = stepOf(operation->getOperand(0), depth + 1);
    std::optional<APInt> right = stepOf(operation->getOperand(1), depth + 1);
    if (!left || !right)
      return std::nullopt;
    const auto *constant = dyn_cast<ConstantInt>(operation->getOperand(1));
    switch (operation->getOpcode()) {
    case Instruction::Or:
      if (!cast<PossiblyDisjointInst>(operation)->isDisjoint())
        return std::nullopt;
      sums_.insert(operation);
      return *left + *right;
    case Instruction::Add:
      return *left + *right;
    case Instruction::Sub:
      return *left - *right;
    case Instruction::Mul:
      return constant ? std::optional(*left * constant->getValue()) : std::nullopt;
    case Instruction::Shl:
      return constant && constant->getValue().ult(width)
                 ? std::optional(left->shl(constant->getValue()))
                 : std::nullopt;
    default:
      return std::nullopt;
    }
  }

  static Type *accessType(const Access &access) { return getLoadStoreType(access.instruction); }

  std::optional<int64_t> distanceBetween(const Access &from, const Access &to) {
    const auto *difference = dyn_cast<SCEVConstant>(scev_.getMinusSCEV(to.index, from.index));
    if (!difference)
      return std::nullopt;
    return difference->getAPInt().getSExtValue() + to.offset - from.offset;
  }

  /// Finds the variables that advance by a constant.
  bool collectInductions() {
    for (PHINode &phi : block_.phis()) {
      if (!phi.getType()->isIntegerTy() || phi.getType()->getIntegerBitWidth() < 8 ||
          phi.getType()->getIntegerBitWidth() > 64 || usedOutside(phi))
        return false;
      auto *increment = dyn_cast<BinaryOperator>(phi.getIncomingValueForBlock(&block_));
      if (increment && increment->getOpcode() == Instruction::Add &&
          increment->getOperand(0) == &phi && isa<ConstantInt>(increment->getOperand(1)))
        inductions_.push_back(increment);
    }
    return !inductions_.empty();
  }

  /// The other phis must be integer reductions.
  bool collectReductions() {
    for (PHINode &phi : block_.phis()) {
      Value *next = phi.getIncomingValueForBlock(&block_);
      if (!is_contained(inductions_, next) && !addReduction(phi, next))
        return false;
      if (auto *increment = dyn_cast<BinaryOperator>(next);
          is_contained(inductions_, next) && increment->getOperand(0) != &phi)
        return false;
    }
    return true;
  }

  bool addReduction(PHINode &phi, Value *next) {
    Reduction reduction{&phi, {}, {}};
    Value *current = &phi;
    for (unsigned lane = 0; lane < lanes_; ++lane) {
      if (!current->hasOneUse())
        return false;
      auto *operation = dyn_cast<BinaryOperator>(*current->user_begin());
      if (!operation || operation->getParent() != &block_ || !operation->isAssociative() ||
          !operation->isCommutative() || operation->getType()->isFPOrFPVectorTy() ||
          (lane > 0 && operation->getOpcode() != reduction.chain[0]->getOpcode()))
        return false;
      reduction.terms.push_back(operation->getOperand(operation->getOperand(0) == current ? 1 : 0));
      reduction.chain.push_back(operation);
      current = operation;
    }
    if (current != next)
      return false;
    for (unsigned lane = 0; lane < lanes_; ++lane)
      chained_.insert(reduction.chain[lane]);
    reductions_.push_back(std::move(reduction));
    return true;
  }

  bool usedOutside(const Instruction &instruction) const {
    return any_of(instruction.users(),
                  [&](const User *user) { return !loop_.contains(cast<Instruction>(user)); });
  }

  /// Whether each lane computes from its elements what the first computes from its own.
  bool lanesMatch() {
    for (const Access &access : accesses_) {
      auto *store = dyn_cast<StoreInst>(access.instruction);
      if (!store || access.lane != 0)
        continue;
      for (const Access &other : accesses_)
        if (other.group == access.group && other.lane != 0 &&
            !match(store->getValueOperand(), cast<StoreInst>(other.instruction)->getValueOperand(),
                   other.lane, 0))
          return false;
    }
    for (const Reduction &reduction : reductions_)
      for (unsigned lane = 1; lane < lanes_; ++lane)
        if (!match(reduction.terms[0], reduction.terms[lane], lane, 0))
          return false;
    // What other users the lanes have is either the rest of the lanes or must not exist.
    for (Instruction &instruction : block_)
      if (!isa<PHINode>(instruction) && !chained_.contains(&instruction) &&
          !is_contained(inductions_, &instruction) && usedOutside(instruction))
        return false;
    // An increment becomes a smaller one, which nobody may see but the next iteration, and what
    // decides whether there is one, which is replaced.
    const Value *condition = nullptr;
    if (auto *branch = dyn_cast<BranchInst>(block_.getTerminator());
        branch && branch->isConditional())
      condition = branch->getCondition();
    for (BinaryOperator *increment : inductions_)
      for (User *user : increment->users())
        if (auto *inside = cast<Instruction>(user); inside->getParent() == &block_ &&
                                                    inside != increment->getOperand(0) &&
                                                    !(inside == condition && inside->hasOneUse()))
          return false;
    return true;
  }

  bool match(Value *first, Value *other, unsigned lane, unsigned depth) {
    if (depth > 12)
      return false;
    auto *a = dyn_cast<Instruction>(first), *b = dyn_cast<Instruction>(other);
    bool a_inside = a && loop_.contains(a), b_inside = b && loop_.contains(b);
    if (!a_inside && !b_inside)
      return first == other;
    if (!a_inside || !b_inside)
      return false;
    auto a_lane = lane_of_.find(a), b_lane = lane_of_.find(b);
    if (a_lane != lane_of_.end() || b_lane != lane_of_.end())
      return a_lane != lane_of_.end() && b_lane != lane_of_.end() &&
             accesses_[a_lane->second].group == accesses_[b_lane->second].group &&
             accesses_[a_lane->second].lane == 0 && accesses_[b_lane->second].lane == lane;
    if (chained_.contains(a) || chained_.contains(b))
      return false;
    // A number that advances with the loop.
    if (a->getType() == b->getType() && a->getType()->isIntegerTy())
      if (std::optional<APInt> step = stepOf(a))
        if (const auto *difference =
                dyn_cast<SCEVConstant>(scev_.getMinusSCEV(scev_.getSCEV(b), scev_.getSCEV(a)));
            difference &&
            difference->getAPInt() == *step * APInt(step->getBitWidth(), lane, false, true))
          return true;
    if (is_contained(inductions_, a) || is_contained(inductions_, b))
      return false;
    // See roll(): what says that it is a sum may become one.
    if (auto *either = dyn_cast<PossiblyDisjointInst>(a);
        either && either->isDisjoint() && isa<PossiblyDisjointInst>(b) &&
        !cast<PossiblyDisjointInst>(b)->isDisjoint())
      return false;
    if (isa<PHINode>(a) || isa<PHINode>(b) || !a->isSameOperationAs(b))
      return false;
    if (auto *call = dyn_cast<CallBase>(a);
        call && call->getCalledOperand() != cast<CallBase>(b)->getCalledOperand())
      return false;
    auto operands_match = [&](unsigned i, unsigned j) {
      return match(a->getOperand(i), b->getOperand(j), lane, depth + 1);
    };
    if (a->isCommutative() && a->getNumOperands() == 2 && operands_match(0, 1) &&
        operands_match(1, 0))
      return true;
    for (unsigned i = 0; i < a->getNumOperands(); ++i)
      if (!operands_match(i, i))
        return false;
    return true;
  }

  /// Whether doing the lanes one after another keeps every two accesses in order that may overlap.
  bool orderAllows() {
    SmallVector<unsigned, 8> first_lane_position(accesses_.size());
    for (const Access &access : accesses_)
      if (access.lane == 0)
        first_lane_position[access.group] = access.position;
    for (const Access &a : accesses_)
      for (const Access &b : accesses_) {
        if (a.position >= b.position ||
            (isa<LoadInst>(a.instruction) && isa<LoadInst>(b.instruction)))
          continue;
        bool kept = a.lane < b.lane || (a.lane == b.lane && first_lane_position[a.group] <
                                                                first_lane_position[b.group]);
        if (kept)
          continue;
        std::optional<int64_t> distance = distanceBetween(a, b);
        if (distance) // the indices may wrap
          distance = int32_t(uint64_t(*distance));
        const DataLayout &layout = block_.getDataLayout();
        auto size = [&](const Access &access) {
          return int64_t(layout.getTypeStoreSize(accessType(access)).getFixedValue());
        };
        if (!distance || (*distance < size(a) && -*distance < size(b)))
          return false;
      }
    return true;
  }

  /// Where the lanes of a loop that counts down differ by the constant offset, the first lane's
  /// address becomes that of the last plus an index, so that it reaches where the last lane's does:
  /// zext(x) + 12, zext(x) + 8 ... becomes zext(x + 12), zext(x + 8) ...
  void startFromLastLane(const Access &first) {
    LinearAddress address = *linearAddress(*first.instruction);
    int64_t offset = address.offset;
    for (const Access &other : accesses_)
      if (other.group == first.group && other.lane + 1 == lanes_)
        offset = other.offset;
    if (offset >= address.offset)
      return;
    IRBuilder<> builder(first.instruction);
    GEPNoWrapFlags flags = GEPNoWrapFlags::inBounds() | GEPNoWrapFlags::noUnsignedWrap();
    Value *sum = builder.CreateAdd(address.index, builder.getInt32(address.offset - offset));
    Value *pointer = builder.CreateGEP(builder.getInt8Ty(), address.base_gep->getPointerOperand(),
                                       builder.CreateZExt(sum, builder.getInt64Ty()), "", flags);
    if (offset != 0)
      pointer =
          builder.CreateGEP(builder.getInt8Ty(), pointer, builder.getInt64(offset), "", flags);
    first.instruction->setOperand(isa<LoadInst>(first.instruction) ? 0 : 1, pointer);
  }

  bool roll() {
    const SCEV *count = scev_.getBackedgeTakenCount(&loop_);
    auto *branch = dyn_cast<BranchInst>(block_.getTerminator());
    if (isa<SCEVCouldNotCompute>(count) || !branch || !branch->isConditional() ||
        scev_.getTypeSizeInBits(count->getType()) > 64)
      return false;
    const auto *limit = dyn_cast<SCEVConstant>(scev_.getConstantMaxBackedgeTakenCount(&loop_));
    if (!limit || limit->getAPInt().getActiveBits() > 32)
      return false;
    BasicBlock *preheader = loop_.getLoopPreheader();
    Type *i64 = Type::getInt64Ty(block_.getContext());
    const SCEV *trips =
        scev_.getMulExpr(scev_.getAddExpr(scev_.getNoopOrZeroExtend(count, i64), scev_.getOne(i64)),
                         scev_.getConstant(i64, lanes_));
    SCEVExpander expander(scev_, "reroll");
    if (!expander.isSafeToExpandAt(trips, preheader->getTerminator()))
      return false;
    Value *total = expander.expandCodeFor(trips, i64, preheader->getTerminator()->getIterator());
    scev_.forgetLoop(&loop_);

    for (const Access &access : accesses_)
      if (access.lane == 0)
        startFromLastLane(access);
    for (BinaryOperator *increment : inductions_) {
      auto *step = cast<ConstantInt>(increment->getOperand(1));
      APInt lanes(step->getBitWidth(), lanes_, false, true);
      increment->setOperand(1, ConstantInt::get(step->getType(), step->getValue().sdiv(lanes)));
    }
    for (Reduction &reduction : reductions_) {
      BinaryOperator *last = reduction.chain.back();
      last->replaceUsesWithIf(reduction.chain[0],
                              [&](Use &use) { return use.getUser() != reduction.chain[0]; });
    }
    for (BinaryOperator *sum : sums_) {
      auto *add =
          BinaryOperator::CreateAdd(sum->getOperand(0), sum->getOperand(1), "", sum->getIterator());
      add->takeName(sum);
      sum->replaceAllUsesWith(add);
      sum->eraseFromParent();
    }
    // What holds for the first lane need not hold for all, nor for sums in another order. Of
    // addresses it does: they lie in the reservation whatever the index.
    for (Instruction &instruction : block_)
      if (!isa<GetElementPtrInst>(instruction)) {
        instruction.dropPoisonGeneratingAnnotations();
        instruction.dropUBImplyingAttrsAndMetadata({LLVMContext::MD_tbaa});
      }
    IRBuilder<> builder(block_.getContext());
    builder.SetInsertPoint(&block_, block_.begin());
    PHINode *counter = builder.CreatePHI(i64, 2);
    builder.SetInsertPoint(branch);
    Value *next = builder.CreateNUWAdd(counter, builder.getInt64(1));
    counter->addIncoming(ConstantInt::get(i64, 0), preheader);
    counter->addIncoming(next, &block_);
    Value *old_condition = branch->getCondition();
    bool continues_if_true = branch->getSuccessor(0) == &block_;
    branch->setCondition(continues_if_true ? builder.CreateICmpNE(next, total)
                                           : builder.CreateICmpEQ(next, total));
    for (Access &access : accesses_)
      if (access.lane != 0 && isa<StoreInst>(access.instruction))
        access.instruction->eraseFromParent();
    RecursivelyDeleteTriviallyDeadInstructions(old_condition);
    for (Reduction &reduction : reductions_)
      RecursivelyDeleteTriviallyDeadInstructions(reduction.chain.back());
    // The lanes' loads and sums are dead now.
    for (Instruction &instruction : make_early_inc_range(reverse(block_)))
      if (isInstructionTriviallyDead(&instruction))
        instruction.eraseFromParent();
    return true;
  }

  Loop &loop_;
  ScalarEvolution &scev_;
  BasicBlock &block_;
  unsigned lanes_ = 0;
  SmallVector<Access, 16> accesses_;
  DenseMap<Instruction *, unsigned> lane_of_;
  SmallVector<BinaryOperator *, 4> inductions_;
  SmallVector<Reduction, 2> reductions_;
  SmallPtrSet<Instruction *, 8> chained_;
  SmallSetVector<BinaryOperator *, 8> sums_; ///< disjoint ors that stepOf took for sums
};

} // namespace

PreservedAnalyses RerollLoopsPass::run(Function &function, FunctionAnalysisManager &analyses) {
  if (trapReach(*function.getParent()) == TrapReach::Nowhere)
    return PreservedAnalyses::all();
  LoopInfo &loops = analyses.getResult<LoopAnalysis>(function);
  bool changed = false;
  for (Loop *loop : loops.getLoopsInPreorder()) {
    // Computing what evolves is only worth it for the shape in question.
    if (loop->getNumBlocks() != 1 || !loop->getLoopPreheader() || !loop->getExitBlock())
      continue;
    changed |= Roller(*loop, analyses.getResult<ScalarEvolutionAnalysis>(function)).run();
  }
  if (!changed)
    return PreservedAnalyses::all();
  PreservedAnalyses preserved;
  preserved.preserveSet<CFGAnalyses>();
  return preserved;
}

} // namespace wasmelt::codegen
