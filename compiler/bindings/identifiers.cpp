// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/bindings/identifiers.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace wasmelt::bindings {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isWordCharacter(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::string hexadecimal(uint32_t number) {
  char text[16];
  std::snprintf(text, sizeof text, "%02x", unsigned(number));
  return text;
}

/// The code point at `at`, which moves behind it. Names are valid UTF-8: the decoder checked that.
uint32_t nextCodePoint(std::string_view text, size_t &at) {
  auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0x80)
    return first;
  int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  uint32_t point = first & (0x3fu >> more);
  for (; more && at < text.size(); --more)
    point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3fu);
  return point;
}

} // namespace

std::string identifierOf(std::string_view name) {
  if (name.empty())
    return "empty";
  std::string result;
  for (size_t at = 0; at < name.size();) {
    uint32_t point = nextCodePoint(name, at);
    if (point >= 0x80)
      result += "u" + hexadecimal(point);
    else
      result += isWordCharacter(char(point)) ? char(point) : '_';
  }
  return result;
}

bool isIdentifier(std::string_view name) {
  return !name.empty() && !isDigit(name[0]) && std::ranges::all_of(name, isWordCharacter);
}

std::string Identifiers::take(std::string wanted, std::span<const char *const> suffixes) {
  if (isDigit(wanted[0]))
    wanted.insert(0, "_");
  if (keywords_.contains(wanted))
    wanted += '_';
  auto isFree = [&](const std::string &name) {
    return !taken_.contains(name) && std::ranges::none_of(suffixes, [&](const char *suffix) {
      return taken_.contains(name + suffix);
    });
  };
  std::string name = wanted;
  for (unsigned number = 2; !isFree(name); ++number)
    name = wanted + "_" + std::to_string(number);
  for (const char *suffix : suffixes)
    taken_.insert(name + suffix);
  taken_.insert(name);
  return name;
}

std::vector<size_t> namingOrder(const std::vector<std::string> &names) {
  std::vector<size_t> order;
  for (bool as_they_are : {true, false})
    for (size_t i = 0; i < names.size(); ++i)
      if (isIdentifier(names[i]) == as_they_are)
        order.push_back(i);
  return order;
}

namespace {

constexpr std::string_view keywords =
    "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t "
    "char32_t char8_t class co_await co_return co_yield compl concept const const_cast "
    "consteval constexpr constinit continue decltype default delete do double dynamic_cast "
    "else enum explicit export extern false float for friend goto if inline int long mutable "
    "namespace new noexcept not not_eq nullptr operator or or_eq private protected public "
    "register reinterpret_cast requires restrict return short signed sizeof static "
    "static_assert static_cast struct switch template this thread_local throw true try "
    "typedef typeid typename typeof union unsigned using virtual void volatile wchar_t while "
    "xor xor_eq "
    // Not keywords, but macros or names of the compiler's.
    "errno linux main unix ";

std::set<std::string_view> words(std::string_view text) {
  std::set<std::string_view> result;
  for (size_t end; (end = text.find(' ')) != text.npos; text.remove_prefix(end + 1))
    result.insert(text.substr(0, end));
  return result;
}

} // namespace

const std::set<std::string_view> &cKeywords() {
  static const std::set<std::string_view> set = words(keywords);
  return set;
}

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (size_t at = 0; at < name.size();) {
    uint32_t point = nextCodePoint(name, at);
    bool is_plain = point >= 0x20 && point < 0x7f && point != '"' && point != '\\' &&
                    point != '*' && point != '?';
    if (is_plain)
      text += char(point);
    else if (point < 0x80)
      text += "\\" + hexadecimal(point);
    else
      text += "\\u{" + hexadecimal(point) + "}";
  }
  return text + "\"";
}

} // namespace wasmelt::bindings
