// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/memory_base.h"

#include <llvm/ADT/MapVector.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/Intrinsics.h>

namespace wasmelt::codegen {

namespace {

/// The constant address that `gep` starts from, or null.
llvm::ConstantExpr *constantBase(llvm::GetElementPtrInst &gep) {
  auto *base = llvm::dyn_cast<llvm::ConstantExpr>(gep.getPointerOperand());
  return base && base->getOpcode() == llvm::Instruction::IntToPtr ? base : nullptr;
}

llvm::PreservedAnalyses preservedIf(bool changed) {
  if (!changed)
    return llvm::PreservedAnalyses::all();
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

} // namespace

llvm::PreservedAnalyses LocalizeMemoryBasePass::run(llvm::Function &function,
                                                    llvm::FunctionAnalysisManager &) {
  llvm::MapVector<llvm::ConstantExpr *, llvm::Value *> bases;
  for (llvm::Instruction &instruction : llvm::instructions(function)) {
    auto *gep = llvm::dyn_cast<llvm::GetElementPtrInst>(&instruction);
    llvm::ConstantExpr *base = gep ? constantBase(*gep) : nullptr;
    if (!base)
      continue;
    llvm::Value *&value = bases[base];
    if (!value) {
      llvm::BasicBlock &entry = function.getEntryBlock();
      llvm::IRBuilder<> builder(&entry, entry.getFirstInsertionPt());
      value = builder.CreateIntrinsic(llvm::Intrinsic::strip_invariant_group, {base->getType()},
                                      {base});
    }
    gep->setOperand(gep->getPointerOperandIndex(), value);
  }
  return preservedIf(!bases.empty());
}

llvm::PreservedAnalyses RestoreMemoryBasePass::run(llvm::Function &function,
                                                   llvm::FunctionAnalysisManager &) {
  bool changed = false;
  for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    auto *call = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
    if (!call || call->getIntrinsicID() != llvm::Intrinsic::strip_invariant_group)
      continue;
    call->replaceAllUsesWith(call->getArgOperand(0));
    call->eraseFromParent();
    changed = true;
  }
  return preservedIf(changed);
}

} // namespace wasmelt::codegen
