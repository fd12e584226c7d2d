// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// i32 and i64 arithmetic, comparison and bit operations.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::binary(Instruction::BinaryOps op) {
  Value *rhs = pop();
  Value *lhs = pop();
  push(b_.CreateBinOp(op, lhs, rhs));
}

void FunctionLowering::compare(CmpInst::Predicate predicate) {
  Value *rhs = pop();
  Value *lhs = pop();
  pushBool(b_.CreateCmp(predicate, lhs, rhs));
}

void FunctionLowering::shift(Instruction::BinaryOps op) {
  // LLVM's shifts are undefined from the width on; WebAssembly's take the count modulo the width.
  Value *count = pop();
  Value *value = pop();
  Type *type = value->getType();
  count = b_.CreateAnd(count, ConstantInt::get(type, type->getIntegerBitWidth() - 1));
  push(b_.CreateBinOp(op, value, count));
}

void FunctionLowering::rotate(Intrinsic::ID id) {
  Value *count = pop();
  Value *value = pop();
  push(b_.CreateIntrinsic(id, {value->getType()}, {value, value, count}));
}

void FunctionLowering::divide(bool is_signed) {
  Value *rhs = pop();
  Value *lhs = pop();
  trapIf(b_.CreateIsNull(rhs), TrapKind::IntegerDivideByZero);
  if (!is_signed)
    return push(b_.CreateUDiv(lhs, rhs));
  unsigned bits = lhs->getType()->getIntegerBitWidth();
  Value *overflows = b_.CreateAnd(b_.CreateICmpEQ(lhs, b_.getInt(APInt::getSignedMinValue(bits))),
                                  b_.CreateICmpEQ(rhs, b_.getInt(APInt::getAllOnes(bits))));
  trapIf(overflows, TrapKind::IntegerOverflow);
  push(b_.CreateSDiv(lhs, rhs));
}

void FunctionLowering::remainder(bool is_signed) {
  Value *rhs = pop();
  Value *lhs = pop();
  trapIf(b_.CreateIsNull(rhs), TrapKind::IntegerDivideByZero);
  if (!is_signed)
    return push(b_.CreateURem(lhs, rhs));
  // The minimum by -1 is 0, but undefined in LLVM; so is everything by 1.
  Value *minus_one = ConstantInt::getAllOnesValue(rhs->getType());
  Value *safe =
      b_.CreateSelect(b_.CreateICmpEQ(rhs, minus_one), ConstantInt::get(rhs->getType(), 1), rhs);
  push(b_.CreateSRem(lhs, safe));
}

void FunctionLowering::countZeros(Intrinsic::ID id) {
  Value *value = pop();
  push(b_.CreateIntrinsic(id, {value->getType()}, {value, b_.getFalse()}));
}

void FunctionLowering::signExtendFrom(unsigned bits) {
  Value *value = pop();
  push(b_.CreateSExt(b_.CreateTrunc(value, b_.getIntNTy(bits)), value->getType()));
}

#define INTEGER_OPERATIONS(type)                                                                   \
  void FunctionLowering::type##_add(const wasm::NoneImmediate &) { binary(Instruction::Add); }     \
  void FunctionLowering::type##_sub(const wasm::NoneImmediate &) { binary(Instruction::Sub); }     \
  void FunctionLowering::type##_mul(const wasm::NoneImmediate &) { binary(Instruction::Mul); }     \
  void FunctionLowering::type##_and(const wasm::NoneImmediate &) { binary(Instruction::And); }     \
  void FunctionLowering::type##_or(const wasm::NoneImmediate &) { binary(Instruction::Or); }       \
  void FunctionLowering::type##_xor(const wasm::NoneImmediate &) { binary(Instruction::Xor); }     \
  void FunctionLowering::type##_shl(const wasm::NoneImmediate &) { shift(Instruction::Shl); }      \
  void FunctionLowering::type##_shr_s(const wasm::NoneImmediate &) { shift(Instruction::AShr); }   \
  void FunctionLowering::type##_shr_u(const wasm::NoneImmediate &) { shift(Instruction::LShr); }   \
  void FunctionLowering::type##_rotl(const wasm::NoneImmediate &) { rotate(Intrinsic::fshl); }     \
  void FunctionLowering::type##_rotr(const wasm::NoneImmediate &) { rotate(Intrinsic::fshr); }     \
  void FunctionLowering::type##_div_s(const wasm::NoneImmediate &) { divide(true); }               \
  void FunctionLowering::type##_div_u(const wasm::NoneImmediate &) { divide(false); }              \
  void FunctionLowering::type##_rem_s(const wasm::NoneImmediate &) { remainder(true); }            \
  void FunctionLowering::type##_rem_u(const wasm::NoneImmediate &) { remainder(false); }           \
  void FunctionLowering::type##_clz(const wasm::NoneImmediate &) { countZeros(Intrinsic::ctlz); }  \
  void FunctionLowering::type##_ctz(const wasm::NoneImmediate &) { countZeros(Intrinsic::cttz); }  \
  void FunctionLowering::type##_popcnt(const wasm::NoneImmediate &) {                              \
    unaryIntrinsic(Intrinsic::ctpop);                                                              \
  }                                                                                                \
  void FunctionLowering::type##_extend8_s(const wasm::NoneImmediate &) { signExtendFrom(8); }      \
  void FunctionLowering::type##_extend16_s(const wasm::NoneImmediate &) { signExtendFrom(16); }    \
  void FunctionLowering::type##_eqz(const wasm::NoneImmediate &) {                                 \
    pushBool(b_.CreateIsNull(pop()));                                                              \
  }                                                                                                \
  void FunctionLowering::type##_eq(const wasm::NoneImmediate &) { compare(CmpInst::ICMP_EQ); }     \
  void FunctionLowering::type##_ne(const wasm::NoneImmediate &) { compare(CmpInst::ICMP_NE); }     \
  void FunctionLowering::type##_lt_s(const wasm::NoneImmediate &) { compare(CmpInst::ICMP_SLT); }  \
  void FunctionLowering::type##_lt_u(const wasm::NoneImmediate &) { compare(CmpInst::ICMP_ULT); }  \
  void FunctionLowering::type##_gt_s(const wasm::NoneImmediate &) { compare(CmpInst::ICMP_SGT); }  \
  void FunctionLowering::type##_gt_u(const wasm::NoneImmediate &) { compare(CmpInst::ICMP_UGT); }  \
  void FunctionLowering::type##_le_s(const wasm::NoneImmediate &) { compare(CmpInst::ICMP_SLE); }  \
  void FunctionLowering::type##_le_u(const wasm::NoneImmediate &) { compare(CmpInst::ICMP_ULE); }  \
  void FunctionLowering::type##_ge_s(const wasm::NoneImmediate &) { compare(CmpInst::ICMP_SGE); }  \
  void FunctionLowering::type##_ge_u(const wasm::NoneImmediate &) { compare(CmpInst::ICMP_UGE); }
INTEGER_OPERATIONS(i32)
INTEGER_OPERATIONS(i64)

// Wide arithmetic: 128 bits as two operands, the low half first.

Value *FunctionLowering::popWide() {
  Type *wide = b_.getInt128Ty();
  Value *high = b_.CreateZExt(pop(), wide);
  Value *low = b_.CreateZExt(pop(), wide);
  return b_.CreateOr(b_.CreateShl(high, 64), low);
}

void FunctionLowering::pushWide(Value *value) {
  push(b_.CreateTrunc(value, b_.getInt64Ty()));
  push(b_.CreateTrunc(b_.CreateLShr(value, 64), b_.getInt64Ty()));
}

void FunctionLowering::wideBinary(Instruction::BinaryOps op) {
  Value *rhs = popWide();
  Value *lhs = popWide();
  pushWide(b_.CreateBinOp(op, lhs, rhs));
}

void FunctionLowering::wideMultiply(bool is_signed) {
  Type *wide = b_.getInt128Ty();
  Value *rhs = b_.CreateIntCast(pop(), wide, is_signed);
  Value *lhs = b_.CreateIntCast(pop(), wide, is_signed);
  pushWide(b_.CreateMul(lhs, rhs));
}

void FunctionLowering::i64_add128(const wasm::NoneImmediate &) { wideBinary(Instruction::Add); }
void FunctionLowering::i64_sub128(const wasm::NoneImmediate &) { wideBinary(Instruction::Sub); }
void FunctionLowering::i64_mul_wide_s(const wasm::NoneImmediate &) { wideMultiply(true); }
void FunctionLowering::i64_mul_wide_u(const wasm::NoneImmediate &) { wideMultiply(false); }

void FunctionLowering::i64_extend32_s(const wasm::NoneImmediate &) { signExtendFrom(32); }
void FunctionLowering::i32_const(const wasm::I32Immediate &imm) { push(b_.getInt32(imm.value)); }
void FunctionLowering::i64_const(const wasm::I64Immediate &imm) { push(b_.getInt64(imm.value)); }

} // namespace wasmelt::lower
