// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The function that brings a new instance of a library to life, once the runtime has filled its
// slots: in the order of spec 4.7.3 (instantiation), and lowered as any other function is, so that
// it may use imported globals and traps as ordinary code does.
#include "compiler/lower/context_instance.h"
#include "compiler/lower/function_lowering.h"
#include "compiler/wasm/diagnostic.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::constExpr(const wasm::ConstExpr &expr) {
  for (const wasm::ConstInstr &instr : expr.instrs)
    switch (instr.op) {
    case wasm::ConstInstr::I32Const:
      i32_const({int32_t(instr.bits)});
      break;
    case wasm::ConstInstr::I64Const:
      i64_const({int64_t(instr.bits)});
      break;
    case wasm::ConstInstr::F32Const:
      f32_const({uint32_t(instr.bits)});
      break;
    case wasm::ConstInstr::F64Const:
      f64_const({instr.bits});
      break;
    case wasm::ConstInstr::V128Const:
      push(ConstantDataVector::get(b_.getContext(),
                                   ArrayRef<uint64_t>{instr.bits, instr.bits_high}));
      break;
    case wasm::ConstInstr::GlobalGet:
      global_get({uint32_t(instr.bits)});
      break;
    case wasm::ConstInstr::RefNull:
      push(instance_.nullReference());
      break;
    case wasm::ConstInstr::RefFunc:
      ref_func({uint32_t(instr.bits)});
      break;
    case wasm::ConstInstr::I32Add:
    case wasm::ConstInstr::I64Add:
      binary(Instruction::Add);
      break;
    case wasm::ConstInstr::I32Sub:
    case wasm::ConstInstr::I64Sub:
      binary(Instruction::Sub);
      break;
    case wasm::ConstInstr::I32Mul:
    case wasm::ConstInstr::I64Mul:
      binary(Instruction::Mul);
      break;
    default:
      throw wasm::Error(wasm::Error::Kind::Unsupported, module_.wasm.file_name, expr.offset, "",
                        "an initialiser that makes garbage-collected objects cannot be compiled");
    }
}

void FunctionLowering::makeElementReferences(const ContextInstance &context, uint32_t element) {
  const wasm::ElementSegment &segment = module_.wasm.elements[element];
  std::vector<uint32_t> offsets;
  std::vector<size_t> others; // that are neither ref.func nor ref.null
  for (const wasm::ConstExpr &expr : segment.elements) {
    uint32_t offset = 0;
    if (expr.instrs.size() == 1 && expr.instrs[0].op == wasm::ConstInstr::RefFunc)
      offset = context.referenceOffset(uint32_t(expr.instrs[0].bits));
    else if (expr.instrs.size() != 1 || expr.instrs[0].op != wasm::ConstInstr::RefNull)
      others.push_back(offsets.size());
    offsets.push_back(offset);
  }
  Value *refs = instance_.elementSegment(b_, element);
  if (others.size() < offsets.size()) {
    Constant *init = ConstantDataArray::get(b_.getContext(), ArrayRef<uint32_t>(offsets));
    auto *table = new GlobalVariable(module_.ir, init->getType(), true, GlobalValue::PrivateLinkage,
                                     init, "wasmelt.offsets");
    b_.CreateCall(module_.runtimeCall(RuntimeCall::make_references),
                  {refs, instance_.instance(b_), table, b_.getInt64(offsets.size())});
  }
  for (size_t i : others) {
    constExpr(segment.elements[i]);
    b_.CreateStore(pop(), b_.CreateConstInBoundsGEP1_64(module_.ptr, refs, i));
  }
}

Function *FunctionLowering::lowerInitialise(ContextInstance &context) {
  const wasm::Module &wasm = module_.wasm;
  Function *f = Function::Create(FunctionType::get(module_.ptr, {module_.ptr}, false),
                                 GlobalValue::InternalLinkage, "wasmelt.initialise", module_.ir);
  module_.setDefinitionAttributes(*f);
  f->setDSOLocal(true);
  startFunction(f);

  for (uint32_t i = 0; i < wasm.globals.size(); ++i) {
    const wasm::Global &global = wasm.globals[i];
    if (global.import)
      continue;
    if (Constant *constant = context.constantGlobal(i))
      push(constant); // others may import it
    else
      constExpr(global.init);
    instance_.storeGlobal(b_, i, pop());
  }
  for (uint32_t i = 0; i < wasm.tables.size(); ++i) {
    const wasm::Table &table = wasm.tables[i];
    if (!table.init)
      continue;
    constExpr(*table.init);
    b_.CreateCall(
        module_.runtimeCall(RuntimeCall::table_fill),
        {instance_.table(b_, i), b_.getInt64(0), pop(), b_.getInt64(table.type.limits.min)});
  }
  for (uint32_t i = 0; i < wasm.elements.size(); ++i) {
    if (wasm.elements[i].mode == wasm::SegmentMode::Declarative)
      continue;
    makeElementReferences(context, i);
    context.setElementSegmentSize(b_, i, wasm.elements[i].elements.size());
  }
  for (uint32_t i = 0; i < wasm.datas.size(); ++i)
    if (!context.isImaged(i))
      context.setDataSegmentSize(b_, i, wasm.datas[i].bytes.size());

  for (uint32_t i = 0; i < wasm.elements.size(); ++i) {
    const wasm::ElementSegment &segment = wasm.elements[i];
    if (segment.mode != wasm::SegmentMode::Active)
      continue;
    constExpr(segment.start);
    i32_const({0});
    i32_const({int32_t(segment.elements.size())});
    table_init({i, segment.table});
    elem_drop({i});
  }
  for (uint32_t i = 0; i < wasm.datas.size(); ++i) {
    const wasm::DataSegment &segment = wasm.datas[i];
    if (segment.mode != wasm::SegmentMode::Active || context.isImaged(i))
      continue;
    constExpr(segment.start);
    i32_const({0});
    i32_const({int32_t(segment.bytes.size())});
    memory_init({i, segment.memory});
    data_drop({i});
  }
  if (wasm.start) {
    InstanceAccess::Callee start = instance_.callee(b_, *wasm.start);
    BasicBlock *next = newBlock();
    InvokeInst *call = b_.CreateInvoke(start.type, start.code, next,
                                       context.makeExceptionReturn(*f), {start.context});
    call->setCallingConv(start.convention);
    // Its code takes for constant what was just written.
    call->setIsNoInline();
    place(next);
  }
  b_.CreateRet(instance_.nullReference());
  return f;
}

} // namespace wasmelt::lower
