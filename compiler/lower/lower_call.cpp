// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Direct and indirect calls.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::emitCall(const InstanceAccess::Callee &callee,
                                const wasm::FunctionType &signature) {
  SmallVector<Value *, 8> args;
  if (callee.context)
    args.push_back(callee.context);
  size_t first = stack_.size() - signature.params.size();
  args.append(stack_.begin() + first, stack_.end());
  stack_.truncate(first);
  CallInst *call = b_.CreateCall(callee.type, callee.code, args);
  call->setCallingConv(callee.convention);
  call->setDoesNotThrow();
  size_t results = signature.results.size();
  if (results == 1)
    push(call);
  else
    for (unsigned i = 0; i < results; ++i)
      push(b_.CreateExtractValue(call, i));
}

void FunctionLowering::call(const wasm::FunctionImmediate &imm) {
  emitCall(instance_.callee(b_, imm.function), module_.wasm.functionType(imm.function));
}

void FunctionLowering::call_indirect(const wasm::CallIndirectImmediate &imm) {
  const wasm::DefinedType &expected = module_.wasm.types[imm.type];
  if (!expected.is_final) // functions of its subtypes would have to pass
    notLowered("call_indirect of a type that can have subtypes", wasm::Feature::GC);
  Value *index = toI64(pop());
  trapIf(b_.CreateICmpUGE(index, instance_.tableSize(b_, imm.table)), TrapKind::UndefinedElement);
  Value *entry = instance_.tableEntry(b_, imm.table, index);
  Value *type = instance_.entryType(b_, entry);
  // Null entries have type id 0, which no function has: one compare finds both.
  Value *is_other = instance_.isOtherType(b_, type, imm.type);
  trapIf(is_other, b_.CreateIsNull(type), TrapKind::UninitializedElement,
         TrapKind::IndirectCallTypeMismatch);
  emitCall(instance_.entryCallee(b_, entry, expected.function), expected.function);
}

} // namespace wasmelt::lower
