// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fuel: each instruction costs one, and a stretch of code that is entered at its start alone pays
// for all of its instructions there, or traps before any of them runs. Stretches are those of the
// module, not of what LLVM makes of it, and the counter is volatile, so that what is left is the
// same at every level of optimisation, also after a trap. `else`, `end` and `catch` cost nothing,
// as they do nothing; instructions on ranges cost more for each 64 bytes or 8 elements.
#include "compiler/lower/abi_types.h"
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

/// Takes an amount of fuel (i64); the two instructions whose second operand it is.
FunctionLowering::Charge FunctionLowering::charge(Value *amount) {
  StructType *type = abi::typeControl(b_.getContext());
  Value *address = b_.CreateStructGEP(type, instance_.control(b_), abi::Control::fuel);
  LoadInst *fuel = b_.CreateLoad(module_.i64, address, /*isVolatile=*/true);
  // No folding: the amount is known only later.
  auto *is_less = CmpInst::Create(Instruction::ICmp, CmpInst::ICMP_ULT, fuel, amount);
  auto *left = BinaryOperator::Create(Instruction::Sub, fuel, amount);
  trapIf(b_.Insert(is_less), TrapKind::OutOfFuel);
  b_.CreateStore(b_.Insert(left), address, /*isVolatile=*/true);
  return {is_less, left};
}

void FunctionLowering::eachInstruction() {
  if (!charge_.is_less) {
    charge_ = charge(b_.getInt64(0));
    charged_ = 0;
  }
  ++charged_;
  Constant *amount = b_.getInt64(charged_);
  charge_.is_less->setOperand(1, amount);
  charge_.left->setOperand(1, amount);
}

void FunctionLowering::chargeRange(Value *count, unsigned per_unit_log2) {
  // Instantiation, which is no function's body, is free.
  if (module_.options.fuel && !frames_.empty())
    charge(b_.CreateLShr(count, per_unit_log2));
}

} // namespace wasmelt::lower
