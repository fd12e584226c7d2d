// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What WebAssembly's floating point asks beyond LLVM's: results of arithmetic are quiet NaNs,
// minimum and maximum order the zeros and propagate NaNs. For scalars and vectors alike.
#pragma once

#include <llvm/IR/IRBuilder.h>

namespace wasmelt::lower {

/// `lhs op rhs`, quiet also where LLVM would fold the operation away or to a negation because an
/// operand is a literal (x * 1, x - 0, …), which would let a signalling NaN through.
llvm::Value *emitFloatBinary(llvm::IRBuilder<> &b, llvm::Instruction::BinaryOps op,
                             llvm::Value *lhs, llvm::Value *rhs);

/// fmin or fmax (spec 4.3.3).
llvm::Value *emitFloatMinMax(llvm::IRBuilder<> &b, bool is_max, llvm::Value *lhs, llvm::Value *rhs);

/// pmin: rhs < lhs ? rhs : lhs; pmax: lhs < rhs ? rhs : lhs. NaNs are not touched.
llvm::Value *emitFloatPseudoMinMax(llvm::IRBuilder<> &b, bool is_max, llvm::Value *lhs,
                                   llvm::Value *rhs);

/// demote: `value` as a narrower `type`, quiet also if it is itself the result of a promotion, with
/// which LLVM would cancel it.
llvm::Value *emitDemote(llvm::IRBuilder<> &b, llvm::Value *value, llvm::Type *type);

} // namespace wasmelt::lower
