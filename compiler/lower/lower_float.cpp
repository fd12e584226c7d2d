// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// f32 and f64 arithmetic and comparison, by the rules of float_semantics.
#include "compiler/lower/float_semantics.h"
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::unaryIntrinsic(Intrinsic::ID id) {
  Value *value = pop();
  push(b_.CreateIntrinsic(id, {value->getType()}, {value}));
}

void FunctionLowering::floatBinary(Instruction::BinaryOps op) {
  Value *rhs = pop();
  Value *lhs = pop();
  push(emitFloatBinary(b_, op, lhs, rhs));
}

void FunctionLowering::floatMinMax(bool is_max) {
  Value *rhs = pop();
  Value *lhs = pop();
  push(emitFloatMinMax(b_, is_max, lhs, rhs));
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
