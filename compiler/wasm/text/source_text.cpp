// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/source_text.h"

#include "compiler/wasm/byte_reader.h"

#include <algorithm>

namespace wasmelt::wasm::text {

namespace {

/// Characters of UTF-8, not bytes.
uint32_t countCharacters(std::string_view text) {
  return static_cast<uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// Bytes of the character that `text` starts with; 0 if that is not UTF-8.
size_t characterLength(std::string_view text) {
  constexpr size_t longest = 4;
  for (size_t length = 1; length <= std::min(longest, text.size()); ++length)
    if (isUtf8({reinterpret_cast<const uint8_t *>(text.data()), length}))
      return length;
  return 0;
}

/// The line for a terminal: what would control it, and what is not UTF-8, becomes U+FFFD.
void appendPrintable(std::string &out, std::string_view line) {
  while (!line.empty()) {
    const size_t length = characterLength(line);
    const std::string_view character = line.substr(0, std::max<size_t>(length, 1));
    const auto first = static_cast<unsigned char>(character[0]);
    const bool is_control = (first < 0x20 && first != '\t') || first == 0x7F ||
                            (first == 0xC2 && static_cast<unsigned char>(character.back()) < 0xA0);
    out += length == 0 || is_control ? "\xEF\xBF\xBD" : character;
    line.remove_prefix(character.size());
  }
}

} // namespace

SourcePosition SourceText::position(uint32_t offset) const {
  const std::string_view before = text_.substr(0, offset);
  const size_t line_begin = before.rfind('\n') + 1; // npos + 1 is 0
  return {first_line_ + static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n')),
          countCharacters(before.substr(line_begin)) + 1};
}

Error SourceText::error(Error::Kind kind, uint32_t offset, std::string context,
                        std::string message) const {
  const SourcePosition where = position(offset);
  const size_t line_begin = text_.substr(0, offset).rfind('\n') + 1;
  std::string_view line = text_.substr(line_begin);
  line = line.substr(0, line.find_first_of("\r\n"));
  // Of a very long line, what surrounds the place. Characters stay whole.
  constexpr size_t max_before = 100, max_line = 200;
  size_t column = offset - line_begin;
  auto is_inside_character = [&](size_t i) {
    return i < line.size() && (static_cast<unsigned char>(line[i]) & 0xC0) == 0x80;
  };
  if (column > max_before) {
    size_t cut = column - max_before;
    while (is_inside_character(cut))
      ++cut;
    line.remove_prefix(std::min(cut, line.size()));
    column -= cut;
  }
  if (line.size() > max_line) {
    size_t end = max_line;
    while (is_inside_character(end))
      --end;
    line = line.substr(0, end);
  }
  const std::string number = std::to_string(where.line);
  const std::string gutter(std::max<size_t>(number.size(), 4), ' ');
  std::string excerpt = gutter.substr(number.size()) + number + " | ";
  appendPrintable(excerpt, line);
  excerpt += "\n" + gutter + " | ";
  for (size_t i = 0; i < column && i < line.size(); ++i)
    if (!is_inside_character(i))
      excerpt += line[i] == '\t' ? '\t' : ' ';
  excerpt += '^';
  return Error(kind, file_name_, Error::Place{where.line, where.column, std::move(excerpt)},
               std::move(context), std::move(message));
}

uint32_t SourceMap::sourceOffset(uint64_t binary_offset) const {
  auto after =
      std::upper_bound(marks_.begin(), marks_.end(), binary_offset,
                       [](uint64_t offset, const Mark &mark) { return offset < mark.binary; });
  return after == marks_.begin() ? 0 : std::prev(after)->source;
}

} // namespace wasmelt::wasm::text
