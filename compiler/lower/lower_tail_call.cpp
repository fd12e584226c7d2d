// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tail calls: a `musttail` call, which becomes a jump. See call_layout.h.
#include "compiler/lower/call_layout.h"
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::emitTailCall(const InstanceAccess::Callee &callee,
                                    const wasm::FunctionType &signature) {
  if (callee.is_host) { // which returns before long
    emitCall(callee, signature);
    return emitReturn();
  }
  CallLayout layout(module_, signature);
  size_t first = stack_.size() - signature.params.size();
  CallLayout::Values args =
      layout.arguments(b_, callee.context, ArrayRef(stack_).drop_front(first));
  stack_.truncate(first);
  // An exception in the callee is none of this function's handlers' business.
  CallInst *call = b_.CreateCall(callee.type, callee.code, args);
  call->setCallingConv(callee.convention);
  call->setTailCallKind(CallInst::TCK_MustTail);
  if (!module_.mayThrow())
    call->setDoesNotThrow();
  // Results, in registers or in the area, are passed on as they are.
  if (call->getType()->isVoidTy())
    b_.CreateRetVoid();
  else
    b_.CreateRet(call);
}

void FunctionLowering::return_call(const wasm::FunctionImmediate &imm) {
  emitTailCall(instance_.callee(b_, imm.function), module_.wasm.functionType(imm.function));
}

void FunctionLowering::return_call_indirect(const wasm::CallIndirectImmediate &imm) {
  InstanceAccess::Callee callee = popTableCallee(imm);
  emitTailCall(callee, module_.wasm.types[imm.type].function);
}

void FunctionLowering::return_call_ref(const wasm::TypeImmediate &imm) {
  InstanceAccess::Callee callee = popReferenceCallee(imm.type);
  emitTailCall(callee, module_.wasm.types[imm.type].function);
}

} // namespace wasmelt::lower
