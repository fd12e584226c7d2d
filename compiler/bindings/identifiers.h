// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From names in modules, which may be any text, to identifiers.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wasmelt::bindings {

/// A name with every character that identifiers do not have replaced: other ASCII characters by
/// `_`, the rest by `u` and the code point in hexadecimal. An empty one becomes `empty`.
std::string identifierOf(std::string_view name);

/// Whether a name is an identifier as it is. The empty one is none.
bool isIdentifier(std::string_view name);

/// Identifiers of one scope, no two of which are the same.
class Identifiers {
public:
  /// Words that mean something else in the language.
  explicit Identifiers(const std::set<std::string_view> &keywords) : keywords_(keywords) {}
  void reserve(std::string name) { taken_.insert(std::move(name)); }
  /// `wanted`, with _ before it if it begins with a digit and after it if it is a keyword, and with
  /// _2, _3 … if that, or it with one of `suffixes`, is taken. Takes it with all suffixes.
  std::string take(std::string wanted, std::span<const char *const> suffixes = {});

private:
  const std::set<std::string_view> &keywords_;
  std::set<std::string> taken_;
};

/// The order in which names are given identifiers: those first that can keep their spelling.
std::vector<size_t> namingOrder(const std::vector<std::string> &names);

/// Words of C11 and C++20 that nothing can be called.
const std::set<std::string_view> &cKeywords();

/// How a name is written in comments: as a string of the text format, ASCII alone, and without
/// anything that could end or begin a comment.
std::string quoted(std::string_view name);

} // namespace wasmelt::bindings
