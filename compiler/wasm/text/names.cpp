// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/names.h"

namespace wasmelt::wasm::text {

Binding readBinding(TokenReader &reader, std::string_view what) {
  Binding binding;
  for (;;) {
    const Token &token = reader.token(reader.position());
    if (token.kind == Token::Id && !binding.id) {
      binding.source = token.begin;
      binding.id = reader.acceptId();
    } else if (reader.acceptAnnotation("name")) {
      if (binding.name)
        reader.fail(token, "@name annotation: multiple " + std::string(what));
      binding.name = reader.name();
      reader.expectClose();
    } else {
      return binding;
    }
  }
}

uint32_t IndexSpace::add(const TokenReader &reader, const Binding &binding) {
  if (binding.id && !by_id_.try_emplace(*binding.id, size_).second)
    reader.source().fail(binding.source, std::string("duplicate ") + what_ + " $" + *binding.id);
  if (binding.name || binding.id)
    names_.emplace(size_, binding.name ? *binding.name : *binding.id);
  return size_++;
}

std::optional<uint32_t> IndexSpace::find(const std::string &id) const {
  auto found = by_id_.find(id);
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

uint32_t IndexSpace::read(TokenReader &reader) const {
  const Token &token = reader.peek();
  if (const std::optional<std::string> id = reader.acceptId()) {
    if (const std::optional<uint32_t> index = find(*id))
      return *index;
    reader.fail(token, std::string("unknown ") + what_ + " $" + *id);
  }
  return reader.u32(std::string("the index of a ") + what_);
}

namespace {

enum Subsection : uint8_t {
  kModule,
  kFunctions,
  kLocals,
  kLabels,
  kTypes,
  kTables,
  kMemories,
  kGlobals,
  kElements,
  kDatas,
  kFields,
  kTags,
};

void writeMap(CodeBuffer &out, const NameMap &names) {
  out.unsignedLeb(names.size());
  for (const auto &[index, name] : names) {
    out.unsignedLeb(index);
    out.string(name);
  }
}

void writeSubsection(CodeBuffer &out, Subsection id, const CodeBuffer &content) {
  out.u8(id);
  out.appendSized(content);
}

void writeNames(CodeBuffer &out, Subsection id, const NameMap &names) {
  if (names.empty())
    return;
  CodeBuffer content;
  writeMap(content, names);
  writeSubsection(out, id, content);
}

void writeIndirectNames(CodeBuffer &out, Subsection id, const std::map<uint32_t, NameMap> &maps) {
  CodeBuffer content;
  size_t count = 0;
  for (const auto &[index, names] : maps)
    count += !names.empty();
  if (count == 0)
    return;
  content.unsignedLeb(count);
  for (const auto &[index, names] : maps)
    if (!names.empty()) {
      content.unsignedLeb(index);
      writeMap(content, names);
    }
  writeSubsection(out, id, content);
}

} // namespace

CodeBuffer encodeNames(const ModuleNames &names) {
  CodeBuffer out;
  if (!names.module.empty()) {
    CodeBuffer content;
    content.string(names.module);
    writeSubsection(out, kModule, content);
  }
  writeNames(out, kFunctions, names.functions.names());
  writeIndirectNames(out, kLocals, names.locals);
  writeIndirectNames(out, kLabels, names.labels);
  writeNames(out, kTypes, names.types.names());
  writeNames(out, kTables, names.tables.names());
  writeNames(out, kMemories, names.memories.names());
  writeNames(out, kGlobals, names.globals.names());
  writeNames(out, kElements, names.elements.names());
  writeNames(out, kDatas, names.datas.names());
  std::map<uint32_t, NameMap> fields;
  for (const auto &[type, space] : names.fields)
    fields[type] = space.names();
  writeIndirectNames(out, kFields, fields);
  writeNames(out, kTags, names.tags.names());
  return out;
}

} // namespace wasmelt::wasm::text
