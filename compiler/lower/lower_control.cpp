// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structured control flow. A label's values travel through phi nodes of its target block.
#include "compiler/lower/call_layout.h"
#include "compiler/lower/function_lowering.h"

#include <llvm/IR/MDBuilder.h>

using namespace llvm;

namespace wasmelt::lower {

BasicBlock *FunctionLowering::newBlock() { return BasicBlock::Create(b_.getContext()); }

void FunctionLowering::place(BasicBlock *block) {
  block->insertInto(function_);
  b_.SetInsertPoint(block);
}

void FunctionLowering::makePhis(BasicBlock *block, std::span<const wasm::ValueType> types,
                                SmallVectorImpl<PHINode *> &phis) {
  for (wasm::ValueType t : types)
    phis.push_back(PHINode::Create(module_.type(t), 2, "", block));
}

void FunctionLowering::addEdge(ArrayRef<PHINode *> phis, BasicBlock *from) {
  size_t first = stack_.size() - phis.size();
  for (size_t i = 0; i < phis.size(); ++i)
    phis[i]->addIncoming(stack_[first + i], from);
}

void FunctionLowering::emitReturn() {
  CallLayout(module_, *type_).ret(b_, ArrayRef(stack_).take_back(type_->results.size()));
}

void FunctionLowering::branchTo(uint32_t depth) {
  Frame &f = frame(depth);
  if (f.kind == Frame::Body)
    return emitReturn();
  addEdge(f.phis, b_.GetInsertBlock());
  b_.CreateBr(f.target);
}

BasicBlock *FunctionLowering::edgeTo(uint32_t depth) {
  Frame &f = frame(depth);
  if (f.kind == Frame::Body) {
    BasicBlock *here = b_.GetInsertBlock();
    BasicBlock *block = newBlock();
    place(block);
    emitReturn();
    b_.SetInsertPoint(here);
    return block;
  }
  addEdge(f.phis, b_.GetInsertBlock());
  return f.target;
}

void FunctionLowering::startBlock(Frame::Kind kind, const wasm::BlockImmediate &imm) {
  Frame f;
  f.kind = kind;
  f.base = stack_.size() - imm.params.size();
  BasicBlock *end = newBlock();
  if (kind == Frame::Loop) {
    f.end = end;
    makePhis(end, imm.results, f.end_phis);
    f.target = newBlock();
    makePhis(f.target, imm.params, f.phis);
    addEdge(f.phis, b_.GetInsertBlock());
    b_.CreateBr(f.target);
    place(f.target);
    stack_.truncate(f.base);
    stack_.append(f.phis.begin(), f.phis.end());
  } else {
    f.target = f.end = end;
    makePhis(end, imm.results, f.phis);
  }
  frames_.push_back(std::move(f));
}

void FunctionLowering::block(const wasm::BlockImmediate &imm) { startBlock(Frame::Block, imm); }
void FunctionLowering::loop(const wasm::BlockImmediate &imm) {
  startBlock(Frame::Loop, imm);
  startStretch();
}

void FunctionLowering::if_(const wasm::BlockImmediate &imm) {
  Value *condition = b_.CreateIsNotNull(pop());
  startBlock(Frame::If, imm);
  Frame &f = frames_.back();
  f.params.assign(stack_.begin() + f.base, stack_.end());
  f.else_block = newBlock();
  BasicBlock *then_block = newBlock();
  hint(b_.CreateCondBr(condition, then_block, f.else_block));
  place(then_block);
  startStretch();
}

void FunctionLowering::else_(bool falls_through) {
  startStretch();
  Frame &f = frames_.back();
  if (falls_through) {
    addEdge(f.phis, b_.GetInsertBlock());
    b_.CreateBr(f.target);
  }
  f.kind = Frame::Else;
  stack_.truncate(f.base);
  stack_.append(f.params.begin(), f.params.end());
  place(f.else_block);
}

ArrayRef<PHINode *> FunctionLowering::endPhis(const Frame &f) {
  return f.kind == Frame::Loop ? f.end_phis : f.phis;
}

void FunctionLowering::end_(bool falls_through) {
  startStretch();
  Frame f = std::move(frames_.back());
  frames_.pop_back();
  if (f.kind == Frame::Body) {
    if (falls_through)
      emitReturn();
    return;
  }
  ArrayRef<PHINode *> phis = endPhis(f);
  if (falls_through) {
    addEdge(phis, b_.GetInsertBlock());
    b_.CreateBr(f.end);
  }
  stack_.truncate(f.base);
  if (f.kind == Frame::If) { // no else arm: its parameters are its results
    stack_.append(f.params.begin(), f.params.end());
    place(f.else_block);
    addEdge(phis, f.else_block);
    b_.CreateBr(f.end);
    stack_.truncate(f.base);
  }
  if (f.kind == Frame::TryTable)
    emitCatchClauses(f);
  else if (f.handler)
    endLegacyTry(f);
  placeEnd(f);
}

void FunctionLowering::placeEnd(Frame &f) {
  if (f.end->hasNPredecessorsOrMore(1)) {
    place(f.end);
    ArrayRef<PHINode *> phis = endPhis(f);
    stack_.append(phis.begin(), phis.end());
  } else {
    // Nothing gets here, and so nothing more is told until the next else or end.
    delete f.end;
  }
}

void FunctionLowering::br(const wasm::LabelImmediate &imm) { branchTo(imm.depth); }

void FunctionLowering::br_if(const wasm::LabelImmediate &imm) {
  Value *condition = b_.CreateIsNotNull(pop());
  BasicBlock *taken = edgeTo(imm.depth);
  BasicBlock *next = newBlock();
  hint(b_.CreateCondBr(condition, taken, next));
  place(next);
  startStretch();
}

void FunctionLowering::hint(Instruction *branch) {
  std::optional<bool> likely = module_.wasm.branchHint(offset);
  if (!likely)
    return;
  MDBuilder metadata(b_.getContext());
  branch->setMetadata(LLVMContext::MD_prof, *likely ? metadata.createLikelyBranchWeights()
                                                    : metadata.createUnlikelyBranchWeights());
}

void FunctionLowering::br_table(const wasm::BranchTableImmediate &imm) {
  Value *index = pop();
  SwitchInst *table = b_.CreateSwitch(index, edgeTo(imm.default_depth), imm.depths.size());
  // The table's own edges need phi entries even if they go where the default goes.
  BasicBlock *here = b_.GetInsertBlock();
  BasicBlock *return_block = nullptr;
  for (size_t i = 0; i < imm.depths.size(); ++i) {
    uint32_t depth = imm.depths[i];
    BasicBlock *to;
    if (frame(depth).kind == Frame::Body)
      to = return_block ? return_block : return_block = edgeTo(depth);
    else
      to = edgeTo(depth);
    b_.SetInsertPoint(here);
    table->addCase(b_.getInt32(i), to);
  }
}

void FunctionLowering::return_(const wasm::NoneImmediate &) { emitReturn(); }
void FunctionLowering::unreachable(const wasm::NoneImmediate &) { trap(TrapKind::Unreachable); }
void FunctionLowering::nop(const wasm::NoneImmediate &) {}

/// The load that `value` is, perhaps extended or put into vector lanes by the same instruction, if
/// nothing else uses it.
static LoadInst *unusedLoad(Value *value) {
  auto *instruction = dyn_cast<Instruction>(value);
  for (unsigned uses = 0; instruction && instruction->getNumUses() == uses; uses = 1) {
    if (auto *load = dyn_cast<LoadInst>(instruction))
      return isa<AllocaInst>(load->getPointerOperand()) ? nullptr : load;
    if (isa<CastInst>(instruction) || isa<ShuffleVectorInst>(instruction))
      instruction = dyn_cast<Instruction>(instruction->getOperand(0));
    else if (isa<InsertElementInst>(instruction))
      instruction = dyn_cast<Instruction>(instruction->getOperand(1));
    else
      break;
  }
  return nullptr;
}

void FunctionLowering::drop(const wasm::NoneImmediate &) {
  // A load whose value nobody wants still has to trap.
  if (LoadInst *load = unusedLoad(pop()))
    load->setVolatile(true);
}

void FunctionLowering::select(const wasm::SelectImmediate &) {
  Value *condition = b_.CreateIsNotNull(pop());
  Value *if_zero = pop();
  Value *if_not = pop();
  push(b_.CreateSelect(condition, if_not, if_zero));
}
void FunctionLowering::select_typed(const wasm::SelectImmediate &imm) { select(imm); }

} // namespace wasmelt::lower
