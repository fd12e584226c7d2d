// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Validation of blocks, branches, calls and exceptions.
#include "compiler/wasm/function_validator.h"

namespace wasmelt::wasm {

// --- Blocks
// -----------------------------------------------------------------------------------------

void FunctionValidator::openBlock(ControlFrame::Kind kind, const BlockImmediate &imm) {
  frames_.push_back({.params = imm.params,
                     .results = imm.results,
                     .height = stack_.size(),
                     .set_locals = static_cast<uint32_t>(scratch_.set_locals.size()),
                     .kind = kind,
                     .is_live = live_});
  enterCode(live_);
  push(imm.params);
}

/// At the end of an arm of a block: exactly the results must be on the stack. Leaves it empty.
void FunctionValidator::closeArm() {
  const ControlFrame &frame = frames_.back();
  pop(frame.results);
  if (size_t count = stack_.size() - frame.height)
    invalid("type mismatch: " + std::to_string(count) + (count == 1 ? " value" : " values") +
            " too many on the stack at " + currentText());
}

/// Another arm of the innermost block begins, after closeArm(). Returns whether control falls out
/// of the one before.
bool FunctionValidator::openArm(ControlFrame::Kind kind) {
  ControlFrame &frame = frames_.back();
  const bool falls_through = live_;
  frame.end_is_reached |= live_;
  frame.kind = kind;
  frame.is_unreachable = false;
  if (has_unset_locals_)
    forgetSetLocals(frame.set_locals);
  enterCode(frame.is_live);
  if (tell_)
    visitor_->offset = offset_;
  return falls_through;
}

void FunctionValidator::elseInstruction() {
  if (frames_.back().kind != ControlFrame::If)
    invalid("type mismatch: else without if");
  closeArm();
  const bool falls_through = openArm(ControlFrame::Else);
  if (tell_)
    visitor_->else_(falls_through);
  push(frames_.back().params);
}

void FunctionValidator::catchInstruction() {
  context_.require(features_, Feature::LegacyExceptions, offset_, "catch");
  const TagImmediate imm = immediates_.read<Opcode::catch_>(static_cast<TagImmediate *>(nullptr));
  const ControlFrame::Kind kind = frames_.back().kind;
  if (kind != ControlFrame::Try && kind != ControlFrame::Catch)
    context_.fail(Error::Kind::Malformed, offset_, "misplaced catch: there is no try before it");
  const FunctionType &tag = tagType(imm.tag);
  closeArm();
  const bool falls_through = openArm(ControlFrame::Catch);
  if (tell_)
    visitor_->catch_(imm, falls_through);
  push(tag.params);
}

void FunctionValidator::catchAllInstruction() {
  context_.require(features_, Feature::LegacyExceptions, offset_, "catch_all");
  const ControlFrame::Kind kind = frames_.back().kind;
  if (kind != ControlFrame::Try && kind != ControlFrame::Catch)
    context_.fail(Error::Kind::Malformed, offset_,
                  "misplaced catch_all: there is no try before it");
  closeArm();
  const bool falls_through = openArm(ControlFrame::CatchAll);
  if (tell_)
    visitor_->catch_all(falls_through);
}

void FunctionValidator::delegateInstruction() {
  context_.require(features_, Feature::LegacyExceptions, offset_, "delegate");
  const LabelImmediate imm =
      immediates_.read<Opcode::delegate>(static_cast<LabelImmediate *>(nullptr));
  if (frames_.back().kind != ControlFrame::Try)
    context_.fail(Error::Kind::Malformed, offset_, "misplaced delegate: there is no try before it");
  if (imm.depth >= frames_.size() - 1)
    unknown("label", imm.depth, frames_.size() - 1);
  closeArm();
  const ControlFrame frame = frames_.back();
  const bool falls_through = live_;
  frames_.pop_back();
  if (has_unset_locals_)
    forgetSetLocals(frame.set_locals);
  if (frame.is_live && visitor_) {
    visitor_->offset = offset_;
    visitor_->delegate(imm, falls_through);
  }
  enterCode(falls_through || frame.end_is_reached);
  push(frame.results);
}

void FunctionValidator::endInstruction() {
  closeArm();
  const ControlFrame frame = frames_.back();
  const bool falls_through = live_;
  bool reached = live_ || (frame.end_is_reached && frame.kind != ControlFrame::Loop);
  if (frame.kind == ControlFrame::If) {
    // Without `else`, the parameters are the results if the condition is false.
    bool passes = frame.params.size() == frame.results.size();
    for (size_t i = 0; passes && i < frame.params.size(); ++i)
      passes = isSubtype(frame.params[i], frame.results[i]);
    if (!passes)
      invalid("type mismatch: if without else must have the same parameters as results");
    reached |= frame.is_live;
  }
  frames_.pop_back();
  if (has_unset_locals_)
    forgetSetLocals(frame.set_locals);
  if (frame.is_live && visitor_) {
    visitor_->offset = offset_;
    visitor_->end_(falls_through);
  }
  enterCode(reached);
  if (!frames_.empty())
    push(frame.results);
}

void FunctionValidator::unreachable(NoneImmediate &) {}
void FunctionValidator::block(BlockImmediate &imm) { pop(imm.params); }
void FunctionValidator::loop(BlockImmediate &imm) { pop(imm.params); }
void FunctionValidator::if_(BlockImmediate &imm) {
  pop(ValueType::I32);
  pop(imm.params);
}
void FunctionValidator::try_(BlockImmediate &imm) { pop(imm.params); }

// --- Branches
// ---------------------------------------------------------------------------------------

void FunctionValidator::br(LabelImmediate &imm) {
  ControlFrame &target = label(imm.depth);
  pop(target.labelTypes());
  branchTo(target);
}
void FunctionValidator::br_if(LabelImmediate &imm) {
  pop(ValueType::I32);
  ControlFrame &target = label(imm.depth);
  pop(target.labelTypes());
  push(target.labelTypes());
  branchTo(target);
}
void FunctionValidator::br_table(BranchTableImmediate &imm) {
  pop(ValueType::I32);
  ControlFrame &fallback = label(imm.default_depth);
  const size_t arity = fallback.labelTypes().size();
  const ValueType *checked = nullptr; // most tables have runs of labels of the same types
  for (const uint32_t depth : imm.depths) {
    ControlFrame &target = label(depth);
    if (target.labelTypes().size() != arity)
      invalid("type mismatch: the labels of br_table take different numbers of operands: " +
              std::to_string(target.labelTypes().size()) + " and " + std::to_string(arity));
    if (target.labelTypes().data() != checked)
      checkTop(target.labelTypes());
    checked = target.labelTypes().data();
    branchTo(target);
  }
  pop(fallback.labelTypes());
  branchTo(fallback);
}
void FunctionValidator::return_(NoneImmediate &) { pop(frames_.front().results); }

void FunctionValidator::br_on_null(LabelImmediate &imm) {
  const ValueType reference = popReference();
  ControlFrame &target = label(imm.depth);
  pop(target.labelTypes());
  push(target.labelTypes());
  push(PackedType(ValueType::ref(reference.heap(), false)));
  branchTo(target);
}
void FunctionValidator::br_on_non_null(LabelImmediate &imm) {
  const ValueType reference = popReference();
  ControlFrame &target = label(imm.depth);
  const std::span<const ValueType> types = target.labelTypes();
  const PackedType passed = ValueType::ref(reference.heap(), false);
  if (types.empty() || !types.back().isRef() || !isSubtype(passed, types.back()))
    mismatch("a label that takes " + passed.unpack().str() + " last",
             types.empty() ? "one that takes nothing" : types.back().str());
  pop(types.first(types.size() - 1));
  push(types.first(types.size() - 1));
  branchTo(target);
}

// --- Calls
// ------------------------------------------------------------------------------------------

/// A call in place of a return: the callee's results are this function's.
void FunctionValidator::checkTailCall(const FunctionType &callee) {
  const std::span<const ValueType> results = frames_.front().results;
  bool passes = callee.results.size() == results.size();
  for (size_t i = 0; passes && i < results.size(); ++i)
    passes = isSubtype(callee.results[i], results[i]);
  if (!passes)
    mismatch("a function with this function's results", callee.str());
}

void FunctionValidator::call(FunctionImmediate &imm) {
  const FunctionType &type = module_.functionType(imm.function);
  pop(type.params);
  push(type.results);
}
void FunctionValidator::return_call(FunctionImmediate &imm) {
  const FunctionType &type = module_.functionType(imm.function);
  checkTailCall(type);
  pop(type.params);
}

void FunctionValidator::call_indirect(CallIndirectImmediate &imm) {
  const Table &callees = table(imm.table);
  if (!isSubtype(callees.type.element, ValueType::funcref()))
    mismatch("a table of functions", "a table of " + callees.type.element.str());
  const FunctionType &type = functionType(imm.type);
  pop(addressType(callees.type.limits));
  pop(type.params);
  push(type.results);
}
void FunctionValidator::return_call_indirect(CallIndirectImmediate &imm) {
  const Table &callees = table(imm.table);
  if (!isSubtype(callees.type.element, ValueType::funcref()))
    mismatch("a table of functions", "a table of " + callees.type.element.str());
  const FunctionType &type = functionType(imm.type);
  checkTailCall(type);
  pop(addressType(callees.type.limits));
  pop(type.params);
}

void FunctionValidator::call_ref(TypeImmediate &imm) {
  const FunctionType &type = functionType(imm.type);
  pop(PackedType(concrete(imm.type, true)));
  pop(type.params);
  push(type.results);
}
void FunctionValidator::return_call_ref(TypeImmediate &imm) {
  const FunctionType &type = functionType(imm.type);
  checkTailCall(type);
  pop(PackedType(concrete(imm.type, true)));
  pop(type.params);
}

// --- Exceptions
// -------------------------------------------------------------------------------------

/// A handler takes the tag's parameters and, if it asks for it, the exception itself along.
void FunctionValidator::checkCatch(const CatchClause &clause) {
  std::span<const ValueType> params;
  if (clause.hasTag())
    params = tagType(clause.tag).params;
  ControlFrame &target = label(clause.depth);
  const std::span<const ValueType> types = target.labelTypes();
  bool passes = types.size() == params.size() + clause.hasRef();
  for (size_t i = 0; passes && i < params.size(); ++i)
    passes = isSubtype(params[i], types[i]);
  if (passes && clause.hasRef())
    passes = isSubtype(ValueType::ref({HeapType::Exn, 0}, false), types.back());
  if (!passes)
    invalid("type mismatch: label " + std::to_string(clause.depth) +
            " of a catch clause takes other operands than the clause passes on");
  branchTo(target);
}

void FunctionValidator::try_table(TryTableImmediate &imm) {
  for (const CatchClause &clause : imm.catches)
    checkCatch(clause);
  pop(imm.params);
}
void FunctionValidator::throw_(TagImmediate &imm) { pop(tagType(imm.tag).params); }
void FunctionValidator::throw_ref(NoneImmediate &) {
  pop(PackedType(ValueType::ref(HeapType::Exn)));
}
void FunctionValidator::rethrow(LabelImmediate &imm) {
  const ControlFrame::Kind kind = label(imm.depth).kind;
  if (kind != ControlFrame::Catch && kind != ControlFrame::CatchAll)
    invalid("invalid rethrow label: " + std::to_string(imm.depth) + " is not a catch");
}

} // namespace wasmelt::wasm
