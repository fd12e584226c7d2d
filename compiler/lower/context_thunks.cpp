// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The context strategy: compiled ways between the host's world, in which values are an array of
// 16-byte cells, and functions of one type. There are three for each type, whoever has the function
// that is called, so that the runtime need not know any calling convention.
#include "compiler/lower/abi_types.h"
#include "compiler/lower/context_instance.h"
#include "runtime-lib/abi/instance_layout.h"

using namespace llvm;

namespace wasmelt::lower {

namespace {

enum ThunkKind { Call, HostArray, HostNative };

Value *cell(IRBuilder<> &b, Value *values, uint64_t index) {
  return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), values, index * ValueSize);
}

/// Stores a call's results.
void storeResults(IRBuilder<> &b, Value *result, size_t count, Value *values) {
  for (unsigned i = 0; i < count; ++i)
    b.CreateAlignedStore(count == 1 ? result : b.CreateExtractValue(result, i), cell(b, values, i),
                         Align(ValueSize));
}

/// Returns what is in `values`.
void returnResults(IRBuilder<> &b, Type *type, size_t count, Value *values) {
  auto load = [&](Type *t, unsigned i) {
    return b.CreateAlignedLoad(t, cell(b, values, i), Align(ValueSize));
  };
  if (count == 0) {
    b.CreateRetVoid();
  } else if (count == 1) {
    b.CreateRet(load(type, 0));
  } else {
    Value *result = PoisonValue::get(type);
    for (unsigned i = 0; i < count; ++i)
      result = b.CreateInsertValue(result, load(type->getStructElementType(i), i), i);
    b.CreateRet(result);
  }
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

Function *ContextInstance::makeCallThunk(const wasm::FunctionType &type) {
  FunctionType *callee_type = module_.functionType(type);
  PointerType *ptr = module_.ptr;
  Function *f = makeThunk(FunctionType::get(ptr, {ptr, ptr, ptr}, false), CallingConv::C, "call");
  Builder b(&f->getEntryBlock());
  Value *values = f->getArg(2);
  SmallVector<Value *, 8> args{f->getArg(1)};
  for (unsigned i = 0; i < type.params.size(); ++i)
    args.push_back(b.CreateAlignedLoad(callee_type->getParamType(i + 1), cell(b, values, i),
                                       Align(ValueSize)));
  CallInst *call = b.CreateCall(callee_type, f->getArg(0), args);
  call->setCallingConv(module_.convention());
  storeResults(b, call, type.results.size(), values);
  b.CreateRet(nullReference());
  return f;
}

Function *ContextInstance::makeHostArrayAdapter(const wasm::FunctionType &type) {
  Function *f = makeThunk(module_.functionType(type), module_.convention(), "host_array");
  Builder b(&f->getEntryBlock());
  size_t cells = std::max<size_t>({type.params.size(), type.results.size(), 1});
  AllocaInst *values = b.CreateAlloca(ArrayType::get(b.getInt8Ty(), cells * ValueSize));
  values->setAlignment(Align(ValueSize));
  for (unsigned i = 0; i < type.params.size(); ++i)
    b.CreateAlignedStore(f->getArg(i + 1), cell(b, values, i), Align(ValueSize));
  b.CreateCall(module_.runtimeCall(RuntimeCall::call_host), {f->getArg(0), values});
  returnResults(b, f->getReturnType(), type.results.size(), values);
  return f;
}

Function *ContextInstance::makeHostNativeAdapter(const wasm::FunctionType &type) {
  FunctionType *callee_type = module_.functionType(type);
  Function *f = makeThunk(callee_type, module_.convention(), "host_native");
  Builder b(&f->getEntryBlock());
  StructType *host = abi::typeHostFunction(module_.ir.getContext());
  Value *code =
      b.CreateLoad(module_.ptr, b.CreateStructGEP(host, f->getArg(0), abi::HostFunction::function));
  SmallVector<Value *, 8> args{
      b.CreateLoad(module_.ptr, b.CreateStructGEP(host, f->getArg(0), abi::HostFunction::data))};
  for (Argument &arg : drop_begin(f->args()))
    args.push_back(&arg);
  CallInst *call = b.CreateCall(callee_type, code, args);
  if (call->getType()->isVoidTy())
    b.CreateRetVoid();
  else
    b.CreateRet(call);
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
        Function *&f = thunks_[{module_.functionType(type.function), kind}];
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
