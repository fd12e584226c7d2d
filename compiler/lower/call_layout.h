// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How operands and results travel between Wasm functions.
//
// A tail call has to leave nothing on the stack, whatever the two functions' types are. That is
// easy as long as everything is in registers: the call is a jump. Operands on the stack would have
// to be written over the caller's own, of which there may be fewer; LLVM's convention for that
// (tailcc) has the callee remove them, pads every call to a multiple of 16 bytes even where there
// are none, does not exist for all CPUs, and is miscompiled by LLVM 22.1 up to 22.1.8 on x86-64
// (llvm-project issue 199224: operands on the stack that the caller does not merely pass on are
// dropped). So, where tail calls are possible, nothing is passed on the stack: what does not fit
// into registers goes through the call area, memory that belongs to neither function. The callee
// empties it before it does anything else, and the caller does the same with the results, so that
// one area is enough for a thread.
//
// All conventions are C's in the end. In a module with tail calls the functions have the convention
// `tailcc` while LLVM optimises, as LLVM allows a `musttail` call to a function of another type for
// it only; codegen/tail_calls.h changes that back.
#pragma once

#include "compiler/wasm/types.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/IR/DerivedTypes.h>
#include <llvm/IR/IRBuilder.h>

namespace wasmelt::lower {

class ModuleContext;

class CallLayout {
public:
  /// `plain`: as C does it, for functions that are not compiled from Wasm.
  CallLayout(ModuleContext &module, const wasm::FunctionType &type, bool plain = false);

  using Builder = llvm::IRBuilder<>;
  using Values = llvm::SmallVector<llvm::Value *, 8>;

  /// With a leading pointer if `has_context`.
  llvm::FunctionType *functionType(bool has_context) const;

  // In a caller. The call has to follow immediately.
  /// The call's arguments, behind `context` if that is not null; stores what does not fit.
  Values arguments(Builder &b, llvm::Value *context, llvm::ArrayRef<llvm::Value *> operands) const;
  /// To come first behind the call.
  Values results(Builder &b, llvm::Value *call) const;

  // In a callee.
  /// The operands; `first` is the argument behind the context. To come first in the function.
  Values operands(Builder &b, llvm::Function &function, unsigned first) const;
  /// Returns these results.
  void ret(Builder &b, llvm::ArrayRef<llvm::Value *> results) const;

  /// What the area needs for this type.
  uint64_t areaSize() const { return area_size_; }

private:
  static constexpr uint32_t in_register = UINT32_MAX;
  class Area;

  ModuleContext &module_;
  const wasm::FunctionType &type_;
  /// For each operand and result, its offset in the area. Results go there together or not at all.
  llvm::SmallVector<uint32_t, 8> operands_, results_;
  bool results_in_area_ = false;
  uint64_t area_size_ = 0;
};

} // namespace wasmelt::lower
