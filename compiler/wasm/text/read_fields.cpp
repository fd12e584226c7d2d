// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fields in their order, what they define, and those without a part in another file: types,
// imports, exports, start, functions, customs.
#include "compiler/wasm/text/read_fields.h"
#include "compiler/wasm/byte_reader.h"

#include <utility>

namespace wasmelt::wasm::text {

namespace {

std::optional<ExternKind> externKind(std::string_view keyword) {
  if (keyword == "func")
    return ExternKind::Function;
  if (keyword == "table")
    return ExternKind::Table;
  if (keyword == "memory")
    return ExternKind::Memory;
  if (keyword == "global")
    return ExternKind::Global;
  if (keyword == "tag")
    return ExternKind::Tag;
  return std::nullopt;
}

IndexSpace &spaceOf(ModuleNames &names, ExternKind kind) {
  switch (kind) {
  case ExternKind::Function:
    return names.functions;
  case ExternKind::Table:
    return names.tables;
  case ExternKind::Memory:
    return names.memories;
  case ExternKind::Global:
    return names.globals;
  case ExternKind::Tag:
    break;
  }
  return names.tags;
}

} // namespace

void FieldReader::read() {
  const size_t begin = reader_.position();
  declareFields();
  reader_.moveTo(begin);
  while (!reader_.at(Token::RightParen) && !reader_.at(Token::End))
    field();
}

void FieldReader::declareFields() {
  // Types first: what uses them may find one that is defined further down.
  std::vector<size_t> definitions;
  for (;;) {
    const size_t open_index = reader_.position();
    const Token &open = reader_.token(open_index);
    if (open.kind != Token::LeftParen && reader_.annotationId() != "custom")
      break;
    if (open.kind == Token::LeftParen) {
      const std::string keyword(reader_.openKeyword());
      if (keyword == "type" || keyword == "rec")
        definitions.push_back(open_index);
      if (!keyword.empty())
        declareField(keyword, open);
    }
    reader_.skipTo(open);
  }
  for (size_t definition : definitions) {
    reader_.moveTo(definition);
    types_.definition();
  }
  types_.finishDefinitions();
}

void FieldReader::declareField(std::string_view keyword, const Token &open) {
  const size_t begin = reader_.position();
  reader_.moveTo(begin + 2);
  if (keyword == "type") {
    names_.types.add(reader_, readBinding(reader_, "type"));
  } else if (keyword == "rec") {
    while (reader_.atOpen("type")) {
      const Token &type = reader_.next();
      reader_.next();
      names_.types.add(reader_, readBinding(reader_, "type"));
      reader_.skipTo(type);
    }
  } else if (keyword == "import") {
    while (reader_.at(Token::String))
      reader_.next();
    if (const auto kind = externKind(reader_.openKeyword())) {
      reader_.moveTo(reader_.position() + 2);
      declareExtern(*kind, /*is_import_field=*/true, open);
    }
  } else if (keyword == "elem") {
    names_.elements.add(reader_, readBinding(reader_, "elem segment"));
  } else if (keyword == "data") {
    names_.datas.add(reader_, readBinding(reader_, "data segment"));
  } else if (const auto kind = externKind(keyword)) {
    declareExtern(*kind, /*is_import_field=*/false, open);
  }
}

void FieldReader::declareExtern(ExternKind kind, bool is_import_field, const Token &open) {
  spaceOf(names_, kind).add(reader_, readBinding(reader_, externKindName(kind)));
  while (!is_import_field && reader_.atOpen("export"))
    reader_.skipTo(reader_.peek());
  if (is_import_field || reader_.atOpen("import")) {
    if (first_definition_)
      reader_.fail(open, std::string("import after ") + externKindName(*first_definition_) +
                             ": imports come before all definitions");
    return;
  }
  if (!first_definition_)
    first_definition_ = kind;
  if (kind == ExternKind::Table && hasInlineSegment(open, "elem"))
    names_.elements.add(reader_);
  if (kind == ExternKind::Memory && hasInlineSegment(open, "data"))
    names_.datas.add(reader_);
}

/// Whether `(keyword …)` is among the parts of the field that begins at `open`; from here on.
bool FieldReader::hasInlineSegment(const Token &open, std::string_view keyword) const {
  for (size_t i = reader_.position(); i < open.match; ++i) {
    const Token &token = reader_.token(i);
    if (token.kind != Token::LeftParen && token.kind != Token::Annotation)
      continue;
    const Token &word = reader_.token(i + 1);
    if (word.kind == Token::Keyword && reader_.textOf(word) == keyword)
      return true;
    i = token.match;
  }
  return false;
}

void FieldReader::field() {
  if (reader_.annotationId() == "custom")
    return custom();
  const Token &open = reader_.peek();
  const std::string_view keyword = reader_.openKeyword();
  if (keyword == "type" || keyword == "rec")
    return reader_.skipTo(open); // read before
  using Read = void (FieldReader::*)();
  static constexpr std::pair<std::string_view, Read> kFields[] = {
      {"import", &FieldReader::importField}, {"func", &FieldReader::function},
      {"table", &FieldReader::table},        {"memory", &FieldReader::memory},
      {"global", &FieldReader::global},      {"tag", &FieldReader::tag},
      {"export", &FieldReader::exportField}, {"start", &FieldReader::start},
      {"elem", &FieldReader::element},       {"data", &FieldReader::data},
  };
  for (const auto &[word, read] : kFields)
    if (word == keyword) {
      reader_.moveTo(reader_.position() + 2);
      (this->*read)();
      reader_.expectClose();
      return;
    }
  reader_.failUnexpected("a module field");
}

void FieldReader::custom() {
  const Token &open = reader_.token(reader_.position());
  reader_.acceptAnnotation("custom");
  CustomAnnotation custom;
  custom.source = open.begin;
  if (!reader_.at(Token::String))
    reader_.fail(open, "@custom annotation: missing section name");
  custom.name = reader_.string();
  if (!isUtf8({reinterpret_cast<const uint8_t *>(custom.name.data()), custom.name.size()}))
    reader_.fail(open, "@custom annotation: malformed UTF-8 encoding");
  if (reader_.accept(Token::LeftParen))
    placement(custom);
  custom.content = reader_.strings();
  if (!reader_.accept(Token::RightParen))
    reader_.fail(reader_.peek(), "@custom annotation: unexpected token");
  customs_.push_back(std::move(custom));
}

void FieldReader::placement(CustomAnnotation &custom) {
  static constexpr std::pair<std::string_view, Section> kSections[] = {
      {"type", Section::Type},           {"import", Section::Import}, {"func", Section::Function},
      {"table", Section::Table},         {"memory", Section::Memory}, {"tag", Section::Tag},
      {"global", Section::Global},       {"export", Section::Export}, {"start", Section::Start},
      {"elem", Section::Element},        {"code", Section::Code},     {"data", Section::Data},
      {"datacount", Section::DataCount},
  };
  const Token &direction = reader_.peek();
  custom.after = reader_.acceptKeyword("after");
  if (!custom.after && !reader_.acceptKeyword("before"))
    reader_.fail(direction, "@custom annotation: malformed placement");
  const Token &kind = reader_.peek();
  bool known = reader_.acceptKeyword(custom.after ? "last" : "first");
  for (const auto &[word, section] : kSections)
    if (!known && reader_.acceptKeyword(word)) {
      custom.section = section;
      known = true;
    }
  if (!known)
    reader_.fail(kind, "@custom annotation: malformed section kind");
  reader_.expectClose();
}

FieldReader::Entries &FieldReader::section(Section section, uint32_t source) {
  Entries &entries = at(section);
  ++entries.count;
  entries.content.mark(source);
  return entries;
}

bool FieldReader::inlineExportsAndImport(ExternKind kind, uint32_t index) {
  while (reader_.atOpen("export")) {
    CodeBuffer &out = section(Section::Export, reader_.peek().begin).content;
    reader_.expectOpen("export");
    out.string(reader_.name());
    reader_.expectClose();
    out.u8(static_cast<uint8_t>(kind));
    out.unsignedLeb(index);
  }
  if (!reader_.atOpen("import"))
    return false;
  CodeBuffer &out = section(Section::Import, reader_.peek().begin).content;
  reader_.expectOpen("import");
  out.string(reader_.name("the name of a module"));
  out.string(reader_.name());
  reader_.expectClose();
  out.u8(static_cast<uint8_t>(kind));
  return true;
}

void FieldReader::importField() {
  CodeBuffer &out = section(Section::Import, reader_.token(reader_.position() - 2).begin).content;
  out.string(reader_.name("the name of a module"));
  out.string(reader_.name());
  const auto kind = externKind(reader_.openKeyword());
  if (!kind)
    reader_.failUnexpected("what is imported");
  reader_.moveTo(reader_.position() + 2);
  readBinding(reader_, externKindName(*kind));
  out.u8(static_cast<uint8_t>(*kind));
  switch (*kind) {
  case ExternKind::Function: {
    ++next_function_;
    out.unsignedLeb(types_.typeUse(/*allow_names=*/true).index);
    break;
  }
  case ExternKind::Table:
    ++next_table_;
    tableType(out);
    break;
  case ExternKind::Memory:
    ++next_memory_;
    memoryType(out);
    break;
  case ExternKind::Global:
    ++next_global_;
    globalType(out);
    break;
  case ExternKind::Tag:
    ++next_tag_;
    out.u8(0);
    out.unsignedLeb(types_.typeUse(/*allow_names=*/true).index);
    break;
  }
  reader_.expectClose();
}

void FieldReader::function() {
  const uint32_t source = reader_.token(reader_.position() - 2).begin;
  const uint32_t index = next_function_++;
  readBinding(reader_, "function");
  if (inlineExportsAndImport(ExternKind::Function, index)) {
    at(Section::Import).content.unsignedLeb(types_.typeUse(/*allow_names=*/true).index);
    return;
  }
  CodeBuffer &out = section(Section::Function, source).content;
  const TypeUse use = types_.typeUse(/*allow_names=*/true);
  out.unsignedLeb(use.index);
  functionBody(index, use);
}

void FieldReader::functionBody(uint32_t index, const TypeUse &use) {
  IndexSpace space("local");
  for (const Binding &param : use.params)
    space.add(reader_, param);
  CodeBuffer body;
  locals(body, space);
  instructions_.instructions(body, &space);
  body.mark(reader_.peek().begin);
  body.u8(static_cast<uint8_t>(Opcode::end_));
  ++at(Section::Code).count;
  at(Section::Code).content.appendSized(body);
  if (!space.names().empty())
    names_.locals.emplace(index, space.names());
  if (NameMap labels = instructions_.takeLabelNames(); !labels.empty())
    names_.labels.emplace(index, std::move(labels));
  for (auto &[name, entries] : instructions_.takeMetadata())
    metadata_[name].push_back({index, std::move(entries)});
}

void FieldReader::locals(CodeBuffer &body, IndexSpace &space) {
  std::vector<std::pair<uint32_t, ValueType>> groups;
  auto add = [&](ValueType type, const Binding &binding) {
    space.add(reader_, binding);
    if (groups.empty() || groups.back().second != type)
      groups.push_back({0, type});
    ++groups.back().first;
  };
  body.mark(reader_.peek().begin);
  while (reader_.acceptOpen("local")) {
    const Binding binding = readBinding(reader_, "local");
    if (!binding.empty())
      add(types_.valueType(), binding);
    else
      while (!reader_.at(Token::RightParen))
        add(types_.valueType(), {});
    reader_.expectClose();
  }
  body.unsignedLeb(groups.size());
  for (const auto &[count, type] : groups) {
    body.unsignedLeb(count);
    body.valueType(type);
  }
}

void FieldReader::exportField() {
  CodeBuffer &out = section(Section::Export, reader_.token(reader_.position() - 2).begin).content;
  out.string(reader_.name());
  const auto kind = externKind(reader_.openKeyword());
  if (!kind)
    reader_.failUnexpected("what is exported");
  reader_.moveTo(reader_.position() + 2);
  out.u8(static_cast<uint8_t>(*kind));
  out.mark(reader_.peek().begin);
  out.unsignedLeb(spaceOf(names_, *kind).read(reader_));
  reader_.expectClose();
}

void FieldReader::start() {
  const Token &open = reader_.token(reader_.position() - 2);
  if (start_)
    reader_.fail(open, "multiple start sections");
  start_source_ = reader_.peek().begin;
  start_ = names_.functions.read(reader_);
}

CodeBuffer FieldReader::section(Section section) const {
  CodeBuffer out;
  if (section == Section::Type)
    return types_.encode();
  if (section == Section::Start) {
    if (start_) {
      out.mark(*start_source_);
      out.unsignedLeb(*start_);
    }
    return out;
  }
  const bool is_count = section == Section::DataCount;
  const Entries &entries = sections_[static_cast<size_t>(is_count ? Section::Data : section)];
  if (is_count ? !instructions_.usesDatas() : entries.count == 0)
    return out;
  out.unsignedLeb(entries.count);
  if (!is_count)
    out.append(entries.content);
  return out;
}

std::map<std::string, CodeBuffer> FieldReader::metadataSections() const {
  std::map<std::string, CodeBuffer> sections;
  for (const auto &[name, functions] : metadata_) {
    CodeBuffer &out = sections[name];
    out.unsignedLeb(functions.size());
    for (const FunctionMetadata &function : functions) {
      out.unsignedLeb(function.function);
      out.unsignedLeb(function.entries.size());
      for (const CodeMetadata &entry : function.entries) {
        out.unsignedLeb(entry.offset);
        out.string(entry.data);
      }
    }
  }
  return sections;
}

} // namespace wasmelt::wasm::text
