// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Float lanes: arithmetic and comparison, by the rules of float_semantics.
#include "compiler/lower/float_semantics.h"
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::simdFloatUnary(unsigned bits, Intrinsic::ID id) {
  pushVector(b_.CreateUnaryIntrinsic(id, popVector(floatLanes(bits))));
}

void FunctionLowering::simdFloatBinary(unsigned bits, Instruction::BinaryOps op) {
  Value *rhs = popVector(floatLanes(bits));
  Value *lhs = popVector(floatLanes(bits));
  pushVector(emitFloatBinary(b_, op, lhs, rhs));
}

void FunctionLowering::simdFloatMinMax(unsigned bits, bool is_max) {
  Value *rhs = popVector(floatLanes(bits));
  Value *lhs = popVector(floatLanes(bits));
  pushVector(emitFloatMinMax(b_, is_max, lhs, rhs));
}

void FunctionLowering::simdPseudoMinMax(unsigned bits, bool is_max) {
  Value *rhs = popVector(floatLanes(bits));
  Value *lhs = popVector(floatLanes(bits));
  pushVector(emitFloatPseudoMinMax(b_, is_max, lhs, rhs));
}

#define METHOD(name) void FunctionLowering::name(const wasm::NoneImmediate &)

#define FLOAT_OPERATIONS(shape, bits)                                                              \
  METHOD(shape##_add) { simdFloatBinary(bits, Instruction::FAdd); }                                \
  METHOD(shape##_sub) { simdFloatBinary(bits, Instruction::FSub); }                                \
  METHOD(shape##_mul) { simdFloatBinary(bits, Instruction::FMul); }                                \
  METHOD(shape##_div) { simdFloatBinary(bits, Instruction::FDiv); }                                \
  METHOD(shape##_min) { simdFloatMinMax(bits, false); }                                            \
  METHOD(shape##_max) { simdFloatMinMax(bits, true); }                                             \
  METHOD(shape##_pmin) { simdPseudoMinMax(bits, false); }                                          \
  METHOD(shape##_pmax) { simdPseudoMinMax(bits, true); }                                           \
  METHOD(shape##_abs) { simdFloatUnary(bits, Intrinsic::fabs); }                                   \
  METHOD(shape##_neg) { pushVector(b_.CreateFNeg(popVector(floatLanes(bits)))); }                  \
  METHOD(shape##_sqrt) { simdFloatUnary(bits, Intrinsic::sqrt); }                                  \
  METHOD(shape##_ceil) { simdFloatUnary(bits, Intrinsic::ceil); }                                  \
  METHOD(shape##_floor) { simdFloatUnary(bits, Intrinsic::floor); }                                \
  METHOD(shape##_trunc) { simdFloatUnary(bits, Intrinsic::trunc); }                                \
  METHOD(shape##_nearest) { simdFloatUnary(bits, Intrinsic::roundeven); }                          \
  METHOD(shape##_eq) { simdCompare(floatLanes(bits), CmpInst::FCMP_OEQ); }                         \
  METHOD(shape##_ne) { simdCompare(floatLanes(bits), CmpInst::FCMP_UNE); }                         \
  METHOD(shape##_lt) { simdCompare(floatLanes(bits), CmpInst::FCMP_OLT); }                         \
  METHOD(shape##_gt) { simdCompare(floatLanes(bits), CmpInst::FCMP_OGT); }                         \
  METHOD(shape##_le) { simdCompare(floatLanes(bits), CmpInst::FCMP_OLE); }                         \
  METHOD(shape##_ge) { simdCompare(floatLanes(bits), CmpInst::FCMP_OGE); }
FLOAT_OPERATIONS(f32x4, 32)
FLOAT_OPERATIONS(f64x2, 64)

} // namespace wasmelt::lower
