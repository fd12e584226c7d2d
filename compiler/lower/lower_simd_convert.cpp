// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions between lane types.
#include "compiler/lower/float_semantics.h"
#include "compiler/lower/function_lowering.h"

#include <llvm/IR/IntrinsicsX86.h>

#include <numeric>

using namespace llvm;

namespace wasmelt::lower {

/// Lanes 0 and 1.
static Value *lowHalf(IRBuilder<> &b, Value *vector) {
  return b.CreateShuffleVector(vector, ArrayRef<int>{0, 1});
}
/// Two lanes followed by two that are zero.
static Value *thenZeros(IRBuilder<> &b, Value *pair) {
  return b.CreateShuffleVector(pair, Constant::getNullValue(pair->getType()),
                               ArrayRef<int>{0, 1, 2, 3});
}

/// Narrows lanes of `bits` bits, which are signed, to half that, saturating.
void FunctionLowering::simdNarrow(unsigned bits, bool to_signed) {
  Value *high = popVector(integerLanes(bits));
  Value *low = popVector(integerLanes(bits));
  SmallVector<int, 16> lanes(256 / bits);
  std::iota(lanes.begin(), lanes.end(), 0);
  Value *all = b_.CreateShuffleVector(low, high, lanes);
  APInt smallest = to_signed ? APInt::getSignedMinValue(bits / 2).sext(bits) : APInt(bits, 0);
  APInt largest = to_signed ? APInt::getSignedMaxValue(bits / 2).sext(bits)
                            : APInt::getMaxValue(bits / 2).zext(bits);
  all = b_.CreateBinaryIntrinsic(Intrinsic::smin, all, ConstantInt::get(all->getType(), largest));
  all = b_.CreateBinaryIntrinsic(Intrinsic::smax, all, ConstantInt::get(all->getType(), smallest));
  pushVector(b_.CreateTrunc(all, integerLanes(bits / 2)));
}

#define METHOD(name) void FunctionLowering::name(const wasm::NoneImmediate &)

METHOD(i8x16_narrow_i16x8_s) { simdNarrow(16, true); }
METHOD(i8x16_narrow_i16x8_u) { simdNarrow(16, false); }
METHOD(i16x8_narrow_i32x4_s) { simdNarrow(32, true); }
METHOD(i16x8_narrow_i32x4_u) { simdNarrow(32, false); }

#define EXTENSIONS(wide, narrow, bits)                                                             \
  METHOD(wide##_extend_low_##narrow##_s) {                                                         \
    pushVector(simdExtendHalf(popVector(integerLanes(bits)), false, true));                        \
  }                                                                                                \
  METHOD(wide##_extend_high_##narrow##_s) {                                                        \
    pushVector(simdExtendHalf(popVector(integerLanes(bits)), true, true));                         \
  }                                                                                                \
  METHOD(wide##_extend_low_##narrow##_u) {                                                         \
    pushVector(simdExtendHalf(popVector(integerLanes(bits)), false, false));                       \
  }                                                                                                \
  METHOD(wide##_extend_high_##narrow##_u) {                                                        \
    pushVector(simdExtendHalf(popVector(integerLanes(bits)), true, false));                        \
  }
EXTENSIONS(i16x8, i8x16, 8)
EXTENSIONS(i32x4, i16x8, 16)
EXTENSIONS(i64x2, i32x4, 32)

METHOD(f32x4_convert_i32x4_s) {
  pushVector(b_.CreateSIToFP(popVector(integerLanes(32)), floatLanes(32)));
}
METHOD(f32x4_convert_i32x4_u) {
  pushVector(b_.CreateUIToFP(popVector(integerLanes(32)), floatLanes(32)));
}
METHOD(f64x2_convert_low_i32x4_s) {
  pushVector(b_.CreateSIToFP(lowHalf(b_, popVector(integerLanes(32))), floatLanes(64)));
}
METHOD(f64x2_convert_low_i32x4_u) {
  pushVector(b_.CreateUIToFP(lowHalf(b_, popVector(integerLanes(32))), floatLanes(64)));
}

METHOD(f32x4_demote_f64x2_zero) {
  Type *pair = FixedVectorType::get(b_.getFloatTy(), 2);
  pushVector(thenZeros(b_, emitDemote(b_, popVector(floatLanes(64)), pair)));
}
METHOD(f64x2_promote_low_f32x4) {
  pushVector(b_.CreateFPExt(lowHalf(b_, popVector(floatLanes(32))), floatLanes(64)));
}

// Saturating truncation. LLVM's intrinsics are scalarised on x86, whose own instructions yield
// 0x80000000 for every lane that does not fit, NaNs included.

METHOD(i32x4_trunc_sat_f32x4_s) {
  Value *value = popVector(floatLanes(32));
  if (!targetIsX86()) {
    pushVector(
        b_.CreateIntrinsic(Intrinsic::fptosi_sat, {integerLanes(32), floatLanes(32)}, {value}));
    return;
  }
  Value *zero = Constant::getNullValue(floatLanes(32));
  Value *number = b_.CreateSelect(b_.CreateFCmpORD(value, zero), value, zero);
  Value *too_large = b_.CreateFCmpOGE(value, ConstantFP::get(floatLanes(32), 0x1p31));
  Value *truncated = b_.CreateIntrinsic(Intrinsic::x86_sse2_cvttps2dq, {number});
  pushVector(b_.CreateXor(truncated, b_.CreateSExt(too_large, integerLanes(32))));
}

METHOD(i32x4_trunc_sat_f32x4_u) {
  Value *value = popVector(floatLanes(32));
  if (!targetIsX86()) {
    pushVector(
        b_.CreateIntrinsic(Intrinsic::fptoui_sat, {integerLanes(32), floatLanes(32)}, {value}));
    return;
  }
  // Lanes of 2^31 and more: 0x80000000 plus what is above 2^31, which is exact and at most
  // 0x7fffffff when saturated. In the others the second part is negative and becomes 0.
  Value *zero = Constant::getNullValue(floatLanes(32));
  Value *limit = ConstantFP::get(floatLanes(32), 0x1p31);
  value = b_.CreateSelect(b_.CreateFCmpOGT(value, zero), value, zero);
  Value *above = b_.CreateFSub(value, limit);
  Value *too_large = b_.CreateSExt(b_.CreateFCmpOGE(above, limit), integerLanes(32));
  Value *first = b_.CreateIntrinsic(Intrinsic::x86_sse2_cvttps2dq, {value});
  Value *second =
      b_.CreateXor(b_.CreateIntrinsic(Intrinsic::x86_sse2_cvttps2dq, {above}), too_large);
  second =
      b_.CreateBinaryIntrinsic(Intrinsic::smax, second, Constant::getNullValue(integerLanes(32)));
  pushVector(b_.CreateAdd(first, second));
}

METHOD(i32x4_trunc_sat_f64x2_s_zero) {
  Value *value = popVector(floatLanes(64));
  if (!targetIsX86()) {
    Type *pair = FixedVectorType::get(b_.getInt32Ty(), 2);
    pushVector(
        thenZeros(b_, b_.CreateIntrinsic(Intrinsic::fptosi_sat, {pair, floatLanes(64)}, {value})));
    return;
  }
  // The minimum with the largest integer, or 0 in place of a NaN; 0x80000000 is right below.
  Value *zero = Constant::getNullValue(floatLanes(64));
  Value *bound = b_.CreateSelect(b_.CreateFCmpORD(value, zero),
                                 ConstantFP::get(floatLanes(64), 0x7fffffff), zero);
  value = b_.CreateSelect(b_.CreateFCmpOLT(value, bound), value, bound);
  pushVector(b_.CreateIntrinsic(Intrinsic::x86_sse2_cvttpd2dq, {value}));
}

METHOD(i32x4_trunc_sat_f64x2_u_zero) {
  Value *value = popVector(floatLanes(64));
  if (!targetIsX86()) {
    Type *pair = FixedVectorType::get(b_.getInt32Ty(), 2);
    pushVector(
        thenZeros(b_, b_.CreateIntrinsic(Intrinsic::fptoui_sat, {pair, floatLanes(64)}, {value})));
    return;
  }
  // An integer between 0 and 2^32 - 1, plus 2^52: the low half of the representation is it.
  Value *zero = Constant::getNullValue(floatLanes(64));
  Value *largest = ConstantFP::get(floatLanes(64), 0xffffffff);
  value = b_.CreateSelect(b_.CreateFCmpOGT(value, zero), value, zero);
  value = b_.CreateSelect(b_.CreateFCmpOLT(value, largest), value, largest);
  value = b_.CreateUnaryIntrinsic(Intrinsic::trunc, value);
  value = b_.CreateFAdd(value, ConstantFP::get(floatLanes(64), 0x1p52));
  Value *words = b_.CreateBitCast(value, integerLanes(32));
  pushVector(b_.CreateShuffleVector(words, Constant::getNullValue(integerLanes(32)),
                                    ArrayRef<int>{0, 2, 4, 5}));
}

} // namespace wasmelt::lower
