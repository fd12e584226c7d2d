// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tests and casts of references to functions. Those of objects cannot be compiled yet.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

Value *FunctionLowering::isOfType(Value *reference, wasm::ValueType type, const char *instruction) {
  wasm::HeapType heap = type.heap();
  Value *is_null = b_.CreateIsNull(reference);
  if (heap.kind == wasm::HeapType::Func)
    return type.nullable() ? b_.getTrue() : b_.CreateNot(is_null);
  if (heap.kind == wasm::HeapType::NoFunc)
    return type.nullable() ? is_null : static_cast<Value *>(b_.getFalse());
  if (heap.kind != wasm::HeapType::Concrete ||
      module_.wasm.types[heap.index].kind != wasm::DefinedType::Function)
    notLowered(instruction, wasm::Feature::GC);

  BasicBlock *here = b_.GetInsertBlock(), *not_null = newBlock(), *next = newBlock();
  b_.CreateCondBr(is_null, next, not_null);
  place(not_null);
  Value *matches =
      b_.CreateNot(instance_.isOtherType(b_, instance_.entryType(b_, reference), heap.index));
  BasicBlock *compared = b_.GetInsertBlock();
  b_.CreateBr(next);
  place(next);
  PHINode *result = b_.CreatePHI(b_.getInt1Ty(), 2);
  result->addIncoming(b_.getInt1(type.nullable()), here);
  result->addIncoming(matches, compared);
  return result;
}

void FunctionLowering::ref_test(const wasm::ReferenceImmediate &imm) {
  pushBool(isOfType(pop(), imm.type, "ref.test"));
}
void FunctionLowering::ref_test_null(const wasm::ReferenceImmediate &imm) { ref_test(imm); }

void FunctionLowering::ref_cast(const wasm::ReferenceImmediate &imm) {
  trapIf(b_.CreateNot(isOfType(stack_.back(), imm.type, "ref.cast")), TrapKind::CastFailure);
}
void FunctionLowering::ref_cast_null(const wasm::ReferenceImmediate &imm) { ref_cast(imm); }

void FunctionLowering::branchOnCast(Value *condition, uint32_t depth) {
  BasicBlock *taken = edgeTo(depth), *next = newBlock();
  b_.CreateCondBr(condition, taken, next);
  place(next);
  startStretch();
}

void FunctionLowering::br_on_cast(const wasm::CastBranchImmediate &imm) {
  branchOnCast(isOfType(stack_.back(), imm.target, "br_on_cast"), imm.depth);
}
void FunctionLowering::br_on_cast_fail(const wasm::CastBranchImmediate &imm) {
  branchOnCast(b_.CreateNot(isOfType(stack_.back(), imm.target, "br_on_cast_fail")), imm.depth);
}

} // namespace wasmelt::lower
