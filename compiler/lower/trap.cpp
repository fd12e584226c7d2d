// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The only place where compiled code's traps are emitted. An explicit trap is one cold block per
// kind and function that ends in llvm.ubsantrap(kind): an instruction that faults, whose operand
// the runtime's signal handler reads; or, with --traps=explicit, in a call of the runtime.
#include "compiler/lower/function_lowering.h"

#include <llvm/IR/MDBuilder.h>

using namespace llvm;

namespace wasmelt::lower {

BasicBlock *FunctionLowering::trapBlock(TrapKind kind) {
  BasicBlock *&block = trap_blocks_[size_t(kind)];
  if (!block) {
    block = BasicBlock::Create(b_.getContext(), "trap", function_);
    IRBuilder<> b(block);
    if (module_.options.traps == Traps::Explicit) {
      b.CreateCall(module_.runtimeCall(RuntimeCall::trap), {b.getInt32(uint32_t(kind))});
      b.CreateUnreachable();
      return block;
    }
    CallInst *call = b.CreateIntrinsic(Intrinsic::ubsantrap, {}, {b.getInt8(uint8_t(kind))});
    // To LLVM, a trap reads nothing: a store before it would be dead if one after it overwrites it.
    // Any operand bundle makes a call one that reads all memory; this one means nothing else here.
    if (instance_.outlivesTraps()) {
      CallInst::Create(call, OperandBundleDef("deopt", ArrayRef<Value *>()), call->getIterator());
      call->eraseFromParent();
    }
    b.CreateUnreachable();
  }
  return block;
}

void FunctionLowering::trapIf(Value *condition, TrapKind kind) {
  // Folded constants: most divisors and many bounds are.
  if (auto *constant = dyn_cast<ConstantInt>(condition); constant && constant->isZero())
    return;
  BasicBlock *next = newBlock();
  b_.CreateCondBr(condition, trapBlock(kind), next,
                  MDBuilder(b_.getContext()).createUnlikelyBranchWeights());
  place(next);
}

void FunctionLowering::trapIf(Value *condition, Value *selector, TrapKind if_set,
                              TrapKind if_clear) {
  if (auto *constant = dyn_cast<ConstantInt>(condition); constant && constant->isZero())
    return;
  BasicBlock *cold = newBlock(), *next = newBlock();
  b_.CreateCondBr(condition, cold, next, MDBuilder(b_.getContext()).createUnlikelyBranchWeights());
  place(cold);
  b_.CreateCondBr(selector, trapBlock(if_set), trapBlock(if_clear));
  place(next);
}

void FunctionLowering::trap(TrapKind kind) { b_.CreateBr(trapBlock(kind)); }

void FunctionLowering::checkRange(Value *start, Value *count, Value *limit, TrapKind kind,
                                  bool is_64) {
  if (!is_64) {
    // Both are zero-extended 32-bit numbers: their sum does not wrap.
    trapIf(b_.CreateICmpUGT(b_.CreateAdd(start, count, "", true, true), limit), kind);
    return;
  }
  trapIf(b_.CreateOr(b_.CreateICmpUGT(count, limit),
                     b_.CreateICmpUGT(start, b_.CreateSub(limit, count))),
         kind);
}

} // namespace wasmelt::lower
