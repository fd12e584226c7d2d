// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Beginning and end of a function; locals.
#include "compiler/lower/function_lowering.h"

#include "compiler/lower/call_layout.h"

#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>

using namespace llvm;

namespace wasmelt::lower {

FunctionLowering::FunctionLowering(ModuleContext &module, InstanceAccess &instance)
    : module_(module), instance_(instance), b_(module.ir.getContext()),
      memory_(module, instance, b_) {
  wants_each_instruction = module.options.fuel;
}

void FunctionLowering::startFunction(Function *function) {
  function_ = function;
  stack_.clear();
  frames_.clear();
  locals_.clear();
  trap_blocks_.fill(nullptr);
  startStretch();
  place(newBlock());
}

void FunctionLowering::beginFunction(uint32_t function, std::span<const wasm::ValueType> locals) {
  function_index_ = function;
  startFunction(module_.function(function));
  type_ = &module_.wasm.functionType(function);
  CallLayout layout(module_, *type_);
  for (Value *operand : layout.operands(b_, *function_, module_.hasContext() ? 1 : 0)) {
    AllocaInst *local = b_.CreateAlloca(operand->getType());
    b_.CreateStore(operand, local);
    locals_.push_back(local);
  }
  for (wasm::ValueType t : locals) {
    Type *type = module_.type(t);
    AllocaInst *local = b_.CreateAlloca(type);
    b_.CreateStore(Constant::getNullValue(type), local);
    locals_.push_back(local);
  }
  frames_.emplace_back().kind = Frame::Body;
}

void FunctionLowering::endFunction() {
  if (module_.options.strict_traps && instance_.outlivesTraps())
    keepStores();
}

// To LLVM, an access does not end a function, so that it moves, merges or drops the stores around
// it. Volatile ones stay, in the order of all volatile accesses; strict traps make the loads so,
// too.
void FunctionLowering::keepStores() {
  for (Instruction &instruction : instructions(function_)) {
    if (auto *store = dyn_cast<StoreInst>(&instruction))
      store->setVolatile(store->isVolatile() || !isa<AllocaInst>(store->getPointerOperand()));
    else if (auto *range = dyn_cast<MemIntrinsic>(&instruction))
      range->setVolatile(b_.getTrue());
  }
}

} // namespace wasmelt::lower
