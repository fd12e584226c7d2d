// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls: direct, through tables, and through references.
#include "compiler/lower/call_layout.h"
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::emitCall(const InstanceAccess::Callee &callee,
                                const wasm::FunctionType &signature) {
  CallLayout layout(module_, signature, /*plain=*/callee.is_host);
  size_t first = stack_.size() - signature.params.size();
  CallLayout::Values args =
      layout.arguments(b_, callee.context, ArrayRef(stack_).drop_front(first));
  stack_.truncate(first);
  CallBase *call;
  Frame *handler = module_.mayThrow() && !callee.is_host ? handlerFrom(frames_.size()) : nullptr;
  if (handler) {
    BasicBlock *next = newBlock();
    call = b_.CreateInvoke(callee.type, callee.code, next, landingPadOf(*handler), args);
    place(next);
  } else {
    call = b_.CreateCall(callee.type, callee.code, args);
    if (!module_.mayThrow() || callee.is_host)
      call->setDoesNotThrow();
  }
  call->setCallingConv(callee.convention);
  CallLayout::Values results = layout.results(b_, call);
  stack_.append(results.begin(), results.end());
}

void FunctionLowering::call(const wasm::FunctionImmediate &imm) {
  emitCall(instance_.callee(b_, imm.function), module_.wasm.functionType(imm.function));
}

InstanceAccess::Callee FunctionLowering::popTableCallee(const wasm::CallIndirectImmediate &imm) {
  Value *index = toI64(pop());
  trapIf(b_.CreateICmpUGE(index, instance_.tableSize(b_, imm.table)), TrapKind::UndefinedElement);
  Value *entry = instance_.tableEntry(b_, imm.table, index);
  Value *type = instance_.entryType(b_, entry);
  // Null entries have type id 0, which no function has: one compare finds both.
  Value *is_other = instance_.isOtherType(b_, type, imm.type);
  trapIf(is_other, b_.CreateIsNull(type), TrapKind::UninitializedElement,
         TrapKind::IndirectCallTypeMismatch);
  return instance_.entryCallee(b_, entry, module_.wasm.types[imm.type].function);
}

void FunctionLowering::call_indirect(const wasm::CallIndirectImmediate &imm) {
  InstanceAccess::Callee callee = popTableCallee(imm);
  emitCall(callee, module_.wasm.types[imm.type].function);
}

InstanceAccess::Callee FunctionLowering::popReferenceCallee(uint32_t type) {
  Value *reference = pop();
  trapIf(b_.CreateIsNull(reference), TrapKind::NullFunctionReference);
  return instance_.entryCallee(b_, reference, module_.wasm.types[type].function);
}

void FunctionLowering::call_ref(const wasm::TypeImmediate &imm) {
  InstanceAccess::Callee callee = popReferenceCallee(imm.type);
  emitCall(callee, module_.wasm.types[imm.type].function);
}

} // namespace wasmelt::lower
