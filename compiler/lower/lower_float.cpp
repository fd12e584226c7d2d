// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// f32 and f64 arithmetic and comparison. Plain LLVM operations round as WebAssembly does. What they
// do not promise is that a signalling NaN comes out quiet: LLVM may fold an operation on an
// identity operand away, and then a NaN passes through unchanged. Those go through
// llvm.canonicalize.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::unaryIntrinsic(Intrinsic::ID id) {
  Value *value = pop();
  push(b_.CreateIntrinsic(id, {value->getType()}, {value}));
}

/// Whether LLVM folds `x op constant` to x.
static bool isIdentity(Instruction::BinaryOps op, Value *operand, bool is_rhs) {
  auto *constant = dyn_cast<ConstantFP>(operand);
  if (!constant)
    return false;
  switch (op) {
  case Instruction::FAdd:
    return constant->isZero();
  case Instruction::FSub:
    return is_rhs && constant->isZero();
  case Instruction::FMul:
    return constant->isExactlyValue(1.0);
  case Instruction::FDiv:
    return is_rhs && constant->isExactlyValue(1.0);
  default:
    return false;
  }
}

void FunctionLowering::floatBinary(Instruction::BinaryOps op) {
  Value *rhs = pop();
  Value *lhs = pop();
  Value *result = b_.CreateBinOp(op, lhs, rhs);
  if (isIdentity(op, rhs, true) || isIdentity(op, lhs, false))
    result = b_.CreateUnaryIntrinsic(Intrinsic::canonicalize, result);
  push(result);
}

void FunctionLowering::floatMinMax(bool is_max) {
  Value *rhs = pop();
  Value *lhs = pop();
  // With NaNs taken care of by the sum (which also makes them quiet), the intrinsic has only the
  // order of the zeros to see to.
  CallInst *ordered = b_.CreateIntrinsic(is_max ? Intrinsic::maximum : Intrinsic::minimum,
                                         {lhs->getType()}, {lhs, rhs});
  ordered->setHasNoNaNs(true);
  push(b_.CreateSelect(b_.CreateFCmpUNO(lhs, rhs), b_.CreateFAdd(lhs, rhs), ordered));
}

#define FLOAT_OPERATIONS(type)                                                                     \
  void FunctionLowering::type##_add(const wasm::NoneImmediate &) {                                 \
    floatBinary(Instruction::FAdd);                                                                \
  }                                                                                                \
  void FunctionLowering::type##_sub(const wasm::NoneImmediate &) {                                 \
    floatBinary(Instruction::FSub);                                                                \
  }                                                                                                \
  void FunctionLowering::type##_mul(const wasm::NoneImmediate &) {                                 \
    floatBinary(Instruction::FMul);                                                                \
  }                                                                                                \
  void FunctionLowering::type##_div(const wasm::NoneImmediate &) {                                 \
    floatBinary(Instruction::FDiv);                                                                \
  }                                                                                                \
  void FunctionLowering::type##_min(const wasm::NoneImmediate &) { floatMinMax(false); }           \
  void FunctionLowering::type##_max(const wasm::NoneImmediate &) { floatMinMax(true); }            \
  void FunctionLowering::type##_abs(const wasm::NoneImmediate &) {                                 \
    unaryIntrinsic(Intrinsic::fabs);                                                               \
  }                                                                                                \
  void FunctionLowering::type##_neg(const wasm::NoneImmediate &) { push(b_.CreateFNeg(pop())); }   \
  void FunctionLowering::type##_sqrt(const wasm::NoneImmediate &) {                                \
    unaryIntrinsic(Intrinsic::sqrt);                                                               \
  }                                                                                                \
  void FunctionLowering::type##_ceil(const wasm::NoneImmediate &) {                                \
    unaryIntrinsic(Intrinsic::ceil);                                                               \
  }                                                                                                \
  void FunctionLowering::type##_floor(const wasm::NoneImmediate &) {                               \
    unaryIntrinsic(Intrinsic::floor);                                                              \
  }                                                                                                \
  void FunctionLowering::type##_trunc(const wasm::NoneImmediate &) {                               \
    unaryIntrinsic(Intrinsic::trunc);                                                              \
  }                                                                                                \
  void FunctionLowering::type##_nearest(const wasm::NoneImmediate &) {                             \
    unaryIntrinsic(Intrinsic::roundeven);                                                          \
  }                                                                                                \
  void FunctionLowering::type##_copysign(const wasm::NoneImmediate &) {                            \
    Value *sign = pop();                                                                           \
    push(b_.CreateBinaryIntrinsic(Intrinsic::copysign, pop(), sign));                              \
  }                                                                                                \
  void FunctionLowering::type##_eq(const wasm::NoneImmediate &) { compare(CmpInst::FCMP_OEQ); }    \
  void FunctionLowering::type##_ne(const wasm::NoneImmediate &) { compare(CmpInst::FCMP_UNE); }    \
  void FunctionLowering::type##_lt(const wasm::NoneImmediate &) { compare(CmpInst::FCMP_OLT); }    \
  void FunctionLowering::type##_gt(const wasm::NoneImmediate &) { compare(CmpInst::FCMP_OGT); }    \
  void FunctionLowering::type##_le(const wasm::NoneImmediate &) { compare(CmpInst::FCMP_OLE); }    \
  void FunctionLowering::type##_ge(const wasm::NoneImmediate &) { compare(CmpInst::FCMP_OGE); }
FLOAT_OPERATIONS(f32)
FLOAT_OPERATIONS(f64)

void FunctionLowering::f32_const(const wasm::F32Immediate &imm) {
  push(ConstantFP::get(b_.getContext(), APFloat(APFloat::IEEEsingle(), APInt(32, imm.bits))));
}
void FunctionLowering::f64_const(const wasm::F64Immediate &imm) {
  push(ConstantFP::get(b_.getContext(), APFloat(APFloat::IEEEdouble(), APInt(64, imm.bits))));
}

} // namespace wasmelt::lower
