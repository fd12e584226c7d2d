// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/lexer.h"
#include "compiler/wasm/byte_reader.h"

#include <limits>

namespace wasmelt::wasm::text {

namespace {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool isHexDigit(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr uint8_t hexValue(char c) {
  return static_cast<uint8_t>(isDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
}

std::span<const uint8_t> asBytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

/// Digits with single underscores between them from `pos` on; whether there was one at least.
bool skipDigits(std::string_view word, size_t &pos, bool (*is_digit)(char)) {
  if (pos >= word.size() || !is_digit(word[pos]))
    return false;
  while (pos < word.size()) {
    if (is_digit(word[pos]))
      ++pos;
    else if (word[pos] == '_' && pos + 1 < word.size() && is_digit(word[pos + 1]))
      ++pos;
    else
      break;
  }
  return true;
}

/// Whether an annotation with this id is kept for the parser.
bool isKnownAnnotation(std::string_view id) {
  return id == "custom" || id == "name" || id.starts_with("metadata.code.");
}

class Lexer {
public:
  Lexer(const SourceText &source, bool annotations)
      : source_(source), text_(source.text()), annotations_(annotations) {}

  std::vector<Token> run() {
    checkEncoding();
    tokens_.reserve(text_.size() / 6 + 1);
    for (;;) {
      skipSpace();
      if (pos_ == text_.size())
        break;
      token();
    }
    if (annotation_depth_ != 0)
      fail(annotation_begin_, "unclosed annotation");
    const auto end = static_cast<uint32_t>(text_.size());
    for (uint32_t open : open_)
      tokens_[open].match = static_cast<uint32_t>(tokens_.size());
    tokens_.push_back({end, end, 0, Token::End});
    return std::move(tokens_);
  }

private:
  [[noreturn]] void fail(size_t offset, std::string message) const {
    source_.fail(static_cast<uint32_t>(offset), std::move(message));
  }

  void checkEncoding() const {
    if (text_.size() >= std::numeric_limits<uint32_t>::max())
      source_.fail(0, "text of more than 4 GiB", Error::Kind::LimitExceeded);
    if (isUtf8(asBytes(text_)))
      return;
    // Where exactly: the longest well-formed beginning. A character has 4 bytes at most, so that
    // every prefix can be judged by its parts.
    size_t good = 0;
    while (good < text_.size()) {
      size_t size = 1;
      while (size <= 4 && good + size <= text_.size() && !isUtf8(asBytes(text_.substr(good, size))))
        ++size;
      if (size > 4 || good + size > text_.size())
        break;
      good += size;
    }
    fail(good, "malformed UTF-8 encoding");
  }

  char at(size_t pos) const { return pos < text_.size() ? text_[pos] : '\0'; }

  void skipSpace() {
    for (; pos_ < text_.size(); ++pos_) {
      const char c = text_[pos_];
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
        continue;
      if (c == ';' && at(pos_ + 1) == ';') {
        pos_ = text_.find_first_of("\n\r", pos_);
        if (pos_ == std::string_view::npos)
          pos_ = text_.size();
        if (pos_ == text_.size())
          return;
        continue;
      }
      if (c == '(' && at(pos_ + 1) == ';') {
        skipBlockComment();
        --pos_;
        continue;
      }
      return;
    }
  }

  void skipBlockComment() {
    const size_t begin = pos_;
    size_t depth = 0;
    do {
      const size_t next = text_.find_first_of("(;", pos_);
      if (next == std::string_view::npos || next + 1 >= text_.size())
        fail(begin, "unclosed comment");
      pos_ = next + 1;
      if (text_[next] == '(' && text_[next + 1] == ';') {
        ++depth;
        ++pos_;
      } else if (text_[next] == ';' && text_[next + 1] == ')') {
        --depth;
        ++pos_;
      }
    } while (depth != 0);
  }

  void push(Token::Kind kind, size_t begin) {
    if (skipped_depth_ == 0)
      tokens_.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(pos_), 0, kind});
  }

  void open(Token::Kind kind, size_t begin) {
    if (annotation_depth_ != 0)
      ++annotation_depth_;
    if (skipped_depth_ != 0) {
      ++skipped_depth_;
      return;
    }
    open_.push_back(static_cast<uint32_t>(tokens_.size()));
    push(kind, begin);
  }

  void close() {
    const size_t begin = pos_++;
    if (annotation_depth_ != 0)
      --annotation_depth_;
    if (skipped_depth_ != 0) {
      --skipped_depth_;
      return;
    }
    if (!open_.empty()) {
      tokens_[open_.back()].match = static_cast<uint32_t>(tokens_.size());
      open_.pop_back();
    }
    push(Token::RightParen, begin);
  }

  void token() {
    const size_t begin = pos_;
    const char c = text_[pos_];
    if (c == '(') {
      ++pos_;
      if (at(pos_) == '@' && skipped_depth_ == 0)
        return annotation(begin);
      return open(Token::LeftParen, begin);
    }
    if (c == ')')
      return close();
    if (c == ',' || c == ';' || c == '[' || c == ']' || c == '{' || c == '}') {
      ++pos_;
      return push(Token::Reserved, begin);
    }
    if (c == '"' || isIdChar(c))
      return word();
    fail(begin, "illegal character");
  }

  /// After `(`, at `@`.
  void annotation(size_t begin) {
    if (!annotations_)
      source_.fail(uint32_t(begin),
                   "an annotation needs the feature 'annotations', which is turned off",
                   Error::Kind::Unsupported);
    ++pos_;
    const size_t id_begin = pos_;
    if (at(pos_) == '"') {
      skipString("empty annotation id");
      if (const std::string id = decodeString(text_.substr(id_begin, pos_ - id_begin)); id.empty())
        fail(begin, "empty annotation id");
      else if (!isUtf8(asBytes(id)))
        fail(begin, "malformed UTF-8 encoding");
    } else {
      while (isIdChar(at(pos_)))
        ++pos_;
      if (pos_ == id_begin)
        fail(begin, "empty annotation id");
    }
    if (annotation_depth_ == 0) {
      annotation_begin_ = begin;
      annotation_depth_ = 1;
    } else {
      ++annotation_depth_;
    }
    if (!isKnownAnnotation(decodeId(text_.substr(begin, pos_ - begin)))) {
      ++skipped_depth_;
      return;
    }
    open_.push_back(static_cast<uint32_t>(tokens_.size()));
    push(Token::Annotation, begin);
  }

  /// From a quote to behind the closing one. An error in it is `message`, if that is given.
  void skipString(const char *message = nullptr) {
    const size_t begin = pos_++;
    for (;;) {
      if (pos_ == text_.size() || text_[pos_] == '\n' || text_[pos_] == '\r')
        fail(begin, message ? message : "unclosed string");
      const char c = text_[pos_];
      if (c == '"') {
        ++pos_;
        return;
      }
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
        fail(message ? begin : pos_, message ? message : "illegal character in a string");
      if (c != '\\') {
        ++pos_;
        continue;
      }
      const size_t size = escapeSize();
      if (size == 0)
        fail(message ? begin : pos_, message ? message : "illegal escape");
      pos_ += size;
    }
  }

  /// The size of the escape at `pos_`; 0 if it is none.
  size_t escapeSize() const {
    const char c = at(pos_ + 1);
    if (c != 0 && std::string_view("tnr\"'\\").find(c) != std::string_view::npos)
      return 2;
    if (isHexDigit(c))
      return isHexDigit(at(pos_ + 2)) ? 3 : 0;
    if (c != 'u' || at(pos_ + 2) != '{')
      return 0;
    size_t pos = pos_ + 3;
    const size_t digits = pos;
    if (!skipDigits(text_, pos, isHexDigit) || at(pos) != '}')
      return 0;
    uint32_t value = 0;
    for (size_t i = digits; i < pos; ++i)
      if (text_[i] != '_' && (value = value * 16 + hexValue(text_[i])) > 0x10FFFF)
        return 0;
    return value >= 0xD800 && value < 0xE000 ? 0 : pos + 1 - pos_;
  }

  /// The longest run of id characters and strings: they may not touch each other.
  void word() {
    const size_t begin = pos_;
    const bool is_quoted_id = text_[pos_] == '$' && at(pos_ + 1) == '"';
    size_t strings = 0;
    while (pos_ < text_.size()) {
      if (text_[pos_] == '"') {
        skipString(is_quoted_id && strings == 0 ? "empty identifier" : nullptr);
        ++strings;
      } else if (isIdChar(text_[pos_])) {
        ++pos_;
      } else {
        break;
      }
    }
    push(classify(begin, strings, is_quoted_id), begin);
  }

  Token::Kind classify(size_t begin, size_t strings, bool is_quoted_id) const {
    const std::string_view word = text_.substr(begin, pos_ - begin);
    if (strings == 0) {
      if (word[0] == '$') {
        if (word.size() == 1)
          fail(begin, "empty identifier");
        return Token::Id;
      }
      if (const Token::Kind number = classifyNumber(word); number != Token::Reserved)
        return number;
      return word[0] >= 'a' && word[0] <= 'z' ? Token::Keyword : Token::Reserved;
    }
    const bool ends_string = word.back() == '"';
    if (strings != 1 || !ends_string)
      return Token::Reserved;
    if (word[0] == '"')
      return Token::String;
    if (!is_quoted_id)
      return Token::Reserved;
    const std::string id = decodeString(word.substr(1));
    if (id.empty())
      fail(begin, "empty identifier");
    if (!isUtf8(asBytes(id)))
      fail(begin, "malformed UTF-8 encoding");
    return Token::Id;
  }

  const SourceText &source_;
  std::string_view text_;
  size_t pos_ = 0;
  std::vector<Token> tokens_;
  std::vector<uint32_t> open_;
  bool annotations_;
  size_t annotation_depth_ = 0; ///< parentheses open since the outermost annotation
  size_t skipped_depth_ = 0;    ///< … since the annotation that is left out
  size_t annotation_begin_ = 0;
};

void appendUtf8(std::string &out, uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr uint8_t kLead[] = {0, 0xC0, 0xE0, 0xF0};
  out += static_cast<char>(kLead[more] | c >> (6 * more));
  for (int i = more - 1; i >= 0; --i)
    out += static_cast<char>(0x80 | (c >> (6 * i) & 0x3F));
}

} // namespace

bool isIdChar(char c) {
  return isDigit(c) || isLetter(c) ||
         (c != 0 && std::string_view("!#$%&'*+-./:<=>?@\\^_`|~").find(c) != std::string_view::npos);
}

std::vector<Token> tokenize(const SourceText &source, bool annotations) {
  return Lexer(source, annotations).run();
}

Token::Kind classifyNumber(std::string_view word) {
  size_t pos = 0;
  const bool is_signed = !word.empty() && (word[0] == '+' || word[0] == '-');
  if (is_signed)
    ++pos;
  const std::string_view magnitude = word.substr(pos);
  if (magnitude == "inf" || magnitude == "nan")
    return Token::Float;
  if (magnitude.starts_with("nan:0x")) {
    pos += 6;
    return skipDigits(word, pos, isHexDigit) && pos == word.size() ? Token::Float : Token::Reserved;
  }
  const bool is_hex = magnitude.starts_with("0x");
  if (is_hex)
    pos += 2;
  if (!skipDigits(word, pos, is_hex ? isHexDigit : isDigit))
    return Token::Reserved;
  bool is_float = false;
  if (pos < word.size() && word[pos] == '.') {
    is_float = true;
    ++pos;
    skipDigits(word, pos, is_hex ? isHexDigit : isDigit);
  }
  if (pos < word.size() && (word[pos] | 0x20) == (is_hex ? 'p' : 'e')) {
    is_float = true;
    ++pos;
    if (pos < word.size() && (word[pos] == '+' || word[pos] == '-'))
      ++pos;
    if (!skipDigits(word, pos, isDigit))
      return Token::Reserved;
  }
  if (pos != word.size())
    return Token::Reserved;
  return is_float ? Token::Float : is_signed ? Token::Integer : Token::Natural;
}

std::string decodeId(std::string_view token) {
  token.remove_prefix(token[0] == '$' ? 1 : 2);
  return token[0] == '"' ? decodeString(token) : std::string(token);
}

std::string decodeString(std::string_view literal) {
  std::string out;
  out.reserve(literal.size());
  for (size_t i = 1; i + 1 < literal.size(); ++i) {
    if (literal[i] != '\\') {
      out += literal[i];
      continue;
    }
    const char c = literal[++i];
    switch (c) {
    case 't':
      out += '\t';
      break;
    case 'n':
      out += '\n';
      break;
    case 'r':
      out += '\r';
      break;
    case 'u': {
      uint32_t value = 0;
      for (i += 2; literal[i] != '}'; ++i)
        if (literal[i] != '_')
          value = value * 16 + hexValue(literal[i]);
      appendUtf8(out, value);
      break;
    }
    default:
      if (isHexDigit(c)) {
        out += static_cast<char>(hexValue(c) << 4 | hexValue(literal[i + 1]));
        ++i;
      } else {
        out += c;
      }
    }
  }
  return out;
}

} // namespace wasmelt::wasm::text
