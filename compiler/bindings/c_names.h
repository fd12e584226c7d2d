// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the imports and exports of a module are called in C.
#pragma once

#include "compiler/wasm/module.h"

#include <string>
#include <vector>

namespace wasmelt::bindings {

struct CNames {
  /// In the order of the module's exports, with the prefix.
  std::vector<std::string> exports;
  /// Members of the structure of imports, in the order of the module's imports.
  std::vector<std::string> imports;
};
/// `prefix` is an identifier.
CNames cNames(const wasm::Module &module, const std::string &prefix);

/// What the exports are called as members of a class in C++, in their order.
std::vector<std::string> cppMembers(const wasm::Module &module);

/// The function that returns the compiled module.
std::string librarySymbol(const std::string &prefix);

/// A prefix from a file's name: `dir/libfoo-bar.so` -> `foo_bar`.
std::string prefixFromFile(std::string_view path);
/// Why a prefix cannot be one; empty: it can.
std::string whyNoPrefix(const std::string &prefix);
/// Why a prefix cannot be a namespace in C++.
std::string whyNoNamespace(const std::string &prefix);

} // namespace wasmelt::bindings
