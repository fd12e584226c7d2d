// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Making vectors and moving lanes: const, splat, extract, replace, shuffle, swizzle.
#include "compiler/lower/function_lowering.h"

#include <llvm/IR/IntrinsicsAArch64.h>
#include <llvm/IR/IntrinsicsX86.h>
#include <llvm/Support/Endian.h>

using namespace llvm;

namespace wasmelt::lower {

FixedVectorType *FunctionLowering::integerLanes(unsigned bits) {
  return FixedVectorType::get(b_.getIntNTy(bits), 128 / bits);
}
FixedVectorType *FunctionLowering::floatLanes(unsigned bits) {
  return FixedVectorType::get(bits == 32 ? b_.getFloatTy() : b_.getDoubleTy(), 128 / bits);
}
bool FunctionLowering::targetIsX86() const { return module_.ir.getTargetTriple().isX86(); }
bool FunctionLowering::targetIsAArch64() const { return module_.ir.getTargetTriple().isAArch64(); }

void FunctionLowering::v128_const(const wasm::V128Immediate &imm) {
  uint64_t halves[] = {support::endian::read64le(imm.bytes.data()),
                       support::endian::read64le(imm.bytes.data() + 8)};
  push(ConstantDataVector::get(b_.getContext(), halves));
}

void FunctionLowering::simdSplat(FixedVectorType *type) {
  Value *lane = pop();
  if (type->getElementType()->isIntegerTy())
    lane = b_.CreateTrunc(lane, type->getElementType());
  pushVector(b_.CreateVectorSplat(type->getNumElements(), lane));
}

void FunctionLowering::simdExtractLane(FixedVectorType *type, uint8_t index, bool is_signed) {
  Value *lane = b_.CreateExtractElement(popVector(type), index);
  if (type->getScalarSizeInBits() < 32)
    lane = is_signed ? b_.CreateSExt(lane, b_.getInt32Ty()) : b_.CreateZExt(lane, b_.getInt32Ty());
  push(lane);
}

void FunctionLowering::simdReplaceLane(FixedVectorType *type, uint8_t index) {
  Value *lane = pop();
  if (type->getElementType()->isIntegerTy())
    lane = b_.CreateTrunc(lane, type->getElementType());
  pushVector(b_.CreateInsertElement(popVector(type), lane, index));
}

#define SPLAT_AND_REPLACE(shape, lanes)                                                            \
  void FunctionLowering::shape##_splat(const wasm::NoneImmediate &) { simdSplat(lanes); }          \
  void FunctionLowering::shape##_replace_lane(const wasm::LaneImmediate &imm) {                    \
    simdReplaceLane(lanes, imm.lane);                                                              \
  }
SPLAT_AND_REPLACE(i8x16, integerLanes(8))
SPLAT_AND_REPLACE(i16x8, integerLanes(16))
SPLAT_AND_REPLACE(i32x4, integerLanes(32))
SPLAT_AND_REPLACE(i64x2, integerLanes(64))
SPLAT_AND_REPLACE(f32x4, floatLanes(32))
SPLAT_AND_REPLACE(f64x2, floatLanes(64))

#define EXTRACT(name, lanes, is_signed)                                                            \
  void FunctionLowering::name(const wasm::LaneImmediate &imm) {                                    \
    simdExtractLane(lanes, imm.lane, is_signed);                                                   \
  }
EXTRACT(i8x16_extract_lane_s, integerLanes(8), true)
EXTRACT(i8x16_extract_lane_u, integerLanes(8), false)
EXTRACT(i16x8_extract_lane_s, integerLanes(16), true)
EXTRACT(i16x8_extract_lane_u, integerLanes(16), false)
EXTRACT(i32x4_extract_lane, integerLanes(32), false)
EXTRACT(i64x2_extract_lane, integerLanes(64), false)
EXTRACT(f32x4_extract_lane, floatLanes(32), false)
EXTRACT(f64x2_extract_lane, floatLanes(64), false)

void FunctionLowering::i8x16_shuffle(const wasm::ShuffleImmediate &imm) {
  Value *high = popVector(integerLanes(8));
  Value *low = popVector(integerLanes(8));
  SmallVector<int, 16> lanes(imm.lanes.begin(), imm.lanes.end());
  pushVector(b_.CreateShuffleVector(low, high, lanes));
}

void FunctionLowering::i8x16_swizzle(const wasm::NoneImmediate &) {
  // LLVM has no portable shuffle by a variable.
  Value *indices = popVector(integerLanes(8));
  Value *vector = popVector(integerLanes(8));
  if (targetIsX86()) {
    // pshufb yields 0 where an index has its top bit set, and else looks at the low 4 bits.
    Value *bias = ConstantInt::get(integerLanes(8), 0x70);
    Value *saturated = b_.CreateBinaryIntrinsic(Intrinsic::uadd_sat, indices, bias);
    pushVector(b_.CreateIntrinsic(Intrinsic::x86_ssse3_pshuf_b_128, {vector, saturated}));
    return;
  }
  if (targetIsAArch64()) {
    pushVector(
        b_.CreateIntrinsic(Intrinsic::aarch64_neon_tbl1, {integerLanes(8)}, {vector, indices}));
    return;
  }
  Value *in_range = b_.CreateICmpULT(indices, ConstantInt::get(integerLanes(8), 16));
  Value *masked = b_.CreateAnd(indices, ConstantInt::get(integerLanes(8), 15));
  Value *result = PoisonValue::get(integerLanes(8));
  for (uint64_t i = 0; i != 16; ++i) {
    Value *lane = b_.CreateExtractElement(vector, b_.CreateExtractElement(masked, i));
    result = b_.CreateInsertElement(result, lane, i);
  }
  pushVector(b_.CreateSelect(in_range, result, Constant::getNullValue(integerLanes(8))));
}

} // namespace wasmelt::lower
