// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Relaxed vector instructions (spec 4.3.5 "Relaxed Operations"): the result that the target's own
// instruction gives, among those allowed; with `--deterministic` the first of the list, which is
// that of the ordinary instruction where there is one. Which one it is never depends on the
// operands.
#include "compiler/lower/function_lowering.h"

#include <llvm/IR/IntrinsicsX86.h>

using namespace llvm;

namespace wasmelt::lower {

#define METHOD(name) void FunctionLowering::name(const wasm::NoneImmediate &imm)

bool FunctionLowering::usesX86Choice() const {
  return targetIsX86() && !module_.options.deterministic;
}

METHOD(i8x16_relaxed_swizzle) {
  if (!usesX86Choice())
    return i8x16_swizzle(imm);
  // An index from 16 to 127 counts modulo 16.
  Value *indices = popVector(integerLanes(8));
  Value *vector = popVector(integerLanes(8));
  pushVector(b_.CreateIntrinsic(Intrinsic::x86_ssse3_pshuf_b_128, {vector, indices}));
}

// Conversions. What x86 cannot represent becomes the largest unsigned or the smallest signed
// number.

METHOD(i32x4_relaxed_trunc_f32x4_s) {
  if (!usesX86Choice())
    return i32x4_trunc_sat_f32x4_s(imm);
  pushVector(b_.CreateIntrinsic(Intrinsic::x86_sse2_cvttps2dq, {popVector(floatLanes(32))}));
}

METHOD(i32x4_relaxed_trunc_f64x2_s_zero) {
  if (!usesX86Choice())
    return i32x4_trunc_sat_f64x2_s_zero(imm);
  pushVector(b_.CreateIntrinsic(Intrinsic::x86_sse2_cvttpd2dq, {popVector(floatLanes(64))}));
}

METHOD(i32x4_relaxed_trunc_f32x4_u) {
  if (!usesX86Choice() || !module_.hasCpuFeature("avx512vl"))
    return i32x4_trunc_sat_f32x4_u(imm);
  pushVector(b_.CreateIntrinsic(
      Intrinsic::x86_avx512_mask_cvttps2udq_128,
      {popVector(floatLanes(32)), Constant::getNullValue(integerLanes(32)), b_.getInt8(-1)}));
}

METHOD(i32x4_relaxed_trunc_f64x2_u_zero) {
  if (!usesX86Choice() || !module_.hasCpuFeature("avx512vl"))
    return i32x4_trunc_sat_f64x2_u_zero(imm);
  pushVector(b_.CreateIntrinsic(
      Intrinsic::x86_avx512_mask_cvttpd2udq_128,
      {popVector(floatLanes(64)), Constant::getNullValue(integerLanes(32)), b_.getInt8(-1)}));
}

// Multiplication and addition, with one rounding where that is one instruction.

void FunctionLowering::relaxedMultiplyAdd(unsigned bits, bool negate) {
  Value *addend = popVector(floatLanes(bits));
  Value *rhs = popVector(floatLanes(bits));
  Value *lhs = popVector(floatLanes(bits));
  if (negate)
    lhs = b_.CreateFNeg(lhs);
  bool fused = !module_.options.deterministic &&
               (targetIsAArch64() || (targetIsX86() && module_.hasCpuFeature("fma")));
  pushVector(fused ? b_.CreateIntrinsic(Intrinsic::fma, {lhs->getType()}, {lhs, rhs, addend})
                   : b_.CreateFAdd(b_.CreateFMul(lhs, rhs), addend));
}

#define MULTIPLY_ADD(name, bits, negate)                                                           \
  void FunctionLowering::name(const wasm::NoneImmediate &) { relaxedMultiplyAdd(bits, negate); }
MULTIPLY_ADD(f32x4_relaxed_madd, 32, false)
MULTIPLY_ADD(f32x4_relaxed_nmadd, 32, true)
MULTIPLY_ADD(f64x2_relaxed_madd, 64, false)
MULTIPLY_ADD(f64x2_relaxed_nmadd, 64, true)

// Selection, on x86 by the top bit of each lane or of its bytes.

void FunctionLowering::relaxedLaneSelect(unsigned bits) {
  if (!usesX86Choice())
    return v128_bitselect({});
  FixedVectorType *type = integerLanes(bits);
  Value *mask = popVector(type);
  Value *if_clear = popVector(type);
  Value *if_set = popVector(type);
  pushVector(
      b_.CreateSelect(b_.CreateICmpSLT(mask, Constant::getNullValue(type)), if_set, if_clear));
}

METHOD(i8x16_relaxed_laneselect) { (void)imm, relaxedLaneSelect(8); }
METHOD(i16x8_relaxed_laneselect) { (void)imm, relaxedLaneSelect(8); }
METHOD(i32x4_relaxed_laneselect) { (void)imm, relaxedLaneSelect(32); }
METHOD(i64x2_relaxed_laneselect) { (void)imm, relaxedLaneSelect(64); }

// Minimum and maximum: on x86 the second operand if one is a NaN or both are zeros.

void FunctionLowering::relaxedMinMax(unsigned bits, bool is_max) {
  if (!usesX86Choice())
    return simdFloatMinMax(bits, is_max);
  Intrinsic::ID id = bits == 32
                         ? (is_max ? Intrinsic::x86_sse_max_ps : Intrinsic::x86_sse_min_ps)
                         : (is_max ? Intrinsic::x86_sse2_max_pd : Intrinsic::x86_sse2_min_pd);
  Value *rhs = popVector(floatLanes(bits));
  Value *lhs = popVector(floatLanes(bits));
  pushVector(b_.CreateIntrinsic(id, {lhs, rhs}));
}

METHOD(f32x4_relaxed_min) { (void)imm, relaxedMinMax(32, false); }
METHOD(f32x4_relaxed_max) { (void)imm, relaxedMinMax(32, true); }
METHOD(f64x2_relaxed_min) { (void)imm, relaxedMinMax(64, false); }
METHOD(f64x2_relaxed_max) { (void)imm, relaxedMinMax(64, true); }

// Integers

METHOD(i16x8_relaxed_q15mulr_s) {
  if (!usesX86Choice())
    return i16x8_q15mulr_sat_s(imm);
  // -1 times -1 is -1.
  Value *rhs = popVector(integerLanes(16));
  Value *lhs = popVector(integerLanes(16));
  pushVector(b_.CreateIntrinsic(Intrinsic::x86_ssse3_pmul_hr_sw_128, {lhs, rhs}));
}

Value *FunctionLowering::relaxedDotProduct(Value *lhs, Value *rhs) {
  // x86 takes the operand that should have 7 bits for unsigned, and saturates.
  if (usesX86Choice())
    return b_.CreateIntrinsic(Intrinsic::x86_ssse3_pmadd_ub_sw_128, {rhs, lhs});
  Type *wide = VectorType::getExtendedElementVectorType(integerLanes(8));
  Value *products = b_.CreateNSWMul(b_.CreateSExt(lhs, wide), b_.CreateSExt(rhs, wide));
  return b_.CreateAdd(b_.CreateShuffleVector(products, ArrayRef<int>{0, 2, 4, 6, 8, 10, 12, 14}),
                      b_.CreateShuffleVector(products, ArrayRef<int>{1, 3, 5, 7, 9, 11, 13, 15}));
}

METHOD(i16x8_relaxed_dot_i8x16_i7x16_s) {
  (void)imm;
  Value *rhs = popVector(integerLanes(8));
  Value *lhs = popVector(integerLanes(8));
  pushVector(relaxedDotProduct(lhs, rhs));
}

METHOD(i32x4_relaxed_dot_i8x16_i7x16_add_s) {
  Value *addend = popVector(integerLanes(32));
  i16x8_relaxed_dot_i8x16_i7x16_s(imm);
  i32x4_extadd_pairwise_i16x8_s(imm);
  pushVector(b_.CreateAdd(popVector(integerLanes(32)), addend));
}

} // namespace wasmelt::lower
