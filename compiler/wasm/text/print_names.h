// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What printed modules call things, and literals of their text.
#pragma once

#include "compiler/wasm/module.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wasmelt::wasm::text {

/// `"a\0ab"`: a string literal of any bytes; well-formed UTF-8 stays as it is if it `is_name`.
std::string quoted(std::string_view bytes, bool is_name);
std::string quoted(std::span<const uint8_t> bytes);
/// `$name`, or `$"a name"` if it has what an identifier cannot have. The name may not be empty.
std::string identifier(std::string_view name);

/// The names of one index space.
class PrintedNames {
public:
  PrintedNames() = default;
  PrintedNames(size_t size, const std::vector<std::string> &names);
  PrintedNames(size_t size, const std::map<uint32_t, std::string> &names);

  /// Where it is defined, with a space before: ` $name (;3;)`, ` (@name "name") (;3;)` if the name
  /// is that of something before, or ` (;3;)`. `numbered` is whether the number is told.
  std::string definition(uint32_t index, bool numbered = true) const;
  /// Where it is used: `$name` or `3`.
  std::string use(uint32_t index) const;
  bool hasName(uint32_t index) const {
    return index < entries_.size() && !entries_[index].name.empty();
  }

private:
  struct Entry {
    std::string name, id; ///< `id` is empty if the name is not unique
  };
  void makeIds();
  std::vector<Entry> entries_;
};

/// All names of a module, and the text of types, which have some.
struct ModulePrintedNames {
  explicit ModulePrintedNames(const Module &module);
  const Module &module;
  PrintedNames types, functions, tables, memories, globals, tags, elements, datas;
  std::map<uint32_t, PrintedNames> fields;

  const PrintedNames &of(ExternKind kind) const;
  std::string field(uint32_t type, uint32_t index) const;
  std::string heapType(HeapType type) const;
  std::string valueType(const ValueType &type) const;
  /// ` (param i32 i32) (result i32)`, each part only if there is something in it.
  std::string signature(std::span<const ValueType> params,
                        std::span<const ValueType> results) const;
};

} // namespace wasmelt::wasm::text
