// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions between number types.
#include "compiler/lower/float_semantics.h"
#include "compiler/lower/function_lowering.h"

#include <llvm/ADT/APFloat.h>

using namespace llvm;

namespace wasmelt::lower {

/// The exclusive bounds within which a float truncates to an integer of this width: both are exact
/// or the nearest float that is outside.
static std::pair<APFloat, APFloat> truncationBounds(const fltSemantics &semantics, unsigned bits,
                                                    bool is_signed) {
  // Above: 2^bits or 2^(bits-1), always exact. Below: the smallest integer minus 1, rounded down.
  APInt one(bits + 2, 1);
  APFloat upper(semantics), lower(semantics);
  upper.convertFromAPInt(one.shl(is_signed ? bits - 1 : bits), false, APFloat::rmNearestTiesToEven);
  APInt below = is_signed ? -(one.shl(bits - 1)) - 1 : APInt::getAllOnes(bits + 2);
  lower.convertFromAPInt(below, true, APFloat::rmTowardNegative);
  return {lower, upper};
}

void FunctionLowering::truncate(Type *to, bool is_signed) {
  Value *value = pop();
  auto [lower, upper] =
      truncationBounds(value->getType()->getFltSemantics(), to->getIntegerBitWidth(), is_signed);
  Value *above = b_.CreateFCmpOGT(value, ConstantFP::get(value->getType(), lower));
  Value *below = b_.CreateFCmpOLT(value, ConstantFP::get(value->getType(), upper));
  trapIf(b_.CreateNot(b_.CreateAnd(above, below)), b_.CreateFCmpUNO(value, value),
         TrapKind::InvalidConversionToInteger, TrapKind::IntegerOverflow);
  push(is_signed ? b_.CreateFPToSI(value, to) : b_.CreateFPToUI(value, to));
}

void FunctionLowering::truncateSaturating(Type *to, bool is_signed) {
  Value *value = pop();
  push(b_.CreateIntrinsic(is_signed ? Intrinsic::fptosi_sat : Intrinsic::fptoui_sat,
                          {to, value->getType()}, {value}));
}

#define TRUNCATIONS(to, llvm_type, from)                                                           \
  void FunctionLowering::to##_trunc_##from##_s(const wasm::NoneImmediate &) {                      \
    truncate(llvm_type, true);                                                                     \
  }                                                                                                \
  void FunctionLowering::to##_trunc_##from##_u(const wasm::NoneImmediate &) {                      \
    truncate(llvm_type, false);                                                                    \
  }                                                                                                \
  void FunctionLowering::to##_trunc_sat_##from##_s(const wasm::NoneImmediate &) {                  \
    truncateSaturating(llvm_type, true);                                                           \
  }                                                                                                \
  void FunctionLowering::to##_trunc_sat_##from##_u(const wasm::NoneImmediate &) {                  \
    truncateSaturating(llvm_type, false);                                                          \
  }
TRUNCATIONS(i32, b_.getInt32Ty(), f32)
TRUNCATIONS(i32, b_.getInt32Ty(), f64)
TRUNCATIONS(i64, b_.getInt64Ty(), f32)
TRUNCATIONS(i64, b_.getInt64Ty(), f64)

#define CONVERT_FROM_INTEGERS(to, llvm_type)                                                       \
  void FunctionLowering::to##_convert_i32_s(const wasm::NoneImmediate &) {                         \
    push(b_.CreateSIToFP(pop(), llvm_type));                                                       \
  }                                                                                                \
  void FunctionLowering::to##_convert_i32_u(const wasm::NoneImmediate &) {                         \
    push(b_.CreateUIToFP(pop(), llvm_type));                                                       \
  }                                                                                                \
  void FunctionLowering::to##_convert_i64_s(const wasm::NoneImmediate &) {                         \
    push(b_.CreateSIToFP(pop(), llvm_type));                                                       \
  }                                                                                                \
  void FunctionLowering::to##_convert_i64_u(const wasm::NoneImmediate &) {                         \
    push(b_.CreateUIToFP(pop(), llvm_type));                                                       \
  }
CONVERT_FROM_INTEGERS(f32, b_.getFloatTy())
CONVERT_FROM_INTEGERS(f64, b_.getDoubleTy())

void FunctionLowering::i32_wrap_i64(const wasm::NoneImmediate &) {
  push(b_.CreateTrunc(pop(), b_.getInt32Ty()));
}
void FunctionLowering::i64_extend_i32_s(const wasm::NoneImmediate &) {
  push(b_.CreateSExt(pop(), b_.getInt64Ty()));
}
void FunctionLowering::i64_extend_i32_u(const wasm::NoneImmediate &) { push(toI64(pop())); }

void FunctionLowering::f32_demote_f64(const wasm::NoneImmediate &) {
  push(emitDemote(b_, pop(), b_.getFloatTy()));
}
void FunctionLowering::f64_promote_f32(const wasm::NoneImmediate &) {
  push(b_.CreateFPExt(pop(), b_.getDoubleTy()));
}
void FunctionLowering::i32_reinterpret_f32(const wasm::NoneImmediate &) {
  push(b_.CreateBitCast(pop(), b_.getInt32Ty()));
}
void FunctionLowering::i64_reinterpret_f64(const wasm::NoneImmediate &) {
  push(b_.CreateBitCast(pop(), b_.getInt64Ty()));
}
void FunctionLowering::f32_reinterpret_i32(const wasm::NoneImmediate &) {
  push(b_.CreateBitCast(pop(), b_.getFloatTy()));
}
void FunctionLowering::f64_reinterpret_i64(const wasm::NoneImmediate &) {
  push(b_.CreateBitCast(pop(), b_.getDoubleTy()));
}

} // namespace wasmelt::lower
