// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Vectors as 128 bits, and summaries of their lanes: any_true, all_true, bitmask.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::v128_not(const wasm::NoneImmediate &) { push(b_.CreateNot(pop())); }
void FunctionLowering::v128_and(const wasm::NoneImmediate &) { binary(Instruction::And); }
void FunctionLowering::v128_or(const wasm::NoneImmediate &) { binary(Instruction::Or); }
void FunctionLowering::v128_xor(const wasm::NoneImmediate &) { binary(Instruction::Xor); }
void FunctionLowering::v128_andnot(const wasm::NoneImmediate &) {
  Value *inverted = b_.CreateNot(pop());
  push(b_.CreateAnd(pop(), inverted));
}

void FunctionLowering::v128_bitselect(const wasm::NoneImmediate &) {
  Value *mask = pop();
  Value *if_clear = pop();
  Value *if_set = pop();
  push(b_.CreateOr(b_.CreateAnd(if_set, mask), b_.CreateAnd(if_clear, b_.CreateNot(mask))));
}

void FunctionLowering::v128_any_true(const wasm::NoneImmediate &) {
  pushBool(b_.CreateIsNotNull(b_.CreateBitCast(pop(), b_.getInt128Ty())));
}

/// One bit a lane, lane 0 lowest, as an integer of as many bits.
Value *FunctionLowering::simdLaneBits(CmpInst::Predicate predicate, unsigned bits) {
  FixedVectorType *type = integerLanes(bits);
  Value *lanes = b_.CreateICmp(predicate, popVector(type), Constant::getNullValue(type));
  return b_.CreateBitCast(lanes, b_.getIntNTy(type->getNumElements()));
}

#define LANE_SUMMARIES(shape, bits)                                                                \
  void FunctionLowering::shape##_all_true(const wasm::NoneImmediate &) {                           \
    pushBool(b_.CreateIsNull(simdLaneBits(CmpInst::ICMP_EQ, bits)));                               \
  }                                                                                                \
  void FunctionLowering::shape##_bitmask(const wasm::NoneImmediate &) {                            \
    push(b_.CreateZExt(simdLaneBits(CmpInst::ICMP_SLT, bits), b_.getInt32Ty()));                   \
  }
LANE_SUMMARIES(i8x16, 8)
LANE_SUMMARIES(i16x8, 16)
LANE_SUMMARIES(i32x4, 32)
LANE_SUMMARIES(i64x2, 64)

} // namespace wasmelt::lower
