// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exceptions, those of 3.0 (try_table) and the legacy ones (try).
//
// Each try has a landing pad, to which calls inside of it unwind, and a dispatch block, in which
// the exception is compared with the clauses. What no clause wants goes on to the dispatch block of
// the next try around it in the same function, or is thrown again. A throw inside of a try of the
// same function is a branch.
#include "compiler/lower/abi_types.h"
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

// --- Where exceptions go
// --------------------------------------------------------------------------

FunctionLowering::Frame *FunctionLowering::handlerFrom(size_t count) {
  while (count-- > 0)
    if (Frame::Kind kind = frames_[count].kind; kind == Frame::Try || kind == Frame::TryTable)
      return &frames_[count];
  return nullptr;
}

PHINode *FunctionLowering::dispatchOf(Frame &f) {
  if (!f.handler->exception)
    f.handler->exception = PHINode::Create(module_.ptr, 2, "", f.handler->dispatch = newBlock());
  return f.handler->exception;
}

BasicBlock *FunctionLowering::landingPadOf(Frame &f) {
  BasicBlock *&pad = f.handler->landing_pad;
  if (pad)
    return pad;
  if (!function_->hasPersonalityFn())
    function_->setPersonalityFn(module_.personality());
  PHINode *exception = dispatchOf(f);
  pad = newBlock();
  pad->insertInto(function_);
  IRBuilder<> b(pad);
  // The second value, which would say which clause matched, is not used.
  LandingPadInst *landing =
      b.CreateLandingPad(StructType::get(module_.ptr, module_.i32), /*NumClauses=*/1);
  landing->addClause(instance_.nullReference()); // catches everything
  exception->addIncoming(b.CreateExtractValue(landing, 0), pad);
  b.CreateBr(f.handler->dispatch);
  return pad;
}

void FunctionLowering::throwFrom(Value *exception, size_t count) {
  if (Frame *f = handlerFrom(count)) {
    dispatchOf(*f)->addIncoming(exception, b_.GetInsertBlock());
    b_.CreateBr(f->handler->dispatch);
    return;
  }
  b_.CreateCall(module_.runtimeCall(RuntimeCall::exception_throw), {exception});
  b_.CreateUnreachable();
}

Value *FunctionLowering::placeDispatch(Frame &f) {
  PHINode *exception = dispatchOf(f);
  place(f.handler->dispatch);
  if (exception->getNumIncomingValues() != 0)
    return exception;
  // Nothing throws here, but the handlers count as reachable and will be told of.
  exception->eraseFromParent();
  return PoisonValue::get(module_.ptr);
}

// --- Exceptions and their values
// ------------------------------------------------------------------

FunctionLowering::ValueOffsets FunctionLowering::valueOffsets(const wasm::FunctionType &type) {
  ValueOffsets layout;
  layout.offsets.resize(type.params.size());
  auto place = [&](size_t i) {
    uint64_t size = type.params[i].isVector() ? 16 : 8;
    uint64_t at = alignTo(layout.size, size);
    layout.offsets[i] = at;
    layout.size = at + size;
  };
  for (size_t i = 0; i < type.params.size(); ++i)
    if (InstanceAccess::isExceptionReference(type.params[i])) {
      place(i);
      ++layout.references;
    }
  for (size_t i = 0; i < type.params.size(); ++i)
    if (!InstanceAccess::isExceptionReference(type.params[i]))
      place(i);
  return layout;
}

Value *FunctionLowering::exceptionValue(Value *exception, uint64_t offset) {
  uint64_t header =
      module_.ir.getDataLayout().getTypeAllocSize(abi::typeException(b_.getContext()));
  return b_.CreateConstInBoundsGEP1_64(b_.getInt8Ty(), exception, header + offset);
}

const wasm::FunctionType &FunctionLowering::tagType(uint32_t tag) const {
  return module_.wasm.types[module_.wasm.tags[tag].type].function;
}

void FunctionLowering::pushExceptionValues(Value *exception, uint32_t tag) {
  const wasm::FunctionType &type = tagType(tag);
  ValueOffsets layout = valueOffsets(type);
  for (size_t i = 0; i < type.params.size(); ++i)
    push(b_.CreateAlignedLoad(module_.type(type.params[i]),
                              exceptionValue(exception, layout.offsets[i]), Align(8)));
}

void FunctionLowering::captureException(IRBuilder<> &b, Value *exception) {
  b.CreateStore(b.getInt32(1), b.CreateStructGEP(abi::typeException(b.getContext()), exception,
                                                 abi::Exception::captured));
}

Value *FunctionLowering::hasTag(Value *exception, uint32_t tag) {
  Value *thrown = b_.CreateLoad(module_.ptr, b_.CreateStructGEP(abi::typeException(b_.getContext()),
                                                                exception, abi::Exception::tag));
  return b_.CreateICmpEQ(thrown, instance_.tag(b_, tag));
}

// --- Throwing
// -------------------------------------------------------------------------------------

void FunctionLowering::throw_(const wasm::TagImmediate &imm) {
  const wasm::FunctionType &type = tagType(imm.tag);
  ValueOffsets layout = valueOffsets(type);
  Value *exception = b_.CreateCall(
      module_.runtimeCall(RuntimeCall::exception_new),
      {instance_.tag(b_, imm.tag), b_.getInt32(layout.size), b_.getInt32(layout.references)});
  size_t first = stack_.size() - type.params.size();
  for (size_t i = 0; i < type.params.size(); ++i) {
    Value *slot = exceptionValue(exception, layout.offsets[i]);
    if (InstanceAccess::isExceptionReference(type.params[i]))
      b_.CreateCall(module_.runtimeCall(RuntimeCall::exception_store), {slot, stack_[first + i]});
    else
      b_.CreateAlignedStore(stack_[first + i], slot, Align(8));
  }
  stack_.truncate(first);
  throwFrom(exception, frames_.size());
}

void FunctionLowering::throw_ref(const wasm::NoneImmediate &) {
  Value *exception = pop();
  trapIf(b_.CreateIsNull(exception), TrapKind::NullReference);
  throwFrom(exception, frames_.size());
}

// --- try_table
// ------------------------------------------------------------------------------------

void FunctionLowering::try_table(const wasm::TryTableImmediate &imm) {
  startBlock(imm.catches.empty() ? Frame::Block : Frame::TryTable, imm);
  if (imm.catches.empty())
    return;
  Frame &f = frames_.back();
  f.handler = std::make_unique<Handler>();
  f.handler->catches.assign(imm.catches.begin(), imm.catches.end());
}

void FunctionLowering::emitCatchClauses(Frame &f) {
  Value *exception = placeDispatch(f);
  size_t height = stack_.size();
  bool catches_all = false;
  for (const wasm::CatchClause &clause : f.handler->catches) {
    BasicBlock *next = newBlock();
    if (clause.hasTag()) {
      BasicBlock *matched = newBlock();
      b_.CreateCondBr(hasTag(exception, clause.tag), matched, next);
      place(matched);
      pushExceptionValues(exception, clause.tag);
    }
    if (clause.hasRef()) {
      captureException(b_, exception);
      push(exception);
    } else {
      b_.CreateCall(module_.runtimeCall(RuntimeCall::exception_done), {exception});
    }
    branchTo(clause.depth);
    stack_.truncate(height);
    // What follows a clause that catches all is never reached, but the labels that it names count
    // as reachable, and code there will be told of.
    catches_all |= !clause.hasTag();
    place(next);
  }
  if (catches_all)
    b_.CreateUnreachable();
  else
    throwFrom(exception, frames_.size());
}

// --- Legacy: try, catch, catch_all, delegate, rethrow
// -------------------------------------------------

void FunctionLowering::try_(const wasm::BlockImmediate &imm) {
  startBlock(Frame::Try, imm);
  frames_.back().handler = std::make_unique<Handler>();
}

void FunctionLowering::startLegacyHandler(bool falls_through) {
  startStretch();
  Frame &f = frames_.back();
  if (falls_through) {
    addEdge(f.phis, b_.GetInsertBlock());
    b_.CreateBr(f.target);
  }
  stack_.truncate(f.base);
  if (f.kind == Frame::Try) { // the first one
    f.handler->caught = placeDispatch(f);
    f.kind = Frame::Catch;
  } else {
    place(f.handler->next);
  }
  f.handler->next = nullptr;
  f.handler->done = nullptr;
}

void FunctionLowering::endOfException() {
  Handler &handler = *frames_.back().handler;
  // Unless it will be thrown again, which is not known yet.
  handler.done = b_.CreateCall(module_.runtimeCall(RuntimeCall::exception_done), {handler.caught});
}

void FunctionLowering::catch_(const wasm::TagImmediate &imm, bool falls_through) {
  startLegacyHandler(falls_through);
  Handler &handler = *frames_.back().handler;
  BasicBlock *matched = newBlock();
  handler.next = newBlock();
  b_.CreateCondBr(hasTag(handler.caught, imm.tag), matched, handler.next);
  place(matched);
  pushExceptionValues(handler.caught, imm.tag);
  endOfException();
}

void FunctionLowering::catch_all(bool falls_through) {
  startLegacyHandler(falls_through);
  endOfException();
}

void FunctionLowering::rethrow(const wasm::LabelImmediate &imm) {
  Handler &handler = *frame(imm.depth).handler;
  if (handler.done) {
    IRBuilder<> b(handler.done);
    captureException(b, handler.caught);
    handler.done->eraseFromParent();
    handler.done = nullptr;
  }
  throwFrom(handler.caught, frames_.size());
}

void FunctionLowering::endLegacyTry(Frame &f) {
  if (f.kind == Frame::Catch && f.handler->next) {
    place(f.handler->next);
    throwFrom(f.handler->caught, frames_.size());
  } else if (f.kind == Frame::Try && f.handler->exception) { // without a handler
    throwFrom(placeDispatch(f), frames_.size());
  }
}

void FunctionLowering::delegate(const wasm::LabelImmediate &imm, bool falls_through) {
  startStretch();
  Frame f = std::move(frames_.back());
  frames_.pop_back();
  if (falls_through) {
    addEdge(f.phis, b_.GetInsertBlock());
    b_.CreateBr(f.target);
  }
  stack_.truncate(f.base);
  // As if thrown right inside of the block that the label belongs to.
  if (f.handler->exception)
    throwFrom(placeDispatch(f), frames_.size() - imm.depth);
  placeEnd(f);
}

} // namespace wasmelt::lower
