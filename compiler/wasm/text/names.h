// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Identifiers of a module in text and the indices that they stand for; also the names that go into
// the name section.
#pragma once

#include "compiler/wasm/text/code_buffer.h"
#include "compiler/wasm/text/token_reader.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>

namespace wasmelt::wasm::text {

/// What may stand where something is defined: `$id` and `(@name "…")`.
struct Binding {
  std::optional<std::string> id;
  std::optional<std::string> name; ///< from the annotation
  uint32_t source = 0;             ///< of the identifier
  bool empty() const { return !id && !name; }
};

/// Reads either, both or neither. `what` is being defined.
Binding readBinding(TokenReader &reader, std::string_view what);

/// Indices by identifier, and names for people by index.
class IndexSpace {
public:
  explicit IndexSpace(const char *what) : what_(what) {}

  uint32_t size() const { return size_; }
  /// Gives the next index to what `binding` names. Throws if its identifier is taken.
  uint32_t add(const TokenReader &reader, const Binding &binding = {});
  std::optional<uint32_t> find(const std::string &id) const;
  /// Reads `$id` or a number.
  uint32_t read(TokenReader &reader) const;
  const std::map<uint32_t, std::string> &names() const { return names_; }

private:
  const char *what_;
  uint32_t size_ = 0;
  std::unordered_map<std::string, uint32_t> by_id_;
  std::map<uint32_t, std::string> names_;
};

using NameMap = std::map<uint32_t, std::string>;

struct ModuleNames {
  std::string module;
  IndexSpace types{"type"}, functions{"function"}, tables{"table"}, memories{"memory"},
      globals{"global"}, tags{"tag"}, elements{"elem segment"}, datas{"data segment"};
  std::map<uint32_t, IndexSpace> fields; ///< of structure types that name some
  std::map<uint32_t, NameMap> locals, labels;
};

/// The contents of a name section (spec appendix "Custom Sections") without the section's own name;
/// empty if there are no names.
CodeBuffer encodeNames(const ModuleNames &names);

} // namespace wasmelt::wasm::text
