// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/linear_memory.h"

#include <llvm/IR/Constants.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>

using namespace llvm;

namespace wasmelt::codegen {

TrapReach trapReach(const Module &module) {
  auto *number = mdconst::extract_or_null<ConstantInt>(module.getModuleFlag(trap_reach_flag));
  return number ? TrapReach(number->getZExtValue()) : TrapReach::Nowhere;
}

/// Whether the alias metadata says that this access is to memory 0.
static bool isMemory0Access(const Instruction &access) {
  const MDNode *tag = access.getMetadata(LLVMContext::MD_tbaa);
  if (!tag || tag->getNumOperands() < 2)
    return false;
  const auto *type = dyn_cast<MDNode>(tag->getOperand(1));
  const auto *name = type ? dyn_cast<MDString>(type->getOperand(0)) : nullptr;
  return name && name->getString() == "memory 0";
}

std::optional<LinearAddress> linearAddress(const Instruction &access) {
  if (!isMemory0Access(access))
    return std::nullopt;
  int64_t offset = 0;
  // The operand is const because the instruction is; what is found is the caller's to change.
  auto *pointer = const_cast<Value *>(getLoadStorePointerOperand(&access));
  while (auto *gep = dyn_cast_or_null<GetElementPtrInst>(pointer)) {
    if (!gep->getSourceElementType()->isIntegerTy(8))
      return std::nullopt;
    Value *index = gep->getOperand(1);
    if (auto *zext = dyn_cast<ZExtInst>(index)) {
      if (!zext->getSrcTy()->isIntegerTy(32) || !zext->getDestTy()->isIntegerTy(64))
        return std::nullopt;
      return LinearAddress{gep, zext->getOperand(0), offset};
    }
    auto *constant = dyn_cast<ConstantInt>(index);
    if (!constant)
      return std::nullopt;
    offset += constant->getSExtValue();
    if (offset < 0) // the proofs need that the index is not above the address
      return std::nullopt;
    pointer = gep->getPointerOperand();
  }
  return std::nullopt;
}

} // namespace wasmelt::codegen
