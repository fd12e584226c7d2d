// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer lanes: arithmetic, comparison, shifts, and the products and sums that widen.
#include "compiler/lower/function_lowering.h"

#include <llvm/IR/IntrinsicsAArch64.h>
#include <llvm/IR/IntrinsicsX86.h>

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::simdBinary(unsigned bits, Instruction::BinaryOps op) {
  Value *rhs = popVector(integerLanes(bits));
  Value *lhs = popVector(integerLanes(bits));
  pushVector(b_.CreateBinOp(op, lhs, rhs));
}

void FunctionLowering::simdBinaryIntrinsic(unsigned bits, Intrinsic::ID id) {
  Value *rhs = popVector(integerLanes(bits));
  Value *lhs = popVector(integerLanes(bits));
  pushVector(b_.CreateBinaryIntrinsic(id, lhs, rhs));
}

void FunctionLowering::simdCompare(FixedVectorType *type, CmpInst::Predicate predicate) {
  Value *rhs = popVector(type);
  Value *lhs = popVector(type);
  pushVector(
      b_.CreateSExt(b_.CreateCmp(predicate, lhs, rhs), integerLanes(type->getScalarSizeInBits())));
}

void FunctionLowering::simdShift(unsigned bits, Instruction::BinaryOps op) {
  FixedVectorType *type = integerLanes(bits);
  Value *count = b_.CreateAnd(pop(), bits - 1);
  count = b_.CreateZExtOrTrunc(count, type->getElementType());
  Value *counts = b_.CreateVectorSplat(type->getNumElements(), count);
  pushVector(b_.CreateBinOp(op, popVector(type), counts));
}

void FunctionLowering::simdAverage(unsigned bits) {
  // The form that LLVM knows as an average: in twice the width, rounded up.
  FixedVectorType *type = integerLanes(bits);
  Type *wide = VectorType::getExtendedElementVectorType(type);
  Value *rhs = b_.CreateZExt(popVector(type), wide);
  Value *lhs = b_.CreateZExt(popVector(type), wide);
  Value *sum = b_.CreateNUWAdd(b_.CreateNUWAdd(lhs, rhs), ConstantInt::get(wide, 1));
  pushVector(b_.CreateTrunc(b_.CreateLShr(sum, 1), type));
}

/// The low or high half of the lanes, each twice as wide.
Value *FunctionLowering::simdExtendHalf(Value *vector, bool is_high, bool is_signed) {
  auto *type = cast<FixedVectorType>(vector->getType());
  unsigned count = type->getNumElements() / 2;
  SmallVector<int, 8> lanes;
  for (unsigned i = 0; i != count; ++i)
    lanes.push_back(int(is_high ? count + i : i));
  Value *half = b_.CreateShuffleVector(vector, lanes);
  Type *wide = integerLanes(2 * type->getScalarSizeInBits());
  return is_signed ? b_.CreateSExt(half, wide) : b_.CreateZExt(half, wide);
}

void FunctionLowering::simdExtendedMultiply(unsigned bits, bool is_high, bool is_signed) {
  Value *rhs = simdExtendHalf(popVector(integerLanes(bits)), is_high, is_signed);
  Value *lhs = simdExtendHalf(popVector(integerLanes(bits)), is_high, is_signed);
  pushVector(b_.CreateMul(lhs, rhs));
}

void FunctionLowering::simdExtendedAddPairs(unsigned bits, bool is_signed) {
  FixedVectorType *type = integerLanes(bits), *wide = integerLanes(2 * bits);
  Value *vector = popVector(type);
  if (targetIsAArch64()) {
    pushVector(b_.CreateIntrinsic(is_signed ? Intrinsic::aarch64_neon_saddlp
                                            : Intrinsic::aarch64_neon_uaddlp,
                                  {wide, type}, {vector}));
    return;
  }
  // x86 has no widening addition of pairs, but multiplications that add pairs.
  Constant *ones = ConstantInt::get(type, 1);
  if (targetIsX86() && bits == 8) {
    Value *unsigned_ = is_signed ? ones : vector, *signed_ = is_signed ? vector : ones;
    pushVector(b_.CreateIntrinsic(Intrinsic::x86_ssse3_pmadd_ub_sw_128, {unsigned_, signed_}));
  } else if (targetIsX86() && is_signed) {
    pushVector(b_.CreateIntrinsic(Intrinsic::x86_sse2_pmadd_wd, {vector, ones}));
  } else {
    // In the wide lanes, where no target needs more than shifts or masks.
    Value *pairs = b_.CreateBitCast(vector, wide);
    Value *odd = is_signed ? b_.CreateAShr(pairs, bits) : b_.CreateLShr(pairs, bits);
    Value *even = is_signed ? b_.CreateAShr(b_.CreateShl(pairs, bits), bits)
                            : b_.CreateAnd(pairs, (uint64_t(1) << bits) - 1);
    pushVector(b_.CreateAdd(even, odd));
  }
}

#define METHOD(name) void FunctionLowering::name(const wasm::NoneImmediate &)

METHOD(i32x4_dot_i16x8_s) {
  Value *rhs = popVector(integerLanes(16));
  Value *lhs = popVector(integerLanes(16));
  if (targetIsX86()) {
    pushVector(b_.CreateIntrinsic(Intrinsic::x86_sse2_pmadd_wd, {lhs, rhs}));
    return;
  }
  Type *wide = VectorType::getExtendedElementVectorType(integerLanes(16));
  Value *products = b_.CreateNSWMul(b_.CreateSExt(lhs, wide), b_.CreateSExt(rhs, wide));
  pushVector(b_.CreateAdd(b_.CreateShuffleVector(products, ArrayRef<int>{0, 2, 4, 6}),
                          b_.CreateShuffleVector(products, ArrayRef<int>{1, 3, 5, 7})));
}

METHOD(i16x8_q15mulr_sat_s) {
  FixedVectorType *type = integerLanes(16);
  Value *rhs = popVector(type);
  Value *lhs = popVector(type);
  if (targetIsX86()) {
    // Only -1 * -1 overflows, to -1.
    Value *product = b_.CreateIntrinsic(Intrinsic::x86_ssse3_pmul_hr_sw_128, {lhs, rhs});
    Value *overflow = b_.CreateICmpEQ(product, ConstantInt::get(type, 0x8000));
    pushVector(b_.CreateXor(product, b_.CreateSExt(overflow, type)));
    return;
  }
  if (targetIsAArch64()) {
    pushVector(b_.CreateIntrinsic(Intrinsic::aarch64_neon_sqrdmulh, {type}, {lhs, rhs}));
    return;
  }
  Type *wide = VectorType::getExtendedElementVectorType(type);
  Value *product = b_.CreateNSWMul(b_.CreateSExt(lhs, wide), b_.CreateSExt(rhs, wide));
  Value *rounded = b_.CreateAShr(b_.CreateNSWAdd(product, ConstantInt::get(wide, 0x4000)), 15);
  Value *largest = ConstantInt::get(wide, 0x7fff);
  pushVector(b_.CreateTrunc(b_.CreateBinaryIntrinsic(Intrinsic::smin, rounded, largest), type));
}

METHOD(i8x16_popcnt) {
  pushVector(b_.CreateUnaryIntrinsic(Intrinsic::ctpop, popVector(integerLanes(8))));
}

// Of every shape.
#define INTEGER_OPERATIONS(shape, bits)                                                            \
  METHOD(shape##_abs) {                                                                            \
    pushVector(                                                                                    \
        b_.CreateBinaryIntrinsic(Intrinsic::abs, popVector(integerLanes(bits)), b_.getFalse()));   \
  }                                                                                                \
  METHOD(shape##_neg) { pushVector(b_.CreateNeg(popVector(integerLanes(bits)))); }                 \
  METHOD(shape##_add) { simdBinary(bits, Instruction::Add); }                                      \
  METHOD(shape##_sub) { simdBinary(bits, Instruction::Sub); }                                      \
  METHOD(shape##_shl) { simdShift(bits, Instruction::Shl); }                                       \
  METHOD(shape##_shr_s) { simdShift(bits, Instruction::AShr); }                                    \
  METHOD(shape##_shr_u) { simdShift(bits, Instruction::LShr); }                                    \
  METHOD(shape##_eq) { simdCompare(integerLanes(bits), CmpInst::ICMP_EQ); }                        \
  METHOD(shape##_ne) { simdCompare(integerLanes(bits), CmpInst::ICMP_NE); }                        \
  METHOD(shape##_lt_s) { simdCompare(integerLanes(bits), CmpInst::ICMP_SLT); }                     \
  METHOD(shape##_gt_s) { simdCompare(integerLanes(bits), CmpInst::ICMP_SGT); }                     \
  METHOD(shape##_le_s) { simdCompare(integerLanes(bits), CmpInst::ICMP_SLE); }                     \
  METHOD(shape##_ge_s) { simdCompare(integerLanes(bits), CmpInst::ICMP_SGE); }
INTEGER_OPERATIONS(i8x16, 8)
INTEGER_OPERATIONS(i16x8, 16)
INTEGER_OPERATIONS(i32x4, 32)
INTEGER_OPERATIONS(i64x2, 64)

#define UNSIGNED_COMPARISONS_MIN_MAX(shape, bits)                                                  \
  METHOD(shape##_lt_u) { simdCompare(integerLanes(bits), CmpInst::ICMP_ULT); }                     \
  METHOD(shape##_gt_u) { simdCompare(integerLanes(bits), CmpInst::ICMP_UGT); }                     \
  METHOD(shape##_le_u) { simdCompare(integerLanes(bits), CmpInst::ICMP_ULE); }                     \
  METHOD(shape##_ge_u) { simdCompare(integerLanes(bits), CmpInst::ICMP_UGE); }                     \
  METHOD(shape##_min_s) { simdBinaryIntrinsic(bits, Intrinsic::smin); }                            \
  METHOD(shape##_min_u) { simdBinaryIntrinsic(bits, Intrinsic::umin); }                            \
  METHOD(shape##_max_s) { simdBinaryIntrinsic(bits, Intrinsic::smax); }                            \
  METHOD(shape##_max_u) { simdBinaryIntrinsic(bits, Intrinsic::umax); }
UNSIGNED_COMPARISONS_MIN_MAX(i8x16, 8)
UNSIGNED_COMPARISONS_MIN_MAX(i16x8, 16)
UNSIGNED_COMPARISONS_MIN_MAX(i32x4, 32)

#define SATURATING_OPERATIONS(shape, bits)                                                         \
  METHOD(shape##_add_sat_s) { simdBinaryIntrinsic(bits, Intrinsic::sadd_sat); }                    \
  METHOD(shape##_add_sat_u) { simdBinaryIntrinsic(bits, Intrinsic::uadd_sat); }                    \
  METHOD(shape##_sub_sat_s) { simdBinaryIntrinsic(bits, Intrinsic::ssub_sat); }                    \
  METHOD(shape##_sub_sat_u) { simdBinaryIntrinsic(bits, Intrinsic::usub_sat); }                    \
  METHOD(shape##_avgr_u) { simdAverage(bits); }
SATURATING_OPERATIONS(i8x16, 8)
SATURATING_OPERATIONS(i16x8, 16)

METHOD(i16x8_mul) { simdBinary(16, Instruction::Mul); }
METHOD(i32x4_mul) { simdBinary(32, Instruction::Mul); }
METHOD(i64x2_mul) { simdBinary(64, Instruction::Mul); }

#define EXTENDED_MULTIPLICATIONS(wide, narrow, bits)                                               \
  METHOD(wide##_extmul_low_##narrow##_s) { simdExtendedMultiply(bits, false, true); }              \
  METHOD(wide##_extmul_high_##narrow##_s) { simdExtendedMultiply(bits, true, true); }              \
  METHOD(wide##_extmul_low_##narrow##_u) { simdExtendedMultiply(bits, false, false); }             \
  METHOD(wide##_extmul_high_##narrow##_u) { simdExtendedMultiply(bits, true, false); }
EXTENDED_MULTIPLICATIONS(i16x8, i8x16, 8)
EXTENDED_MULTIPLICATIONS(i32x4, i16x8, 16)
EXTENDED_MULTIPLICATIONS(i64x2, i32x4, 32)

METHOD(i16x8_extadd_pairwise_i8x16_s) { simdExtendedAddPairs(8, true); }
METHOD(i16x8_extadd_pairwise_i8x16_u) { simdExtendedAddPairs(8, false); }
METHOD(i32x4_extadd_pairwise_i16x8_s) { simdExtendedAddPairs(16, true); }
METHOD(i32x4_extadd_pairwise_i16x8_u) { simdExtendedAddPairs(16, false); }

} // namespace wasmelt::lower
