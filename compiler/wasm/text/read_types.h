// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types in text (spec section 6.4), and type uses, which may define types.
#pragma once

#include "compiler/wasm/text/names.h"

#include <vector>

namespace wasmelt::wasm::text {

/// A type use (spec section 6.6.3).
struct TypeUse {
  uint32_t index = 0;
  /// The parameters: as many as the type has (none if there is no such function type), with what
  /// names them.
  std::vector<Binding> params;
};

/// The types of a module: read where they are defined, added where they are only used.
class TypeReader {
public:
  TypeReader(TokenReader &reader, ModuleNames &names) : reader_(reader), names_(names) {}

  ValueType valueType();
  /// Whether a value type is next, not an error otherwise.
  bool atValueType() const;
  ValueType referenceType();
  HeapType heapType();
  /// `(result …)*`
  ResultType results();

  /// `(type …)` or `(rec …)`, at the parenthesis.
  void definition();
  /// After all definitions, before the first use.
  void finishDefinitions();

  /// `allow_names`: parameters may have names.
  TypeUse typeUse(bool allow_names);
  /// The type of a block: the same in fewer bytes where it has no parameters and one result at
  /// most.
  void blockType(CodeBuffer &out);

  /// The type section; empty if there are no types.
  CodeBuffer encode() const;

private:
  struct Group {
    size_t begin, end;
  };
  /// `(type $x)? (param …)* (result …)*`
  struct Use {
    std::optional<uint32_t> index;
    uint32_t source = 0; ///< of the use
    FunctionType type;
    std::vector<Binding> params;
    bool isInline() const { return !type.params.empty() || !type.results.empty(); }
  };
  Use readUse(bool allow_names);
  uint32_t resolve(const Use &use);
  const FunctionType *functionType(uint32_t index) const;

  void params(FunctionType &type, std::vector<Binding> &bindings, bool allow_names);
  void definedType();
  void compositeType(DefinedType &type);
  void structure(DefinedType &type);
  FieldType fieldType();
  uint32_t add(DefinedType type);
  static std::string keyOf(const FunctionType &type);

  TokenReader &reader_;
  ModuleNames &names_;
  std::vector<DefinedType> types_;
  std::vector<uint32_t> sources_; ///< of each type
  std::vector<Group> groups_;
  std::unordered_map<std::string, uint32_t> functions_; ///< types that a use may mean, by keyOf
};

} // namespace wasmelt::wasm::text
