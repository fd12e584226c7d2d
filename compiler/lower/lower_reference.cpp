// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// References that are null or not; ref.func, ref.eq.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::ref_null(const wasm::HeapTypeImmediate &) {
  push(instance_.nullReference());
}
void FunctionLowering::ref_is_null(const wasm::NoneImmediate &) {
  pushBool(b_.CreateIsNull(pop()));
}
void FunctionLowering::ref_func(const wasm::FunctionImmediate &imm) {
  push(instance_.functionReference(b_, imm.function));
}

void FunctionLowering::ref_as_non_null(const wasm::NoneImmediate &) {
  trapIf(b_.CreateIsNull(stack_.back()), TrapKind::NullReference);
}

void FunctionLowering::br_on_null(const wasm::LabelImmediate &imm) {
  Value *reference = pop();
  BasicBlock *taken = edgeTo(imm.depth);
  BasicBlock *next = newBlock();
  b_.CreateCondBr(b_.CreateIsNull(reference), taken, next);
  place(next);
  startStretch();
  push(reference);
}

void FunctionLowering::br_on_non_null(const wasm::LabelImmediate &imm) {
  Value *reference = stack_.back();
  BasicBlock *taken = edgeTo(imm.depth);
  pop();
  BasicBlock *next = newBlock();
  b_.CreateCondBr(b_.CreateIsNotNull(reference), taken, next);
  place(next);
  startStretch();
}

} // namespace wasmelt::lower
