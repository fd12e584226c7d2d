// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types, function declarations and attributes.
#include "compiler/lower/module_context.h"

#include "compiler/lower/call_layout.h"

#include "compiler/wasm/import_symbol.h"
#include "runtime-lib/abi/symbol_names.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Intrinsics.h>

using namespace llvm;

namespace wasmelt::lower {

ModuleContext::ModuleContext(llvm::Module &ir, const wasm::Module &module,
                             const CompileOptions &options, const ModuleFacts &facts)
    : ir(ir), wasm(module), options(options), facts(facts), aliasing(ir.getContext()) {
  LLVMContext &context = ir.getContext();
  i32 = Type::getInt32Ty(context);
  i64 = Type::getInt64Ty(context);
  ptr = PointerType::get(context, 0);
  v128 = FixedVectorType::get(i64, 2);
  auto imported = [](const auto &item) { return item.import.has_value(); };
  aliasing.setImported(uint32_t(count_if(module.memories, imported)),
                       uint32_t(count_if(module.globals, imported)));
}

Type *ModuleContext::type(wasm::ValueType t) const {
  switch (t.kind()) {
  case wasm::ValueType::I32:
    return i32;
  case wasm::ValueType::I64:
    return i64;
  case wasm::ValueType::F32:
    return Type::getFloatTy(ir.getContext());
  case wasm::ValueType::F64:
    return Type::getDoubleTy(ir.getContext());
  case wasm::ValueType::V128:
    return v128;
  case wasm::ValueType::Ref:
    return ptr;
  case wasm::ValueType::Bottom:
    break;
  }
  llvm_unreachable("a validated module has no values of type bottom");
}

uint64_t ModuleContext::minimumSize(uint32_t memory) const {
  const wasm::MemoryType &type = memoryType(memory);
  return type.limits.min > UINT64_MAX >> type.page_size_log2
             ? UINT64_MAX
             : type.limits.min << type.page_size_log2;
}

Type *ModuleContext::resultType(const wasm::FunctionType &t) const {
  if (t.results.empty())
    return Type::getVoidTy(ir.getContext());
  if (t.results.size() == 1)
    return type(t.results[0]);
  SmallVector<Type *, 4> fields;
  for (wasm::ValueType result : t.results)
    fields.push_back(type(result));
  return StructType::get(ir.getContext(), fields);
}

FunctionType *ModuleContext::functionType(const wasm::FunctionType &t, bool host) {
  return CallLayout(*this, t, /*plain=*/host).functionType(host || hasContext());
}

void ModuleContext::setDefinitionAttributes(Function &f) const {
  f.addFnAttr("target-cpu", target_cpu_);
  if (!target_features_.empty())
    f.addFnAttr("target-features", target_features_);
  if (!mayThrow())
    f.setDoesNotThrow();                // LLVM infers for which functions that is so otherwise
  f.setUWTableKind(UWTableKind::Async); // back traces start at any instruction
  // A frame larger than the guard must not step over it.
  f.addFnAttr("probe-stack", "inline-asm");
  if (options.opt == OptLevel::Os)
    f.addFnAttr(Attribute::OptimizeForSize);
  if (options.opt == OptLevel::Oz) {
    f.addFnAttr(Attribute::OptimizeForSize);
    f.addFnAttr(Attribute::MinSize);
  }
}

void ModuleContext::declareFunctions() {
  functions_.reserve(wasm.functions.size());
  thunks_.resize(wasm.importedFunctionCount);
  for (uint32_t index = 0; index < wasm.functions.size(); ++index) {
    const wasm::Function &function = wasm.functions[index];
    const wasm::FunctionType &type = wasm.functionType(index);
    if (function.import && hasContext()) {
      functions_.push_back(nullptr);
      continue;
    }
    if (function.import) {
      const wasm::Import &import = wasm.imports[*function.import];
      std::string symbol = wasm::importSymbol(import.module, import.field, type);
      FunctionType *host_type = functionType(type, /*host=*/true);
      // One symbol may be imported more than once.
      Function *f = ir.getFunction(symbol);
      if (!f) {
        f = Function::Create(host_type, GlobalValue::ExternalLinkage, symbol, ir);
        f->setDoesNotThrow();
        // Host functions do not call back into the module, so its internal state is known to
        // survive them.
        f->addFnAttr(Attribute::NoCallback);
        f->setVisibility(GlobalValue::HiddenVisibility);
        f->setDSOLocal(true);
      }
      functions_.push_back(f);
      continue;
    }
    std::string name = "wasm." + wasm.functionName(index);
    // Names from the name section need not be unique.
    if (ir.getNamedValue(name))
      name += "[" + std::to_string(index) + "]";
    Function *f = Function::Create(functionType(type), GlobalValue::InternalLinkage, name, ir);
    setDefinitionAttributes(*f);
    f->setCallingConv(convention());
    f->setDSOLocal(true);
    if (facts.recursive[index])
      f->addFnAttr("disable-tail-calls", "true");
    functions_.push_back(f);
  }
}

Function *ModuleContext::addressable(uint32_t index) {
  if (!wasm.functions[index].import)
    return functions_[index];
  Function *&thunk = thunks_[index];
  if (thunk)
    return thunk;
  const wasm::FunctionType &type = wasm.functionType(index);
  thunk = Function::Create(functionType(type), GlobalValue::InternalLinkage,
                           "wasmelt.thunk." + std::to_string(index), ir);
  setDefinitionAttributes(*thunk);
  thunk->setCallingConv(convention());
  IRBuilder<> b(BasicBlock::Create(ir.getContext(), "", thunk));
  CallLayout layout(*this, type), host_layout(*this, type, /*plain=*/true);
  CallInst *call = b.CreateCall(functions_[index],
                                host_layout.arguments(b, ir.getNamedGlobal(WASMELT_SYMBOL_INSTANCE),
                                                      layout.operands(b, *thunk, 0)));
  layout.ret(b, host_layout.results(b, call));
  return thunk;
}

Value *ModuleContext::callArea(IRBuilderBase &b) {
  if (hasContext())
    return b.CreateCall(runtimeCall(RuntimeCall::call_area));
  if (!call_area_) {
    uint64_t size = 0;
    for (const wasm::DefinedType &t : wasm.types)
      if (t.kind == wasm::DefinedType::Function)
        size = std::max(size, CallLayout(*this, t.function).areaSize());
    ArrayType *area = ArrayType::get(Type::getInt8Ty(ir.getContext()), size);
    call_area_ = new GlobalVariable(ir, area, false, GlobalValue::InternalLinkage,
                                    ConstantAggregateZero::get(area), "wasmelt.call_area");
    call_area_->setAlignment(Align(16));
    call_area_->setDSOLocal(true);
    if (facts.spawns_threads)
      call_area_->setThreadLocalMode(GlobalValue::LocalExecTLSModel);
  }
  if (call_area_->isThreadLocal())
    return b.CreateThreadLocalAddress(call_area_);
  return call_area_;
}

Function *ModuleContext::personality() {
  if (!personality_) {
    personality_ = Function::Create(FunctionType::get(i32, false), GlobalValue::InternalLinkage,
                                    "wasmelt.personality", ir);
    personality_->setDSOLocal(true);
    setDefinitionAttributes(*personality_);
    IRBuilder<> b(BasicBlock::Create(ir.getContext(), "", personality_));
    b.CreateRet(b.getInt32(0));
  }
  return personality_;
}

bool ModuleContext::hasCpuFeature(StringRef name) const {
  SmallVector<StringRef, 32> features;
  StringRef(required_features_).split(features, ',');
  return is_contained(features, name);
}

GlobalVariable *ModuleContext::runtimeTable() {
  if (!runtime_table_) {
    ArrayType *type = ArrayType::get(ptr, unsigned(RuntimeCall::Count));
    runtime_table_ = new GlobalVariable(ir, type, false, GlobalValue::InternalLinkage,
                                        ConstantAggregateZero::get(type), "wasmelt.runtime_calls");
    runtime_table_->setExternallyInitialized(true);
    runtime_table_->setDSOLocal(true);
  }
  return runtime_table_;
}

/// A function that goes on to the runtime's, by its number.
Function *ModuleContext::makeRuntimeStub(FunctionType *type, StringRef name, unsigned number,
                                         bool no_return, bool throws, bool is_pure) {
  Function *f = Function::Create(type, GlobalValue::InternalLinkage, name, ir);
  setDefinitionAttributes(*f);
  f->setDSOLocal(true);
  IRBuilder<> b(BasicBlock::Create(ir.getContext(), "", f));
  Value *slot =
      b.CreateConstInBoundsGEP2_32(runtimeTable()->getValueType(), runtimeTable(), 0, number);
  LoadInst *code = b.CreateLoad(ptr, slot);
  code->setMetadata(LLVMContext::MD_invariant_load, MDNode::get(ir.getContext(), {}));
  SmallVector<Value *, 8> args;
  for (Argument &arg : f->args())
    args.push_back(&arg);
  CallInst *call = b.CreateCall(type, code, args);
  if (!throws)
    call->setDoesNotThrow();
  if (is_pure) {
    call->setDoesNotAccessMemory();
    call->addFnAttr(Attribute::WillReturn);
  }
  if (no_return) {
    f->setDoesNotReturn();
    f->addFnAttr(Attribute::Cold);
    b.CreateUnreachable();
    return f;
  }
  call->setTailCallKind(CallInst::TCK_Tail);
  if (type->getReturnType()->isVoidTy())
    b.CreateRetVoid();
  else
    b.CreateRet(call);
  return f;
}

FunctionCallee ModuleContext::runtimeCall(RuntimeCall call) {
  Function *&f = runtime_calls_[size_t(call)];
  if (f)
    return f;
  Type *const Void = Type::getVoidTy(ir.getContext()), *const I32 = i32, *const I64 = i64,
              *const Ptr = ptr;
  struct Row {
    const char *name;
    Type *result;
    std::vector<Type *> params;
    enum { None, Pure, NoReturn, Throws } attributes;
    bool returns() const { return attributes == None || attributes == Pure; }
  };
  // The parameter lists of runtime_calls.def are written as declarations; read off their types.
  auto types = [&](StringRef params) {
    std::vector<Type *> list;
    SmallVector<StringRef, 8> parts;
    params.trim("()").split(parts, ',');
    for (StringRef part : parts) {
      if (part.empty()) // "()"
        continue;
      StringRef name = part.trim().split(' ').first;
      list.push_back(name == "Ptr" ? Ptr : name == "I64" ? I64 : I32);
    }
    return list;
  };
  Row row;
  switch (call) {
#define WASMELT_RUNTIME_CALL(name, result, params, attributes)                                     \
  case RuntimeCall::name:                                                                          \
    row = {WASMELT_SYMBOL_RUNTIME_PREFIX #name, result, types(#params), Row::attributes};          \
    break;
#include "runtime-lib/abi/runtime_calls.def"
  case RuntimeCall::Count:
    llvm_unreachable("not a call");
  }
  FunctionType *type = FunctionType::get(row.result, row.params, false);
  if (hasContext())
    return f = makeRuntimeStub(type, row.name, unsigned(call), !row.returns(),
                               row.attributes == Row::Throws, row.attributes == Row::Pure);
  f = Function::Create(type, GlobalValue::ExternalLinkage, row.name, ir);
  if (row.attributes != Row::Throws)
    f->setDoesNotThrow();
  f->addFnAttr(Attribute::NoCallback);
  f->setVisibility(GlobalValue::HiddenVisibility);
  f->setDSOLocal(true);
  if (!row.returns()) {
    f->setDoesNotReturn();
    f->addFnAttr(Attribute::Cold);
  }
  return f;
}

} // namespace wasmelt::lower
