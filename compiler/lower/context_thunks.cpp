// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The context strategy: compiled ways between the host's world, in which values are an array of
// 16-byte cells, and functions of one type. There are three for each type, whoever has the function
// that is called, so that the runtime need not know any calling convention; those with values as C
// has them are in context_entries.cpp.
#include "compiler/lower/abi_types.h"
#include "compiler/lower/call_layout.h"
#include "compiler/lower/context_instance.h"
#include "runtime-lib/abi/instance_layout.h"

using namespace llvm;

namespace wasmelt::lower {

namespace {

enum ThunkKind { Call, HostArray, HostNative };

Value *cell(IRBuilder<> &b, Value *values, uint64_t index) {
  return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), values, index * ValueSize);
}

CallLayout::Values loadCells(IRBuilder<> &b, const ModuleContext &module,
                             const wasm::ResultType &types, Value *values) {
  CallLayout::Values loaded;
  for (size_t i = 0; i < types.size(); ++i)
    loaded.push_back(
        b.CreateAlignedLoad(module.type(types[i]), cell(b, values, i), Align(ValueSize)));
  return loaded;
}

void storeCells(IRBuilder<> &b, ArrayRef<Value *> stored, Value *values) {
  for (size_t i = 0; i < stored.size(); ++i)
    b.CreateAlignedStore(stored[i], cell(b, values, i), Align(ValueSize));
}

} // namespace

Function *ContextInstance::makeThunk(FunctionType *type, CallingConv::ID convention,
                                     const char *kind) {
  Function *f =
      Function::Create(type, GlobalValue::InternalLinkage, Twine("wasmelt.") + kind, module_.ir);
  module_.setDefinitionAttributes(*f);
  f->setCallingConv(convention);
  f->setDSOLocal(true);
  BasicBlock::Create(module_.ir.getContext(), "", f);
  return f;
}

BasicBlock *ContextInstance::makeExceptionReturn(Function &f) {
  if (!f.hasPersonalityFn())
    f.setPersonalityFn(module_.personality());
  BasicBlock *pad = BasicBlock::Create(module_.ir.getContext(), "", &f);
  Builder b(pad);
  LandingPadInst *landing =
      b.CreateLandingPad(StructType::get(module_.ptr, module_.i32), /*NumClauses=*/1);
  landing->addClause(nullReference()); // catches everything
  Value *exception = b.CreateExtractValue(landing, 0);
  // The host has a reference to it now.
  b.CreateStore(b.getInt32(1), b.CreateStructGEP(abi::typeException(b.getContext()), exception,
                                                 abi::Exception::captured));
  b.CreateRet(exception);
  return pad;
}

Function *ContextInstance::makeCallThunk(const wasm::FunctionType &type) {
  CallLayout layout(module_, type);
  PointerType *ptr = module_.ptr;
  Function *f = makeThunk(FunctionType::get(ptr, {ptr, ptr, ptr}, false), CallingConv::C, "call");
  Builder b(&f->getEntryBlock());
  Value *values = f->getArg(2);
  CallLayout::Values args =
      layout.arguments(b, f->getArg(1), loadCells(b, module_, type.params, values));
  BasicBlock *next = BasicBlock::Create(module_.ir.getContext(), "", f);
  InvokeInst *call = b.CreateInvoke(layout.functionType(/*has_context=*/true), f->getArg(0), next,
                                    makeExceptionReturn(*f), args);
  call->setCallingConv(module_.convention());
  b.SetInsertPoint(next);
  storeCells(b, layout.results(b, call), values);
  b.CreateRet(nullReference());
  return f;
}

Function *ContextInstance::makeHostArrayAdapter(const wasm::FunctionType &type) {
  CallLayout layout(module_, type);
  Function *f =
      makeThunk(layout.functionType(/*has_context=*/true), module_.convention(), "host_array");
  Builder b(&f->getEntryBlock());
  size_t cells = std::max<size_t>({type.params.size(), type.results.size(), 1});
  AllocaInst *values = b.CreateAlloca(ArrayType::get(b.getInt8Ty(), cells * ValueSize));
  values->setAlignment(Align(ValueSize));
  storeCells(b, layout.operands(b, *f, 1), values);
  b.CreateCall(module_.runtimeCall(RuntimeCall::call_host), {f->getArg(0), values});
  layout.ret(b, loadCells(b, module_, type.results, values));
  return f;
}

GlobalVariable *ContextInstance::makeTypeRows() {
  StructType *row = abi::typeTypeRow(module_.ir.getContext());
  std::vector<Constant *> rows;
  for (const wasm::DefinedType &type : module_.wasm.types) {
    abi::StructConstant constant(row);
    if (type.kind == wasm::DefinedType::Function) {
      // Reference types have one LLVM type, so that many Wasm types share their thunks.
      auto thunk = [&](ThunkKind kind) {
        Function *&f = thunks_[{module_.functionType(type.function, /*host=*/true), kind}];
        if (!f)
          f = kind == Call        ? makeCallThunk(type.function)
              : kind == HostArray ? makeHostArrayAdapter(type.function)
                                  : makeHostNativeAdapter(type.function);
        return f;
      };
      constant.set(abi::TypeRow::call, thunk(Call))
          .set(abi::TypeRow::host_array, thunk(HostArray))
          .set(abi::TypeRow::host_native, thunk(HostNative));
    }
    rows.push_back(constant.get());
  }
  return makeArray(row, rows, true, "wasmelt.types");
}

} // namespace wasmelt::lower
