// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/token_reader.h"
#include "compiler/wasm/byte_reader.h"
#include "compiler/wasm/text/keywords.h"
#include "compiler/wasm/text/literals.h"

namespace wasmelt::wasm::text {

std::optional<std::string> TokenReader::annotationId() const {
  if (tokens_[pos_].kind != Token::Annotation)
    return std::nullopt;
  return decodeId(textOf(tokens_[pos_]));
}

bool TokenReader::acceptAnnotation(std::string_view id) {
  if (annotationId() != id)
    return false;
  ++pos_;
  return true;
}

std::string TokenReader::name(std::string_view what) {
  const Token &token = peek();
  std::string bytes = string(what);
  if (!isUtf8({reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()}))
    fail(token, "malformed UTF-8 encoding");
  return bytes;
}

uint64_t TokenReader::natural(unsigned bits, std::string_view what) {
  const Token &token = expect(Token::Natural, what);
  const std::optional<uint64_t> value = parseNatural(textOf(token), bits);
  if (!value)
    fail(token,
         "i" + std::to_string(bits) + " constant out of range: " + std::string(textOf(token)));
  return *value;
}

void TokenReader::failUnexpected(std::string_view what) const {
  // An unknown word is that, also where the parenthesis before it made it look like something else.
  size_t at = pos_;
  if (tokens_[at].kind == Token::LeftParen && tokens_[at + 1].kind != Token::LeftParen &&
      tokens_[at + 1].kind != Token::RightParen)
    ++at;
  const Token &token = tokens_[at];
  const std::string_view text = textOf(token);
  if (token.kind == Token::Annotation)
    failMisplaced(token);
  if (token.kind == Token::Reserved || (token.kind == Token::Keyword && !isKeyword(text)))
    fail(token, "unknown operator " + std::string(text));
  const Token &first = tokens_[pos_];
  std::string found;
  if (first.kind == Token::End)
    found = "the end";
  else if (textOf(first).size() > 40)
    found = "this";
  else
    found = "'" + std::string(textOf(first)) + (at == pos_ ? "" : std::string(text)) + "'";
  fail(first, "unexpected token: expected " + std::string(what) + ", found " + found);
}

void TokenReader::failMisplaced(const Token &annotation) const {
  const std::string id = decodeId(textOf(annotation));
  if (id.starts_with("metadata.code."))
    fail(annotation, "@" + id + " annotation: not in a function, or not before an instruction");
  fail(annotation, "misplaced @" + id + " annotation");
}

} // namespace wasmelt::wasm::text
