// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tables, memories, globals, tags and segments.
#include "compiler/wasm/text/literals.h"
#include "compiler/wasm/text/read_fields.h"

#include <bit>

namespace wasmelt::wasm::text {

namespace {
constexpr uint8_t kEnd = static_cast<uint8_t>(Opcode::end_);
constexpr uint8_t kDefaultPageSizeLog2 = 16;
} // namespace

void FieldReader::expression(CodeBuffer &out) {
  instructions_.instructions(out, nullptr);
  out.mark(reader_.peek().begin);
  out.u8(kEnd);
}

void FieldReader::expressionIn(std::string_view keyword, CodeBuffer &out) {
  out.mark(reader_.peek().begin);
  if (reader_.acceptOpen(keyword)) {
    expression(out);
    reader_.expectClose();
    return;
  }
  instructions_.foldedInstruction(out);
  out.u8(kEnd);
}

/// `i64` or `i32`, if it is there: whether addresses are 64 bits wide.
bool FieldReader::addressType() {
  if (reader_.acceptKeyword("i64"))
    return true;
  reader_.acceptKeyword("i32");
  return false;
}

Limits FieldReader::limits(bool is_64, bool is_memory) {
  Limits limits;
  limits.is_64 = is_64;
  limits.min = reader_.natural(64, "a size");
  limits.has_max = reader_.at(Token::Natural);
  if (limits.has_max)
    limits.max = reader_.natural(64, "a size");
  limits.is_shared = is_memory && reader_.acceptKeyword("shared");
  return limits;
}

void FieldReader::writeLimits(CodeBuffer &out, const Limits &limits,
                              std::optional<uint8_t> page_size_log2) {
  out.u8(static_cast<uint8_t>(limits.has_max | limits.is_shared << 1 | limits.is_64 << 2 |
                              page_size_log2.has_value() << 3));
  out.unsignedLeb(limits.min);
  if (limits.has_max)
    out.unsignedLeb(limits.max);
  if (page_size_log2)
    out.unsignedLeb(*page_size_log2);
}

/// `(pagesize 1)`: its logarithm, if it is not the usual one.
std::optional<uint8_t> FieldReader::pageSize() {
  if (!reader_.acceptOpen("pagesize"))
    return std::nullopt;
  const Token &token = reader_.peek();
  const uint64_t size = reader_.natural(64, "a page size");
  if (!std::has_single_bit(size))
    reader_.fail(token,
                 "invalid custom page size: must be a power of two, found " + std::to_string(size));
  reader_.expectClose();
  const auto log2 = static_cast<uint8_t>(std::countr_zero(size));
  if (log2 == kDefaultPageSizeLog2)
    return std::nullopt;
  return log2;
}

void FieldReader::tableType(CodeBuffer &out) {
  const Limits size = limits(addressType(), /*is_memory=*/false);
  out.valueType(types_.referenceType());
  writeLimits(out, size, {});
}

void FieldReader::memoryType(CodeBuffer &out) {
  const Limits size = limits(addressType(), /*is_memory=*/true);
  writeLimits(out, size, pageSize());
}

GlobalType FieldReader::globalType(CodeBuffer &out) {
  GlobalType type;
  type.is_mutable = reader_.acceptOpen("mut");
  type.type = types_.valueType();
  if (type.is_mutable)
    reader_.expectClose();
  out.valueType(type.type);
  out.u8(type.is_mutable);
  return type;
}

void FieldReader::table() {
  const uint32_t source = reader_.token(reader_.position() - 2).begin;
  const uint32_t index = next_table_++;
  readBinding(reader_, "table");
  if (inlineExportsAndImport(ExternKind::Table, index))
    return tableType(at(Section::Import).content);
  CodeBuffer &out = section(Section::Table, source).content;
  Limits size;
  size.is_64 = addressType();
  if (!reader_.at(Token::Natural)) {
    const ValueType type = types_.referenceType();
    uint32_t count = 0;
    inlineElements(index, size.is_64, type, source, count);
    size.min = size.max = count;
    size.has_max = true;
    out.valueType(type);
    return writeLimits(out, size, {});
  }
  size = limits(size.is_64, /*is_memory=*/false);
  const ValueType type = types_.referenceType();
  const bool has_init = !reader_.at(Token::RightParen);
  if (has_init)
    out.fixed(0x0040, 2);
  out.valueType(type);
  writeLimits(out, size, {});
  if (has_init)
    expression(out);
}

/// `(elem …)` of a table: an active segment of its own.
void FieldReader::inlineElements(uint32_t table, bool is_64, const ValueType &type, uint32_t source,
                                 uint32_t &count) {
  reader_.expectOpen("elem");
  ElementList list;
  list.type = type;
  if (reader_.atIndex() || reader_.at(Token::RightParen)) {
    // Indices are functions (ref func), which tables of another type want as expressions.
    list.is_expressions = type != ValueType::funcref();
    while (reader_.atIndex()) {
      ++list.count;
      if (list.is_expressions)
        list.items.u8(static_cast<uint8_t>(Opcode::ref_func));
      list.items.mark(reader_.peek().begin);
      list.items.unsignedLeb(names_.functions.read(reader_));
      if (list.is_expressions)
        list.items.u8(kEnd);
    }
  } else {
    elementExpressions(list);
  }
  reader_.expectClose();
  count = list.count;
  CodeBuffer offset;
  offset.u8(static_cast<uint8_t>(is_64 ? Opcode::i64_const : Opcode::i32_const));
  offset.u8(0);
  offset.u8(kEnd);
  writeElements(list, SegmentMode::Active, table, offset, source);
}

void FieldReader::writeElements(const ElementList &list, SegmentMode mode, uint32_t table,
                                const CodeBuffer &offset, uint32_t source) {
  enum : uint8_t { kNotActive = 1, kTableGivenOrDeclarative = 2, kExpressions = 4 };
  CodeBuffer &out = section(Section::Element, source).content;
  uint8_t flags = list.is_expressions ? kExpressions : 0;
  if (mode != SegmentMode::Active)
    flags |= kNotActive;
  // Without a table and a type they are the first one and funcref.
  const bool is_plain = mode == SegmentMode::Active && table == 0 &&
                        (!list.is_expressions || list.type == ValueType::funcref());
  if (mode == SegmentMode::Active ? !is_plain : mode == SegmentMode::Declarative)
    flags |= kTableGivenOrDeclarative;
  out.u8(flags);
  if (mode == SegmentMode::Active) {
    if (!is_plain)
      out.unsignedLeb(table);
    out.append(offset);
  }
  if (!is_plain) {
    if (list.is_expressions)
      out.valueType(list.type);
    else
      out.u8(0); // functions
  }
  out.unsignedLeb(list.count);
  out.append(list.items);
}

void FieldReader::elementExpressions(ElementList &list) {
  list.is_expressions = true;
  while (!reader_.at(Token::RightParen)) {
    expressionIn("item", list.items);
    ++list.count;
  }
}

void FieldReader::functionIndices(ElementList &list) {
  while (reader_.atIndex()) {
    list.items.mark(reader_.peek().begin);
    list.items.unsignedLeb(names_.functions.read(reader_));
    ++list.count;
  }
}

FieldReader::ElementList FieldReader::elementList(bool may_omit_func) {
  ElementList list;
  if (reader_.acceptKeyword("func") ||
      (may_omit_func && (reader_.atIndex() || reader_.at(Token::RightParen)))) {
    functionIndices(list);
    return list;
  }
  list.type = types_.referenceType();
  elementExpressions(list);
  return list;
}

void FieldReader::element() {
  const uint32_t source = reader_.token(reader_.position() - 2).begin;
  readBinding(reader_, "elem segment");
  uint32_t table = 0;
  CodeBuffer place;
  SegmentMode mode = SegmentMode::Passive;
  const bool has_table = reader_.acceptOpen("table");
  if (has_table) {
    table = names_.tables.read(reader_);
    reader_.expectClose();
  }
  if (has_table || (reader_.at(Token::LeftParen) && !reader_.atOpen("ref"))) {
    mode = SegmentMode::Active;
    offset(place);
  } else if (reader_.acceptKeyword("declare")) {
    mode = SegmentMode::Declarative;
  }
  const ElementList list = elementList(mode == SegmentMode::Active && !has_table);
  writeElements(list, mode, table, place, source);
}

void FieldReader::memory() {
  const uint32_t source = reader_.token(reader_.position() - 2).begin;
  const uint32_t index = next_memory_++;
  readBinding(reader_, "memory");
  if (inlineExportsAndImport(ExternKind::Memory, index))
    return memoryType(at(Section::Import).content);
  CodeBuffer &out = section(Section::Memory, source).content;
  Limits size;
  size.is_64 = addressType();
  if (reader_.at(Token::Natural)) {
    size = limits(size.is_64, /*is_memory=*/true);
    return writeLimits(out, size, pageSize());
  }
  const std::optional<uint8_t> page_size_log2 = pageSize();
  reader_.expectOpen("data");
  const std::string bytes = reader_.strings();
  reader_.expectClose();
  const uint64_t page_log2 = page_size_log2.value_or(kDefaultPageSizeLog2);
  size.min = size.max = (bytes.size() + (uint64_t{1} << page_log2) - 1) >> page_log2;
  size.has_max = true;
  writeLimits(out, size, page_size_log2);
  CodeBuffer place;
  place.u8(static_cast<uint8_t>(size.is_64 ? Opcode::i64_const : Opcode::i32_const));
  place.u8(0);
  place.u8(kEnd);
  writeData(SegmentMode::Active, index, place, bytes, source);
}

void FieldReader::writeData(SegmentMode mode, uint32_t memory, const CodeBuffer &place,
                            std::string_view bytes, uint32_t source) {
  CodeBuffer &out = section(Section::Data, source).content;
  const bool is_active = mode == SegmentMode::Active;
  out.u8(is_active ? (memory ? 2 : 0) : 1);
  if (is_active && memory)
    out.unsignedLeb(memory);
  out.append(place);
  out.string(bytes);
}

void FieldReader::data() {
  const uint32_t source = reader_.token(reader_.position() - 2).begin;
  readBinding(reader_, "data segment");
  uint32_t memory = 0;
  CodeBuffer place;
  SegmentMode mode = SegmentMode::Passive;
  const bool has_memory = reader_.acceptOpen("memory");
  if (has_memory) {
    memory = names_.memories.read(reader_);
    reader_.expectClose();
  }
  if (has_memory || reader_.at(Token::LeftParen)) {
    mode = SegmentMode::Active;
    offset(place);
  }
  writeData(mode, memory, place, reader_.strings(), source);
}

void FieldReader::global() {
  const uint32_t source = reader_.token(reader_.position() - 2).begin;
  const uint32_t index = next_global_++;
  readBinding(reader_, "global");
  if (inlineExportsAndImport(ExternKind::Global, index)) {
    globalType(at(Section::Import).content);
    return;
  }
  CodeBuffer &out = section(Section::Global, source).content;
  globalType(out);
  expression(out);
}

void FieldReader::tag() {
  const uint32_t source = reader_.token(reader_.position() - 2).begin;
  const uint32_t index = next_tag_++;
  readBinding(reader_, "tag");
  const bool is_import = inlineExportsAndImport(ExternKind::Tag, index);
  CodeBuffer &out = is_import ? at(Section::Import).content : section(Section::Tag, source).content;
  out.u8(0); // an exception
  out.unsignedLeb(types_.typeUse(/*allow_names=*/true).index);
}

} // namespace wasmelt::wasm::text
