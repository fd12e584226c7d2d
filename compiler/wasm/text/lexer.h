// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text format's tokens (spec section 6.3), and annotations.
#pragma once

#include "compiler/wasm/text/source_text.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace wasmelt::wasm::text {

struct Token {
  enum Kind : uint8_t {
    LeftParen,
    RightParen,
    Annotation, ///< `(@id` of an annotation that means something to us; others are left out whole
    Id,         ///< `$x` or `$"x"`
    String,
    Natural, ///< an integer without a sign
    Integer, ///< an integer with a sign
    Float,   ///< only floats: `1.5`, `inf`, `nan:0x1`
    Keyword,
    Reserved, ///< what is none of the others
    End,
  };
  uint32_t begin = 0, end = 0; ///< in the text
  uint32_t match = 0;          ///< of an opening parenthesis: the token that closes it, or the End
  Kind kind = End;
};

/// All tokens of a text; the last is an End. Throws Error. Without `annotations`, any is an error.
std::vector<Token> tokenize(const SourceText &source, bool annotations = true);

/// Whether identifiers and keywords may have this character.
bool isIdChar(char c);
/// What kind of number a word without spaces is: Natural, Integer, Float, or Reserved if none.
Token::Kind classifyNumber(std::string_view word);

/// The text of an identifier, annotation or string token without its marks: `x` of `$x`, `(@x`,
/// `$"x"`; escapes are resolved. Must be well-formed, as tokens are.
std::string decodeId(std::string_view token);
/// The bytes that a string literal (with its quotes) stands for.
std::string decodeString(std::string_view literal);

} // namespace wasmelt::wasm::text
