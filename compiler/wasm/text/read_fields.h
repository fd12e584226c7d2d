// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The fields of a module in text (spec section 6.6), to the sections of a binary one.
#pragma once

#include "compiler/wasm/module.h"
#include "compiler/wasm/text/names.h"
#include "compiler/wasm/text/read_instructions.h"
#include "compiler/wasm/text/read_types.h"

#include <array>
#include <vector>

namespace wasmelt::wasm::text {

/// Sections in the order of the binary format.
enum class Section : uint8_t {
  Type,
  Import,
  Function,
  Table,
  Memory,
  Tag,
  Global,
  Export,
  Start,
  Element,
  DataCount,
  Code,
  Data,
  Count,
};

/// `(@custom "name" (before|after …)? "…"*)`
struct CustomAnnotation {
  std::string name, content;
  bool after = true;                ///< or before
  Section section = Section::Count; ///< Count: of all of them, `first` or `last`
  uint32_t source = 0;
};

class FieldReader {
public:
  /// A vector of entries.
  struct Entries {
    uint32_t count = 0;
    CodeBuffer content;
  };

  explicit FieldReader(TokenReader &reader)
      : reader_(reader), types_(reader, names_), instructions_(reader, names_, types_) {}

  /// Reads all fields up to the `)` of the module or the end of the text, which stays.
  void read();

  ModuleNames &names() { return names_; }
  const std::vector<CustomAnnotation> &customs() const { return customs_; }
  /// A section's content; empty where there is no such section.
  CodeBuffer section(Section section) const;
  /// Code metadata as custom sections, by name.
  std::map<std::string, CodeBuffer> metadataSections() const;

private:
  // First of all fields are looked through for what they define, so that they can be named before.
  void declareFields();
  void declareField(std::string_view keyword, const Token &open);
  void declareExtern(ExternKind kind, bool is_import_field, const Token &open);
  bool hasInlineSegment(const Token &open, std::string_view keyword) const;

  void field();
  void custom();
  void placement(CustomAnnotation &custom);

  void importField();
  void function();
  void locals(CodeBuffer &body, IndexSpace &space);
  void functionBody(uint32_t index, const TypeUse &use);
  void table();
  void memory();
  void global();
  void tag();
  void exportField();
  void start();
  void element();
  void data();

  /// `(export "…")*`, and whether `(import "…" "…")` follows, which begins an entry of that
  /// section.
  bool inlineExportsAndImport(ExternKind kind, uint32_t index);
  Entries &section(Section section, uint32_t source);
  Entries &at(Section section) { return sections_[static_cast<size_t>(section)]; }

  bool addressType();
  Limits limits(bool is_64, bool is_memory);
  void writeLimits(CodeBuffer &out, const Limits &limits, std::optional<uint8_t> page_size_log2);
  std::optional<uint8_t> pageSize();
  void tableType(CodeBuffer &out);
  void memoryType(CodeBuffer &out);
  GlobalType globalType(CodeBuffer &out);
  /// Instructions up to `)`, and an `end`.
  void expression(CodeBuffer &out);
  /// `(keyword expr)` or one folded instruction, and an `end`.
  void expressionIn(std::string_view keyword, CodeBuffer &out);
  /// An active segment's place.
  void offset(CodeBuffer &out) { expressionIn("offset", out); }

  /// What an element segment contains.
  struct ElementList {
    bool is_expressions = false;
    ValueType type = ValueType::funcref();
    uint32_t count = 0;
    CodeBuffer items;
  };
  /// `may_omit_func`: indices may come without `func`.
  ElementList elementList(bool may_omit_func);
  void functionIndices(ElementList &list);
  void elementExpressions(ElementList &list);
  void inlineElements(uint32_t table, bool is_64, const ValueType &type, uint32_t source,
                      uint32_t &count);
  void writeElements(const ElementList &list, SegmentMode mode, uint32_t table,
                     const CodeBuffer &offset, uint32_t source);
  void writeData(SegmentMode mode, uint32_t memory, const CodeBuffer &place, std::string_view bytes,
                 uint32_t source);

  TokenReader &reader_;
  ModuleNames names_;
  TypeReader types_;
  ExpressionReader instructions_;
  std::array<Entries, static_cast<size_t>(Section::Count)> sections_;
  std::vector<CustomAnnotation> customs_;
  std::optional<ExternKind> first_definition_; ///< imports may not follow it
  std::optional<uint32_t> start_, start_source_;
  struct FunctionMetadata {
    uint32_t function;
    std::vector<CodeMetadata> entries;
  };
  std::map<std::string, std::vector<FunctionMetadata>> metadata_;
  // Indices of what is defined next, while fields are read.
  uint32_t next_function_ = 0, next_table_ = 0, next_memory_ = 0, next_global_ = 0, next_tag_ = 0;
};

} // namespace wasmelt::wasm::text
