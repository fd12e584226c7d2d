// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/read_module.h"
#include "compiler/wasm/text/read_fields.h"

#include <algorithm>

namespace wasmelt::wasm::text {

namespace {

/// Ids of the binary format, by Section.
constexpr uint8_t kSectionIds[] = {1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11};

/// Puts the sections together.
class Assembler {
public:
  explicit Assembler(FieldReader &fields) : fields_(fields) {}

  CodeBuffer assemble() {
    out_.fixed(0x6D736100, 4);
    out_.fixed(1, 4);
    customs(false, Section::Count);
    for (size_t i = 0; i < static_cast<size_t>(Section::Count); ++i) {
      const auto section = static_cast<Section>(i);
      customs(false, section);
      if (section == Section::Code)
        for (const auto &[name, content] : fields_.metadataSections())
          custom(name, content);
      if (const CodeBuffer content = fields_.section(section); !content.empty()) {
        out_.u8(kSectionIds[i]);
        out_.appendSized(content);
      }
      customs(true, section);
    }
    if (const CodeBuffer names = encodeNames(fields_.names()); !names.empty() && !hasOwnNames())
      custom("name", names);
    customs(true, Section::Count);
    return std::move(out_);
  }

private:
  bool hasOwnNames() const {
    for (const CustomAnnotation &annotation : fields_.customs())
      if (annotation.name == "name")
        return true;
    return false;
  }
  void custom(std::string_view name, const CodeBuffer &content) {
    CodeBuffer section;
    section.string(name);
    section.append(content);
    out_.u8(0);
    out_.appendSized(section);
  }
  void customs(bool after, Section place) {
    for (const CustomAnnotation &annotation : fields_.customs()) {
      if (annotation.after != after || annotation.section != place)
        continue;
      CodeBuffer content;
      content.bytes.assign(annotation.content.begin(), annotation.content.end());
      out_.mark(annotation.source);
      custom(annotation.name, content);
    }
  }

  FieldReader &fields_;
  CodeBuffer out_;
};

} // namespace

Error AssembledModule::located(const Error &error) const {
  if (map.empty())
    return error;
  return source.error(error.kind, map.sourceOffset(error.offset), error.context, error.message);
}

bool isBinary(std::string_view content) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF"; // the lexer says what is wrong
  if (content.starts_with(byte_order_mark))
    return false;
  constexpr size_t magic_size = 4;
  auto is_text = [](char c) {
    return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
  };
  const std::string_view start = content.substr(0, magic_size);
  // A comment may have any character from its third on.
  return !start.starts_with("(;") && !start.starts_with(";;") &&
         (start.empty() || !std::all_of(start.begin(), start.end(), is_text));
}

AssembledModule readModule(const SourceText &source, std::span<const Token> tokens,
                           size_t &position) {
  TokenReader reader(source, tokens);
  reader.moveTo(position);
  FieldReader fields(reader);
  const bool is_wrapped = reader.acceptOpen("module");
  if (is_wrapped) {
    reader.acceptKeyword("definition");
    const Binding binding = readBinding(reader, "module");
    if (!binding.empty())
      fields.names().module = binding.name ? *binding.name : *binding.id;
  }
  fields.read();
  if (is_wrapped)
    reader.expectClose();
  else if (!reader.at(Token::End))
    reader.failUnexpected("a module field");
  position = reader.position();
  CodeBuffer binary = Assembler(fields).assemble();
  AssembledModule result{.bytes = std::move(binary.bytes), .source = source, .map = {}};
  for (const CodeBuffer::Mark &mark : binary.marks)
    result.map.add(mark.offset, mark.source);
  result.map.add(static_cast<uint32_t>(result.bytes.size()),
                 tokens[position - (is_wrapped ? 1 : 0)].begin);
  return result;
}

AssembledModule readModule(std::string_view text, std::string file_name,
                           const FeatureSet &features) {
  const SourceText source(std::move(file_name), text);
  const std::vector<Token> tokens = tokenize(source, features.has(Feature::Annotations));
  size_t position = 0;
  AssembledModule result = readModule(source, tokens, position);
  TokenReader rest(source, tokens);
  rest.moveTo(position);
  if (!rest.at(Token::End))
    rest.failUnexpected("the end of the text");
  return result;
}

} // namespace wasmelt::wasm::text
