// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The immediates of instructions, by their kind in opcodes.def: a new instruction needs something
// here only if its kind is new, too.
#include "compiler/wasm/text/literals.h"
#include "compiler/wasm/text/read_instructions.h"
#include "compiler/wasm/text/read_numbers.h"

#include <bit>

namespace wasmelt::wasm::text {

void ExpressionReader::opcode(CodeBuffer &out, const OpcodeRow &instruction, uint32_t source) {
  out.mark(source);
  if (instruction.prefix == 0) {
    out.u8(static_cast<uint8_t>(instruction.code));
  } else {
    out.u8(instruction.prefix);
    out.unsignedLeb(instruction.code);
  }
}

Binding ExpressionReader::blockHead(CodeBuffer &out, const OpcodeRow &instruction,
                                    uint32_t source) {
  opcode(out, instruction, source);
  Binding label = readBinding(reader_, "label");
  types_.blockType(out);
  if (instruction.immediate == ImmediateKind::TryTable)
    catchClauses(out);
  return label;
}

void ExpressionReader::catchClauses(CodeBuffer &out) {
  static constexpr std::string_view kClauses[] = {"catch", "catch_ref", "catch_all",
                                                  "catch_all_ref"};
  CodeBuffer clauses;
  uint32_t count = 0;
  for (bool found = true; found;) {
    found = false;
    for (uint8_t kind = 0; kind < 4; ++kind) {
      if (!reader_.acceptOpen(kClauses[kind]))
        continue;
      clauses.mark(reader_.token(reader_.position() - 1).begin);
      clauses.u8(kind);
      if (kind < 2)
        index(clauses, names_.tags);
      clauses.unsignedLeb(labelIndex());
      reader_.expectClose();
      ++count;
      found = true;
      break;
    }
  }
  out.unsignedLeb(count);
  out.append(clauses);
}

void ExpressionReader::index(CodeBuffer &out, const IndexSpace &space) {
  out.mark(reader_.peek().begin);
  out.unsignedLeb(space.read(reader_));
}

void ExpressionReader::plain(CodeBuffer &out, const OpcodeRow &instruction, uint32_t source) {
  // Instructions of one text: the immediate tells which.
  const OpcodeRow *chosen = &instruction;
  ValueType reference;
  if (instruction.immediate == ImmediateKind::Select && reader_.atOpen("result")) {
    ++chosen;
  } else if (instruction.immediate == ImmediateKind::Reference) {
    reference = types_.referenceType();
    chosen += reference.nullable();
  }
  opcode(out, *chosen, source);
  if (chosen->immediate == ImmediateKind::Reference)
    out.heapType(reference.heap());
  else if (chosen->immediate == ImmediateKind::SelectTyped)
    out.resultType(types_.results());
  else
    immediates(out, *chosen);
}

void ExpressionReader::immediates(CodeBuffer &out, const OpcodeRow &instruction) {
  switch (instruction.immediate) {
  case ImmediateKind::None:
  case ImmediateKind::Select:
  // Read with the instruction itself:
  case ImmediateKind::Structure:
  case ImmediateKind::StructureTag:
  case ImmediateKind::StructureLabel:
  case ImmediateKind::Block:
  case ImmediateKind::TryTable:
  case ImmediateKind::SelectTyped:
  case ImmediateKind::Reference:
    return;
  case ImmediateKind::Fence:
    return out.u8(0);
  case ImmediateKind::Tag:
    return index(out, names_.tags);
  case ImmediateKind::Label:
    out.mark(reader_.peek().begin);
    return out.unsignedLeb(labelIndex());
  case ImmediateKind::BranchTable:
    return branchTable(out);
  case ImmediateKind::CastBranch:
    return castBranch(out);
  case ImmediateKind::Function:
    return index(out, names_.functions);
  case ImmediateKind::CallIndirect: {
    const uint32_t table = optionalIndex(names_.tables);
    out.unsignedLeb(types_.typeUse(/*allow_names=*/false).index);
    return out.unsignedLeb(table);
  }
  case ImmediateKind::Type:
    return index(out, names_.types);
  case ImmediateKind::Local: {
    static const IndexSpace none("local");
    return index(out, locals_ ? *locals_ : none);
  }
  case ImmediateKind::Global:
    return index(out, names_.globals);
  case ImmediateKind::Table:
    return out.unsignedLeb(optionalIndex(names_.tables));
  case ImmediateKind::TableCopy:
    return copy(out, names_.tables);
  case ImmediateKind::TableInit:
    return segmentAndSpace(out, names_.elements, names_.tables);
  case ImmediateKind::Element:
    return index(out, names_.elements);
  case ImmediateKind::Memory:
    return out.unsignedLeb(optionalIndex(names_.memories));
  case ImmediateKind::MemoryCopy:
    return copy(out, names_.memories);
  case ImmediateKind::MemoryInit:
    uses_datas_ = true;
    return segmentAndSpace(out, names_.datas, names_.memories);
  case ImmediateKind::Data:
    uses_datas_ = true;
    return index(out, names_.datas);
  case ImmediateKind::MemArg:
    return memArg(out, instruction, /*has_lane=*/false);
  case ImmediateKind::MemArgLane:
    memArg(out, instruction, /*has_lane=*/true);
    return lane(out);
  case ImmediateKind::Lane:
    return lane(out);
  case ImmediateKind::Shuffle:
    return shuffle(out);
  case ImmediateKind::I32:
    return out.signedLeb(static_cast<int32_t>(readInteger(reader_, 32)));
  case ImmediateKind::I64:
    return out.signedLeb(static_cast<int64_t>(readInteger(reader_, 64)));
  case ImmediateKind::F32:
    return out.fixed(readFloat(reader_, 32), 4);
  case ImmediateKind::F64:
    return out.fixed(readFloat(reader_, 64), 8);
  case ImmediateKind::V128:
    for (uint8_t byte : readV128(reader_))
      out.u8(byte);
    return;
  case ImmediateKind::HeapType:
    out.mark(reader_.peek().begin);
    return out.heapType(types_.heapType());
  case ImmediateKind::StructField:
    return structField(out);
  case ImmediateKind::ArrayFixed:
    index(out, names_.types);
    return out.unsignedLeb(reader_.u32("the size of the array"));
  case ImmediateKind::ArrayData:
    uses_datas_ = true;
    index(out, names_.types);
    return index(out, names_.datas);
  case ImmediateKind::ArrayElement:
    index(out, names_.types);
    return index(out, names_.elements);
  case ImmediateKind::ArrayCopy:
    index(out, names_.types);
    return index(out, names_.types);
  }
}

void ExpressionReader::branchTable(CodeBuffer &out) {
  std::vector<uint32_t> labels{labelIndex()};
  while (reader_.atIndex())
    labels.push_back(labelIndex());
  out.unsignedLeb(labels.size() - 1);
  for (uint32_t label : labels)
    out.unsignedLeb(label);
}

void ExpressionReader::castBranch(CodeBuffer &out) {
  const uint32_t label = labelIndex();
  const ValueType source = types_.referenceType(), target = types_.referenceType();
  out.u8(static_cast<uint8_t>(source.nullable() | target.nullable() << 1));
  out.unsignedLeb(label);
  out.heapType(source.heap());
  out.heapType(target.heap());
}

/// `memory.init $memory? $data` and `table.init $table? $elem`, the other way round in binary.
void ExpressionReader::segmentAndSpace(CodeBuffer &out, const IndexSpace &segments,
                                       const IndexSpace &space) {
  const size_t second = reader_.position() + 1;
  const Token::Kind kind = reader_.atIndex() ? reader_.token(second).kind : Token::End;
  const uint32_t index = kind == Token::Natural || kind == Token::Id ? space.read(reader_) : 0;
  out.mark(reader_.peek().begin);
  out.unsignedLeb(segments.read(reader_));
  out.unsignedLeb(index);
}

/// `memory.copy $to $from`: both or none.
void ExpressionReader::copy(CodeBuffer &out, const IndexSpace &space) {
  uint32_t to = 0, from = 0;
  if (reader_.atIndex()) {
    to = space.read(reader_);
    from = space.read(reader_);
  }
  out.unsignedLeb(to);
  out.unsignedLeb(from);
}

void ExpressionReader::structField(CodeBuffer &out) {
  out.mark(reader_.peek().begin);
  const uint32_t type = names_.types.read(reader_);
  out.unsignedLeb(type);
  static const IndexSpace none("field");
  auto fields = names_.fields.find(type);
  index(out, fields == names_.fields.end() ? none : fields->second);
}

void ExpressionReader::memArg(CodeBuffer &out, const OpcodeRow &instruction, bool has_lane) {
  uint32_t memory = 0;
  if (reader_.atIndex()) {
    // A lone number before the end of the immediates of a lane access is the lane.
    const Token &after = reader_.token(reader_.position() + 1);
    const bool more =
        after.kind == Token::Natural ||
        (after.kind == Token::Keyword && (reader_.textOf(after).starts_with("offset=") ||
                                          reader_.textOf(after).starts_with("align=")));
    if (!has_lane || reader_.at(Token::Id) || more)
      memory = names_.memories.read(reader_);
  }
  auto field = [&](std::string_view name) -> std::optional<uint64_t> {
    const Token &token = reader_.peek();
    const std::string_view text = reader_.textOf(token);
    if (token.kind != Token::Keyword || !text.starts_with(name))
      return std::nullopt;
    const std::string_view number = text.substr(name.size());
    if (classifyNumber(number) != Token::Natural)
      reader_.fail(token, "unknown operator " + std::string(text));
    const std::optional<uint64_t> value = parseNatural(number);
    if (!value)
      reader_.fail(token, "i64 constant out of range: " + std::string(number));
    reader_.next();
    return value;
  };
  const uint64_t offset = field("offset=").value_or(0);
  const Token &align_token = reader_.peek();
  uint32_t align_log2 = instruction.align_log2;
  if (const std::optional<uint64_t> align = field("align=")) {
    if (!std::has_single_bit(*align))
      reader_.fail(align_token,
                   "alignment must be a power of two, found " + std::to_string(*align));
    align_log2 = static_cast<uint32_t>(std::countr_zero(*align));
  }
  constexpr uint32_t has_memory = 0x40;
  out.unsignedLeb(align_log2 | (memory ? has_memory : 0));
  if (memory)
    out.unsignedLeb(memory);
  out.unsignedLeb(offset);
}

void ExpressionReader::shuffle(CodeBuffer &out) {
  auto isNumber = [&](size_t index) {
    const Token::Kind kind = reader_.token(index).kind;
    return kind == Token::Natural || kind == Token::Integer || kind == Token::Float;
  };
  size_t end = reader_.position();
  while (isNumber(end))
    ++end;
  const size_t count = end - reader_.position();
  if (count != 16 && reader_.token(end).kind != Token::Reserved)
    reader_.fail(reader_.peek(),
                 "invalid lane length: expected 16 lane indices, found " + std::to_string(count));
  for (int i = 0; i < 16; ++i) {
    const Token &token = reader_.peek();
    if (token.kind == Token::Integer || token.kind == Token::Float)
      reader_.fail(token, "i8 constant out of range: " + std::string(reader_.textOf(token)));
    lane(out);
  }
}

} // namespace wasmelt::wasm::text
