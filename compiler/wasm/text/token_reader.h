// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A cursor over the tokens of a text, and what all readers of it have in common: parentheses,
// keywords, numbers, strings, and errors that say what was expected.
#pragma once

#include "compiler/wasm/text/lexer.h"

#include <optional>
#include <span>
#include <string>

namespace wasmelt::wasm::text {

class TokenReader {
public:
  TokenReader(const SourceText &source, std::span<const Token> tokens)
      : source_(source), tokens_(tokens) {}

  const SourceText &source() const { return source_; }
  /// Index of the next token.
  size_t position() const { return pos_; }
  void moveTo(size_t position) { pos_ = position; }

  const Token &token(size_t index) const { return tokens_[index]; }
  std::string_view textOf(const Token &token) const {
    return source_.text().substr(token.begin, token.end - token.begin);
  }

  /// The next token. An annotation is nothing that anything but acceptAnnotation() accepts.
  const Token &peek() const { return tokens_[pos_]; }
  const Token &next() {
    const Token &token = peek();
    pos_ += token.kind != Token::End;
    return token;
  }
  bool at(Token::Kind kind) const { return peek().kind == kind; }
  bool atKeyword(std::string_view word) const {
    const Token &token = peek();
    return token.kind == Token::Keyword && textOf(token) == word;
  }
  /// The keyword after an opening parenthesis; empty if there is none.
  std::string_view openKeyword() const {
    if (peek().kind != Token::LeftParen || tokens_[pos_ + 1].kind != Token::Keyword)
      return {};
    return textOf(tokens_[pos_ + 1]);
  }
  bool atOpen(std::string_view word) const { return openKeyword() == word; }
  bool atIndex() const {
    const Token::Kind kind = peek().kind;
    return kind == Token::Natural || kind == Token::Id;
  }

  bool accept(Token::Kind kind) {
    if (!at(kind))
      return false;
    ++pos_;
    return true;
  }
  bool acceptKeyword(std::string_view word) {
    if (!atKeyword(word))
      return false;
    ++pos_;
    return true;
  }
  /// `(word`
  bool acceptOpen(std::string_view word) {
    if (!atOpen(word))
      return false;
    pos_ += 2;
    return true;
  }
  const Token &expect(Token::Kind kind, std::string_view what) {
    if (!at(kind))
      failUnexpected(what);
    return tokens_[pos_++];
  }
  void expectClose() { expect(Token::RightParen, "')'"); }
  void expectOpen(std::string_view word) {
    if (!acceptOpen(word))
      failUnexpected("'(" + std::string(word) + "'");
  }
  /// From behind an opening parenthesis or annotation at `open` to behind the one that closes it.
  void skipTo(const Token &open) { pos_ = open.match + (tokens_[open.match].kind != Token::End); }

  /// If an annotation with this id is next: goes behind its `(@id`.
  bool acceptAnnotation(std::string_view id);
  /// Its id, if an annotation is next.
  std::optional<std::string> annotationId() const;

  /// `$x`, decoded.
  std::optional<std::string> acceptId() {
    if (!at(Token::Id))
      return std::nullopt;
    return decodeId(textOf(tokens_[pos_++]));
  }
  /// A string's bytes.
  std::string string(std::string_view what = "a string") {
    return decodeString(textOf(expect(Token::String, what)));
  }
  /// Strings one after the other, as one.
  std::string strings() {
    std::string bytes;
    while (at(Token::String))
      bytes += string();
    return bytes;
  }
  /// A string that must be UTF-8.
  std::string name(std::string_view what = "a name");

  uint64_t natural(unsigned bits, std::string_view what);
  uint32_t u32(std::string_view what = "a number") {
    return static_cast<uint32_t>(natural(32, what));
  }

  [[noreturn]] void fail(const Token &token, std::string message,
                         Error::Kind kind = Error::Kind::Malformed) const {
    source_.fail(token.begin, std::move(message), kind);
  }
  /// That the next token is not `what`.
  [[noreturn]] void failUnexpected(std::string_view what) const;
  [[noreturn]] void failMisplaced(const Token &annotation) const;

private:
  const SourceText &source_;
  std::span<const Token> tokens_;
  size_t pos_ = 0;
};

} // namespace wasmelt::wasm::text
