// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Floating-point operations where plain LLVM instructions are not enough. Nothing here is
// constrained floating point: vectorising and hoisting stay possible.
#include "compiler/lower/float_semantics.h"

#include <llvm/Analysis/ConstantFolding.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/IntrinsicsAArch64.h>
#include <llvm/IR/IntrinsicsX86.h>
#include <llvm/IR/Module.h>

using namespace llvm;

namespace wasmelt::lower {

namespace {

/// Whether LLVM folds `x op lane` (`lane op x` unless `is_rhs`) to x or -x.
bool foldsAway(Instruction::BinaryOps op, const APFloat &lane, bool is_rhs) {
  switch (op) {
  case Instruction::FAdd:
    return lane.isZero(); // +0 only where x is known not to be -0; be safe
  case Instruction::FSub:
    return lane.isZero();
  case Instruction::FMul:
    return lane.isExactlyValue(1.0) || lane.isExactlyValue(-1.0);
  case Instruction::FDiv:
    return is_rhs && (lane.isExactlyValue(1.0) || lane.isExactlyValue(-1.0));
  default:
    return false;
  }
}

/// Whether `operand` is a literal with such a lane.
bool hasLane(IRBuilder<> &b, Value *operand, function_ref<bool(const APFloat &)> is_such) {
  auto *constant = dyn_cast<Constant>(operand);
  if (!constant)
    return false;
  // A v128.const is a bitcast of integers, which the builder does not fold.
  constant = ConstantFoldConstant(constant, b.GetInsertBlock()->getModule()->getDataLayout());
  auto *vector = dyn_cast<FixedVectorType>(operand->getType());
  for (unsigned i = 0; i != (vector ? vector->getNumElements() : 1); ++i) {
    auto *lane = dyn_cast_or_null<ConstantFP>(vector ? constant->getAggregateElement(i) : constant);
    if (!lane || is_such(lane->getValueAPF()))
      return true;
  }
  return false;
}

bool hasFoldingLane(IRBuilder<> &b, Instruction::BinaryOps op, Value *operand, bool is_rhs) {
  return hasLane(b, operand, [&](const APFloat &lane) { return foldsAway(op, lane, is_rhs); });
}

/// Whether `operand` is a literal without zeros.
bool isNeverZero(IRBuilder<> &b, Value *operand) {
  return isa<Constant>(operand) &&
         !hasLane(b, operand, [](const APFloat &lane) { return lane.isZero(); });
}

/// Integers of the same shape as a float or vector of floats.
Type *bitsType(IRBuilder<> &b, Type *type) {
  Type *bits = b.getIntNTy(type->getScalarSizeInBits());
  return type->isVectorTy() ? type->getWithNewType(bits) : bits;
}

} // namespace

Value *emitFloatBinary(IRBuilder<> &b, Instruction::BinaryOps op, Value *lhs, Value *rhs) {
  Value *result = b.CreateBinOp(op, lhs, rhs);
  if (!isa<Constant>(result) &&
      (hasFoldingLane(b, op, rhs, true) || hasFoldingLane(b, op, lhs, false)))
    result = b.CreateUnaryIntrinsic(Intrinsic::canonicalize, result);
  return result;
}

Value *emitFloatPseudoMinMax(IRBuilder<> &b, bool is_max, Value *lhs, Value *rhs) {
  Type *type = lhs->getType();
  const Triple &triple = b.GetInsertBlock()->getModule()->getTargetTriple();
  if (triple.isX86() && type->isVectorTy()) {
    // minps and the like, by name: LLVM moves the selection between <2 x double> to the operands'
    // <2 x i64> and does not find it there.
    bool is_double = type->getScalarType()->isDoubleTy();
    Intrinsic::ID id = is_max
                           ? (is_double ? Intrinsic::x86_sse2_max_pd : Intrinsic::x86_sse_max_ps)
                           : (is_double ? Intrinsic::x86_sse2_min_pd : Intrinsic::x86_sse_min_ps);
    return b.CreateIntrinsic(id, {rhs, lhs});
  }
  Value *take_rhs = is_max ? b.CreateFCmpOLT(lhs, rhs) : b.CreateFCmpOLT(rhs, lhs);
  return b.CreateSelect(take_rhs, rhs, lhs);
}

Value *emitFloatMinMax(IRBuilder<> &b, bool is_max, Value *lhs, Value *rhs) {
  Type *type = lhs->getType();
  const Triple &triple = b.GetInsertBlock()->getModule()->getTargetTriple();
  // The instruction is WebAssembly's; the generic intrinsics promise less about signalling NaNs.
  if (triple.isAArch64())
    return b.CreateIntrinsic(is_max ? Intrinsic::aarch64_neon_fmax : Intrinsic::aarch64_neon_fmin,
                             {type}, {lhs, rhs});
  Value *ordered; // the result unless an operand is a NaN
  if (triple.isX86()) {
    // minps and maxps return the second operand if both are zeros, of whatever sign. Both ways
    // round, that is both zeros, and their signs are combined; other results are the same both
    // ways.
    auto pick = [&](Value *x, Value *y) {
      return b.CreateBitCast(emitFloatPseudoMinMax(b, is_max, x, y), bitsType(b, type));
    };
    Value *bits = pick(rhs, lhs);
    if (!isNeverZero(b, lhs) && !isNeverZero(b, rhs)) {
      Value *other = pick(lhs, rhs);
      bits = is_max ? b.CreateAnd(bits, other) : b.CreateOr(bits, other);
    }
    ordered = b.CreateBitCast(bits, type);
  } else {
    CallInst *call =
        b.CreateIntrinsic(is_max ? Intrinsic::maximum : Intrinsic::minimum, {type}, {lhs, rhs});
    call->setHasNoNaNs(true);
    ordered = call;
  }
  // A sum with a NaN is a quiet NaN.
  return b.CreateSelect(b.CreateFCmpUNO(lhs, rhs), emitFloatBinary(b, Instruction::FAdd, lhs, rhs),
                        ordered);
}

Value *emitDemote(IRBuilder<> &b, Value *value, Type *type) {
  Value *source = value;
  while (auto *cast = dyn_cast<BitCastInst>(source))
    source = cast->getOperand(0);
  Value *demoted = b.CreateFPTrunc(value, type);
  return isa<FPExtInst>(source) ? b.CreateUnaryIntrinsic(Intrinsic::canonicalize, demoted)
                                : demoted;
}

} // namespace wasmelt::lower
