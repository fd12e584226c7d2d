// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The context strategy: functions by which C calls exports, and those by which compiled code calls
// functions in C. Both are in C's convention: Ptr f(context, parameters…, results…), where vectors
// are passed by their addresses, each result is stored where its parameter points, and what is
// returned is an error or null.
//
// An export's is a jump to the runtime's enter_native, with what is to be called in the register of
// `nest` parameters, which C does not use: enter_native saves what traps need and calls that,
// whatever its arguments are, as long as all of them are in registers. If they are not, the
// export's stores them and passes on where they are.
#include "compiler/lower/abi_types.h"
#include "compiler/lower/call_layout.h"
#include "compiler/lower/context_instance.h"
#include "compiler/lower/entry_symbols.h"
#include "runtime-lib/abi/symbol_names.h"

#include <llvm/TargetParser/Triple.h>

using namespace llvm;

namespace wasmelt::lower {

namespace {

using Builder = IRBuilder<>;

/// The parameters of such a function behind the context.
class NativeSignature {
public:
  NativeSignature(const ModuleContext &module, const wasm::FunctionType &type) {
    unsigned integers = 1, floats = 0;
    for (wasm::ValueType param : type.params) {
      params_.push_back(param.isVector() ? module.ptr : module.type(param));
      ++(params_.back()->isFloatingPointTy() ? floats : integers);
    }
    params_.append(type.results.size(), module.ptr);
    integers += unsigned(type.results.size());
    fits_ = integers <= 6 && floats <= 8;
  }
  ArrayRef<Type *> params() const { return params_; }
  /// Whether all parameters are in registers on every CPU that wasmelt knows.
  bool fits() const { return fits_; }

private:
  SmallVector<Type *, 8> params_;
  bool fits_;
};

constexpr uint64_t slot_size = 8;

Value *slot(Builder &b, Value *slots, uint64_t index) {
  return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), slots, index * slot_size);
}

FunctionType *nativeType(ModuleContext &module, ArrayRef<Type *> params) {
  SmallVector<Type *, 8> all = {module.ptr};
  all.append(params.begin(), params.end());
  return FunctionType::get(module.ptr, all, false);
}

} // namespace

/// Has a reference from the host checked as its type demands, and ends the call if it is wrong.
void ContextInstance::checkArgument(Builder &b, Value *reference, wasm::ValueType type,
                                    uint32_t number) {
  bool is_concrete = type.heap().kind == wasm::HeapType::Concrete;
  bool is_function =
      type.heap().kind == wasm::HeapType::Func ||
      (is_concrete && module_.wasm.types[type.heap().index].kind == wasm::DefinedType::Function);
  if (type.nullable() && !is_function)
    return;
  LLVMContext &context = b.getContext();
  Function *f = b.GetInsertBlock()->getParent();
  BasicBlock *bad = BasicBlock::Create(context, "", f);
  BasicBlock *some = BasicBlock::Create(context, "", f);
  BasicBlock *good = BasicBlock::Create(context, "", f);
  b.CreateCondBr(b.CreateIsNull(reference), type.nullable() ? good : bad, some);
  b.SetInsertPoint(some);
  if (is_function) {
    Value *expected = b.getInt32(0);
    if (is_concrete)
      expected = b.CreateLoad(module_.i32, element(type_ids_, type.heap().index));
    Value *accepted =
        b.CreateCall(module_.runtimeCall(RuntimeCall::accepts_function), {reference, expected});
    b.CreateCondBr(b.CreateIsNotNull(accepted), good, bad);
  } else {
    b.CreateBr(good);
  }
  b.SetInsertPoint(bad);
  b.CreateCall(module_.runtimeCall(RuntimeCall::bad_argument), {b.getInt32(number)});
  b.CreateUnreachable();
  b.SetInsertPoint(good);
}

/// What enter_native calls.
Function *ContextInstance::makeEntryBody(uint32_t function) {
  const wasm::FunctionType &type = module_.wasm.functionType(function);
  NativeSignature signature(module_, type);
  SmallVector<Type *, 1> slots = {module_.ptr};
  FunctionType *body_type =
      nativeType(module_, signature.fits() ? signature.params() : ArrayRef<Type *>(slots));
  Function *f = makeThunk(body_type, CallingConv::C, "entry");
  if (const Function *entered = module_.function(function))
    f->addFnAttr(entered_function_attribute, entered->getName());
  Builder b(&f->getEntryBlock());
  auto argument = [&](size_t i) -> Value * {
    if (signature.fits())
      return f->getArg(unsigned(i) + 1);
    return b.CreateLoad(signature.params()[i], slot(b, f->getArg(1), i));
  };
  CallLayout::Values operands;
  for (size_t i = 0; i < type.params.size(); ++i) {
    Value *operand = argument(i);
    if (type.params[i].isVector())
      operand = b.CreateAlignedLoad(module_.v128, operand, Align(1));
    if (type.params[i].isRef())
      checkArgument(b, operand, type.params[i], uint32_t(i));
    operands.push_back(operand);
  }
  CallLayout layout(module_, type);
  Callee callee = this->callee(b, function);
  CallLayout::Values args = layout.arguments(b, callee.context, operands);
  BasicBlock *next = BasicBlock::Create(b.getContext(), "", f);
  InvokeInst *call = b.CreateInvoke(callee.type, callee.code, next, makeExceptionReturn(*f), args);
  call->setCallingConv(callee.convention);
  b.SetInsertPoint(next);
  CallLayout::Values results = layout.results(b, call);
  for (size_t i = 0; i < results.size(); ++i)
    b.CreateAlignedStore(results[i], argument(type.params.size() + i),
                         type.results[i].isVector() ? Align(1) : MaybeAlign());
  b.CreateRet(nullReference());
  return f;
}

void ContextInstance::makeEntry(const EntrySymbols::Entry &entry, bool is_exported) {
  NativeSignature signature(module_, module_.wasm.functionType(entry.function));
  Function *body = makeEntryBody(entry.function);
  Function *f = makeThunk(nativeType(module_, signature.params()), CallingConv::C, "");
  publish(*f, entry.symbol, is_exported);
  Builder b(&f->getEntryBlock());
  LoadInst *enter = b.CreateLoad(
      module_.ptr, element(module_.runtimeTable(), uint64_t(RuntimeCall::enter_native)));
  markInvariant(enter);
  SmallVector<Type *, 8> types = {module_.ptr, module_.ptr};
  SmallVector<Value *, 8> args = {body, f->getArg(0)};
  if (signature.fits()) {
    types.append(signature.params().begin(), signature.params().end());
    for (Argument &argument : drop_begin(f->args()))
      args.push_back(&argument);
  } else {
    AllocaInst *slots = b.CreateAlloca(ArrayType::get(module_.i64, signature.params().size()));
    for (size_t i = 0; i < signature.params().size(); ++i)
      b.CreateStore(f->getArg(unsigned(i) + 1), slot(b, slots, i));
    types.push_back(module_.ptr);
    args.push_back(slots);
  }
  CallInst *call = b.CreateCall(FunctionType::get(module_.ptr, types, false), enter, args);
  call->addParamAttr(0, Attribute::Nest);
  call->setDoesNotThrow();
  if (signature.fits())
    call->setTailCall();
  b.CreateRet(call);
}

void ContextInstance::publish(Function &f, const std::string &symbol, bool is_exported) {
  f.setName(symbol);
  f.setLinkage(GlobalValue::ExternalLinkage);
  f.setVisibility(is_exported ? GlobalValue::DefaultVisibility : GlobalValue::HiddenVisibility);
  f.setDSOLocal(true);
}

void ContextInstance::emitEntries(GlobalVariable &descriptor, const EntrySymbols &symbols) {
  if (symbols.descriptor.empty())
    return;
  for (const EntrySymbols::Entry &entry : symbols.entries)
    makeEntry(entry, symbols.are_exported);
  Function *f = makeThunk(FunctionType::get(module_.ptr, false), CallingConv::C, "");
  publish(*f, symbols.descriptor, symbols.are_exported);
  Builder b(&f->getEntryBlock());
  b.CreateRet(&descriptor);
  // Others in the same program have a descriptor of this name, too.
  if (symbols.are_exported)
    descriptor.setVisibility(GlobalValue::ProtectedVisibility);
  else
    descriptor.setLinkage(GlobalValue::InternalLinkage);
  descriptor.setDSOLocal(true);
}

Function *ContextInstance::makeHostNativeAdapter(const wasm::FunctionType &type) {
  CallLayout layout(module_, type);
  NativeSignature signature(module_, type);
  Function *f =
      makeThunk(layout.functionType(/*has_context=*/true), module_.convention(), "host_native");
  Builder b(&f->getEntryBlock());
  // First, as the host may use the area that they may be in.
  CallLayout::Values operands = layout.operands(b, *f, 1);
  auto store = [&](Type *stored_type) {
    AllocaInst *place = b.CreateAlloca(stored_type);
    place->setAlignment(Align(16));
    return place;
  };
  SmallVector<Value *, 8> args = {nullptr};
  for (size_t i = 0; i < operands.size(); ++i) {
    Value *argument = operands[i];
    if (type.params[i].isVector()) {
      argument = store(module_.v128);
      b.CreateStore(operands[i], argument);
    }
    args.push_back(argument);
  }
  CallLayout::Values results;
  for (wasm::ValueType result : type.results) {
    args.push_back(store(module_.type(result)));
    b.CreateStore(Constant::getNullValue(module_.type(result)), args.back());
  }
  StructType *host = abi::typeHostFunction(b.getContext());
  Value *code =
      b.CreateLoad(module_.ptr, b.CreateStructGEP(host, f->getArg(0), abi::HostFunction::function));
  args[0] =
      b.CreateLoad(module_.ptr, b.CreateStructGEP(host, f->getArg(0), abi::HostFunction::data));
  b.CreateCall(module_.runtimeCall(RuntimeCall::host_begin));
  CallInst *error = b.CreateCall(nativeType(module_, signature.params()), code, args);
  error->setDoesNotThrow();
  b.CreateCall(module_.runtimeCall(RuntimeCall::host_end), {error});
  for (size_t i = 0; i < type.results.size(); ++i)
    results.push_back(
        b.CreateLoad(module_.type(type.results[i]), args[1 + type.params.size() + i]));
  layout.ret(b, results);
  return f;
}

} // namespace wasmelt::lower
