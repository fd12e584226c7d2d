// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/lexer.h"

#include <gtest/gtest.h>

namespace wasmelt::wasm::text {
namespace {

/// The kinds of a text's tokens, a letter each.
std::string kinds(std::string_view text) {
  const SourceText source("test.wat", text);
  std::string letters;
  for (const Token &token : tokenize(source))
    letters += "()@$\"nifkr."[token.kind];
  return letters;
}

std::string failure(std::string_view text) {
  try {
    kinds(text);
  } catch (const Error &error) {
    return error.message;
  }
  return "";
}

TEST(Lexer, TellsTokensApart) {
  EXPECT_EQ(kinds("(module $m \"s\" 1 -1 1.5 nan $\"q x\")"), "(k$\"niff$).");
  EXPECT_EQ(kinds("0x1F +0x1_0 0x1p3 1e3 inf -nan:0x7f"), "niffff.");
  EXPECT_EQ(kinds("0x 1__0 1_ 0x1_p1 1e nan:0x .5 +"), "rrrrrkrr.");
}

TEST(Lexer, WhatTouchesIsOneWord) {
  EXPECT_EQ(kinds("a\"b\""), "r.");
  EXPECT_EQ(kinds("\"a\"\"b\""), "r.");
  EXPECT_EQ(kinds("$x\"b\""), "r.");
  EXPECT_EQ(kinds("(\"a\")(a)"), "(\")(k).");
}

TEST(Lexer, SkipsCommentsAndUnknownAnnotations) {
  EXPECT_EQ(kinds("a ;; b\nc (; d (; e ;) ;) f"), "kkk.");
  EXPECT_EQ(kinds("a ;; b\rc"), "kk.");
  EXPECT_EQ(kinds("a (@x (y) \")\" (@ ,;) ) b"), "kk.");
  EXPECT_EQ(kinds("(@custom \"x\" (@y) 1)"), "@\"n).");
}

TEST(Lexer, RefusesWhatNoTokenIs) {
  EXPECT_EQ(failure("\"a"), "unclosed string");
  EXPECT_EQ(failure("\"a\nb\""), "unclosed string");
  EXPECT_EQ(failure("(; (; ;)"), "unclosed comment");
  EXPECT_EQ(failure("(@x (y)"), "unclosed annotation");
  EXPECT_EQ(failure("\"\\q\""), "illegal escape");
  EXPECT_EQ(failure("\"\\u{d800}\""), "illegal escape");
  EXPECT_EQ(failure("\"\\u{110000}\""), "illegal escape");
  EXPECT_EQ(failure("\x01"), "illegal character");
  EXPECT_EQ(failure("\u00fc"), "illegal character");
  EXPECT_EQ(failure(";; \xff"), "malformed UTF-8 encoding");
  EXPECT_EQ(failure("$"), "empty identifier");
  EXPECT_EQ(failure("$\"\\ff\""), "malformed UTF-8 encoding");
}

TEST(Lexer, DecodesEscapes) {
  EXPECT_EQ(decodeString("\"\\t\\n\\r\\\"\\'\\\\\\41\\u{e9}\\u{1_f600}\""),
            "\t\n\r\"'\\A\xC3\xA9\xF0\x9F\x98\x80");
  EXPECT_EQ(decodeId("$\"a\\20b\""), "a b");
  EXPECT_EQ(decodeId("$x"), "x");
}

TEST(Lexer, KnowsWhichParenthesisCloses) {
  const SourceText source("test.wat", "(a (b) c) (d");
  const std::vector<Token> tokens = tokenize(source);
  EXPECT_EQ(tokens[0].match, 6u);
  EXPECT_EQ(tokens[2].match, 4u);
  EXPECT_EQ(tokens[tokens[7].match].kind, Token::End);
}

} // namespace
} // namespace wasmelt::wasm::text
