// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How instructions nest; read_immediates.cpp has what each consists of.
#include "compiler/wasm/text/read_instructions.h"

namespace wasmelt::wasm::text {

void ExpressionReader::instructions(CodeBuffer &out, const IndexSpace *locals) {
  locals_ = locals;
  labels_.assign(1, std::nullopt); // the body itself
  label_count_ = 0;
  label_names_.clear();
  frames_.push_back({.kind = Frame::Sequence});
  run(out);
}

void ExpressionReader::foldedInstruction(CodeBuffer &out) {
  locals_ = nullptr;
  labels_.assign(1, std::nullopt);
  frames_.push_back({.kind = Frame::Single});
  beginFolded(out);
  run(out);
}

void ExpressionReader::run(CodeBuffer &out) {
  while (!frames_.empty()) {
    switch (frames_.back().kind) {
    case Frame::Single:
      frames_.pop_back();
      break;
    case Frame::FoldedPlain:
    case Frame::FoldedCondition:
      stepInOperands(out);
      break;
    case Frame::FoldedAfterThen:
    case Frame::FoldedAfterElse:
      stepAfterThen(out);
      break;
    case Frame::FoldedTry:
    case Frame::FoldedAfterDo:
    case Frame::FoldedAfterCatch:
    case Frame::FoldedAfterCatchAll:
      stepInTry(out);
      break;
    default:
      stepInSequence(out);
    }
  }
}

void ExpressionReader::stepInSequence(CodeBuffer &out) {
  readHints();
  const Token &token = reader_.peek();
  if (token.kind == Token::Keyword)
    return flatInstruction(out);
  if (token.kind == Token::LeftParen)
    return beginFolded(out);
  const Frame::Kind kind = frames_.back().kind;
  const bool is_flat = kind >= Frame::FlatBlock && kind <= Frame::FlatCatchAll;
  if (token.kind != Token::RightParen || is_flat)
    reader_.failUnexpected(is_flat ? "an instruction or 'end'" : "an instruction or ')'");
  if (kind == Frame::Sequence) {
    frames_.pop_back();
    return;
  }
  reader_.next();
  closeFolded(out);
}

/// At the `)` of something folded that holds instructions, which has been read.
void ExpressionReader::closeFolded(CodeBuffer &out) {
  const bool is_block = frames_.back().kind == Frame::FoldedBlock;
  if (is_block)
    return end(out);
  frames_.pop_back(); // an arm of what is below
}

/// The operands of a folded instruction, or of a folded `if`.
void ExpressionReader::stepInOperands(CodeBuffer &out) {
  const bool is_condition = frames_.back().kind == Frame::FoldedCondition;
  readHints();
  if (is_condition ? reader_.atOpen("then") : reader_.at(Token::RightParen)) {
    Frame &frame = frames_.back();
    placeHints(out, frame.hints);
    out.append(pending_, frame.pending_bytes, frame.pending_marks);
    pending_.truncate(frame.pending_bytes, frame.pending_marks);
    if (!is_condition) {
      reader_.next();
      frames_.pop_back();
      return;
    }
    enterLabel(std::move(frame.label));
    frame.kind = Frame::FoldedAfterThen;
    reader_.expectOpen("then");
    frames_.push_back({.kind = Frame::FoldedArm});
    return;
  }
  if (!reader_.at(Token::LeftParen))
    reader_.failUnexpected(is_condition ? "'(then'" : "an operand or ')'");
  beginFolded(out);
}

void ExpressionReader::stepAfterThen(CodeBuffer &out) {
  Frame &frame = frames_.back();
  if (frame.kind == Frame::FoldedAfterThen && reader_.atOpen("else")) {
    frame.kind = Frame::FoldedAfterElse;
    reader_.next();
    out.mark(reader_.next().begin);
    out.u8(static_cast<uint8_t>(Opcode::else_));
    frames_.push_back({.kind = Frame::FoldedArm});
    return;
  }
  reader_.expectClose();
  end(out);
}

/// Between the arms of a folded `try`.
void ExpressionReader::stepInTry(CodeBuffer &out) {
  Frame &frame = frames_.back();
  if (frame.kind == Frame::FoldedTry) {
    reader_.expectOpen("do");
    frame.kind = Frame::FoldedAfterDo;
    frames_.push_back({.kind = Frame::FoldedArm});
    return;
  }
  if (reader_.accept(Token::RightParen))
    return end(out);
  const std::string_view word = reader_.openKeyword();
  const bool may_catch =
      frame.kind != Frame::FoldedAfterCatchAll && (word == "catch" || word == "catch_all");
  if (!may_catch && !(frame.kind == Frame::FoldedAfterDo && word == "delegate"))
    reader_.failUnexpected("')' or a handler of the 'try'");
  reader_.next();
  const Token &keyword = reader_.next();
  const OpcodeRow &instruction = *findInstruction(word);
  opcode(out, instruction, keyword.begin);
  if (word == "delegate") {
    leaveLabel();
    out.unsignedLeb(labelIndex());
    reader_.expectClose();
    reader_.expectClose();
    frames_.pop_back();
    return;
  }
  frame.kind = word == "catch" ? Frame::FoldedAfterCatch : Frame::FoldedAfterCatchAll;
  if (word == "catch")
    index(out, names_.tags);
  frames_.push_back({.kind = Frame::FoldedArm});
}

void ExpressionReader::beginFolded(CodeBuffer &out) {
  reader_.expect(Token::LeftParen, "'('");
  const Token &keyword = reader_.peek();
  const OpcodeRow *instruction =
      keyword.kind == Token::Keyword ? findInstruction(reader_.textOf(keyword)) : nullptr;
  if (!instruction) {
    reader_.moveTo(reader_.position() - 1);
    reader_.failUnexpected("an instruction");
  }
  const ImmediateKind kind = instruction->immediate;
  if (kind == ImmediateKind::Structure || kind == ImmediateKind::StructureTag ||
      kind == ImmediateKind::StructureLabel)
    reader_.failUnexpected("an instruction that can be folded");
  reader_.next();
  std::vector<Hint> hints = std::move(hints_);
  hints_.clear();
  if ((kind == ImmediateKind::Block || kind == ImmediateKind::TryTable) &&
      instruction->opcode != Opcode::if_) {
    placeHints(out, hints);
    enterLabel(blockHead(out, *instruction, keyword.begin));
    const bool is_try = instruction->text == "try";
    frames_.push_back({.kind = is_try ? Frame::FoldedTry : Frame::FoldedBlock});
    return;
  }
  Frame frame{.kind = Frame::FoldedPlain,
              .pending_bytes = pending_.bytes.size(),
              .pending_marks = pending_.marks.size()};
  frame.hints = std::move(hints);
  if (instruction->opcode == Opcode::if_) {
    frame.kind = Frame::FoldedCondition;
    frame.label = blockHead(pending_, *instruction, keyword.begin);
  } else {
    plain(pending_, *instruction, keyword.begin);
  }
  frames_.push_back(std::move(frame));
}

void ExpressionReader::flatInstruction(CodeBuffer &out) {
  const Token &keyword = reader_.peek();
  const OpcodeRow *instruction = findInstruction(reader_.textOf(keyword));
  if (!instruction)
    reader_.failUnexpected("an instruction");
  switch (instruction->immediate) {
  case ImmediateKind::Structure:
  case ImmediateKind::StructureTag:
  case ImmediateKind::StructureLabel:
    return structure(out, *instruction);
  case ImmediateKind::Block:
  case ImmediateKind::TryTable: {
    reader_.next();
    placeHints(out, hints_);
    hints_.clear();
    enterLabel(blockHead(out, *instruction, keyword.begin));
    const Frame::Kind kind = instruction->opcode == Opcode::if_ ? Frame::FlatIf
                             : instruction->text == "try"       ? Frame::FlatTry
                                                                : Frame::FlatBlock;
    frames_.push_back({.kind = kind});
    return;
  }
  default:
    reader_.next();
    placeHints(out, hints_);
    hints_.clear();
    return plain(out, *instruction, keyword.begin);
  }
}

/// `else`, `end`, `catch`, `catch_all` and `delegate` of flat blocks.
void ExpressionReader::structure(CodeBuffer &out, const OpcodeRow &instruction) {
  Frame &frame = frames_.back();
  const bool is_flat = frame.kind >= Frame::FlatBlock && frame.kind <= Frame::FlatCatchAll;
  if (instruction.opcode == Opcode::end_) {
    if (!is_flat)
      reader_.failUnexpected("an instruction or ')'");
    reader_.next();
    expectMatchingLabel();
    return end(out);
  }
  if (instruction.opcode == Opcode::else_) {
    if (frame.kind != Frame::FlatIf)
      reader_.failUnexpected(is_flat ? "an instruction or 'end'" : "an instruction or ')'");
    opcode(out, instruction, reader_.next().begin);
    expectMatchingLabel();
    frame.kind = Frame::FlatElse;
    return;
  }
  const bool is_delegate = instruction.immediate == ImmediateKind::StructureLabel;
  if (frame.kind != Frame::FlatTry && (is_delegate || frame.kind != Frame::FlatCatch))
    reader_.failUnexpected(is_flat ? "an instruction or 'end'" : "an instruction or ')'");
  opcode(out, instruction, reader_.next().begin);
  if (is_delegate) {
    leaveLabel();
    out.unsignedLeb(labelIndex());
    frames_.pop_back();
  } else if (instruction.immediate == ImmediateKind::StructureTag) {
    index(out, names_.tags);
    frame.kind = Frame::FlatCatch;
  } else {
    frame.kind = Frame::FlatCatchAll;
  }
}

/// Ends the block of the innermost frame; its `end` or `)` has been read.
void ExpressionReader::end(CodeBuffer &out) {
  out.mark(reader_.token(reader_.position() - 1).begin);
  out.u8(static_cast<uint8_t>(Opcode::end_));
  leaveLabel();
  frames_.pop_back();
}

/// After `else` or `end`, the block's label may stand once more.
void ExpressionReader::expectMatchingLabel() {
  if (!reader_.at(Token::Id))
    return;
  const Token &token = reader_.peek();
  if (reader_.acceptId() != labels_.back())
    reader_.fail(token, "mismatching label " + std::string(reader_.textOf(token)) +
                            (labels_.back() ? ": the block is $" + *labels_.back()
                                            : ": the block has none"));
}

void ExpressionReader::enterLabel(Binding label) {
  if (!label.empty())
    label_names_.emplace(label_count_, label.name ? *label.name : *label.id);
  ++label_count_;
  labels_.push_back(std::move(label.id));
}

uint32_t ExpressionReader::labelIndex() {
  const Token &token = reader_.peek();
  const std::optional<std::string> id = reader_.acceptId();
  if (!id)
    return reader_.u32("a label");
  for (size_t depth = 0; depth < labels_.size(); ++depth)
    if (labels_[labels_.size() - 1 - depth] == id)
      return static_cast<uint32_t>(depth);
  reader_.fail(token, "unknown label $" + *id);
}

void ExpressionReader::readHints() {
  for (;;) {
    const std::optional<std::string> id = reader_.annotationId();
    if (!id || !id->starts_with("metadata.code.") || !locals_)
      break;
    const Token &token = reader_.token(reader_.position());
    for (const Hint &hint : hints_)
      if (hint.section == *id)
        reader_.fail(token, "@" + *id + " annotation: duplicate annotation");
    reader_.acceptAnnotation(*id);
    hints_.push_back({*id, reader_.strings()});
    reader_.expectClose();
  }
  if (!hints_.empty() && !reader_.at(Token::LeftParen) && !reader_.at(Token::Keyword))
    reader_.failUnexpected("the instruction that the annotation is for");
}

void ExpressionReader::placeHints(const CodeBuffer &out, const std::vector<Hint> &hints) {
  for (const Hint &hint : hints)
    metadata_[hint.section].push_back({out.size(), hint.data});
}

} // namespace wasmelt::wasm::text
