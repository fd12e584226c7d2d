// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/print_module.h"
#include "compiler/wasm/text/print_instructions.h"

#include <algorithm>

namespace wasmelt::wasm::text {

namespace {

const char *externKeyword(ExternKind kind) {
  return kind == ExternKind::Function ? "func" : externKindName(kind);
}

/// The words of `(@custom "…" (after type))`, by section id.
constexpr const char *kSectionWords[] = {"custom", "type",   "import",    "func",  "table",
                                         "memory", "global", "export",    "start", "elem",
                                         "code",   "data",   "datacount", "tag"};

enum SectionId : uint8_t { kStart = 8, kDataCount = 12 };

class ModulePrinter {
public:
  explicit ModulePrinter(const Module &module)
      : module_(module), features_(FeatureSet::all()), context_{module, {}}, names_(module),
        instructions_(names_, features_) {}

  std::string print() {
    checkTypes();
    prints_hints_ = allHintsHaveInstructions();
    out_ = "(module";
    if (!module_.module_name.empty())
      out_ += " " + identifier(module_.module_name);
    out_ += "\n";
    types();
    imports();
    for (uint32_t i = 0; i < module_.tables.size(); ++i)
      if (!module_.tables[i].import)
        table(i);
    for (uint32_t i = 0; i < module_.memories.size(); ++i)
      if (!module_.memories[i].import)
        line("(memory" + names_.memories.definition(i) + memoryType(module_.memories[i].type) +
             ")");
    for (uint32_t i = 0; i < module_.tags.size(); ++i)
      if (!module_.tags[i].import)
        line("(tag" + names_.tags.definition(i) + typeUse(module_.tags[i].type) + ")");
    for (uint32_t i = 0; i < module_.globals.size(); ++i)
      if (!module_.globals[i].import)
        global(i);
    for (const Export &e : module_.exports)
      line("(export " + quoted(e.name, true) + " (" + externKeyword(e.kind) + " " +
           names_.of(e.kind).use(e.index) + "))");
    if (module_.start)
      line("(start " + names_.functions.use(*module_.start) + ")");
    for (uint32_t i = 0; i < module_.elements.size(); ++i)
      element(i);
    for (uint32_t i = module_.importedFunctionCount; i < module_.functions.size(); ++i)
      function(i);
    for (uint32_t i = 0; i < module_.datas.size(); ++i)
      data(i);
    customs();
    out_ += ")\n";
    return std::move(out_);
  }

private:
  void line(const std::string &text) { out_ += "  " + text + "\n"; }

  /// What is called must have a function's type, or its parameters could not be told.
  void checkTypes() const {
    auto check = [&](uint32_t type, const char *what) {
      if (type >= module_.types.size() || module_.types[type].kind != DefinedType::Function)
        context_.fail(Error::Kind::Invalid, 0,
                      "unknown type " + std::to_string(type) +
                          ": there is no such function type "
                          "for a " +
                          what);
    };
    for (const Function &function : module_.functions)
      check(function.type, "function");
    for (const Tag &tag : module_.tags)
      check(tag.type, "tag");
  }

  /// Hints are told at their instructions, if they all have one.
  bool allHintsHaveInstructions() const {
    if (module_.branch_hints.empty())
      return false;
    size_t found = 0;
    for (uint32_t i = module_.importedFunctionCount; i < module_.functions.size(); ++i) {
      const ErrorContext context{module_, i};
      InstructionReader reader(context, i, features_);
      for (Instruction instruction; reader.next(instruction);)
        found += module_.branchHint(instruction.offset).has_value();
    }
    return found == module_.branch_hints.size();
  }

  // Types

  void types() {
    for (uint32_t begin = 0, end; begin < module_.types.size(); begin = end) {
      end = begin + 1;
      while (end < module_.types.size() &&
             module_.types[end].rec_group == module_.types[begin].rec_group)
        ++end;
      if (end - begin == 1) {
        line(definedType(begin));
        continue;
      }
      line("(rec");
      for (uint32_t i = begin; i < end; ++i)
        line("  " + definedType(i));
      line(")");
    }
  }

  std::string definedType(uint32_t index) const {
    const DefinedType &type = module_.types[index];
    std::string text;
    switch (type.kind) {
    case DefinedType::Function:
      text = "(func" + names_.signature(type.function.params, type.function.results) + ")";
      break;
    case DefinedType::Array:
      text = "(array " + fieldType(type.fields[0]) + ")";
      break;
    case DefinedType::Struct:
      text = "(struct";
      for (uint32_t i = 0; i < type.fields.size(); ++i) {
        auto names = names_.fields.find(index);
        text += " (field";
        if (names != names_.fields.end())
          text += names->second.definition(i, /*numbered=*/false);
        text += " " + fieldType(type.fields[i]) + ")";
      }
      text += ")";
      break;
    }
    if (!type.is_final || !type.supertypes.empty()) {
      std::string head = type.is_final ? "(sub final" : "(sub";
      for (uint32_t super : type.supertypes)
        head += " " + names_.types.use(super);
      text = head + " " + text + ")";
    }
    return "(type" + names_.types.definition(index) + " " + text + ")";
  }

  std::string fieldType(const FieldType &field) const {
    const std::string type = field.packed == FieldType::I8    ? "i8"
                             : field.packed == FieldType::I16 ? "i16"
                                                              : names_.valueType(field.type);
    return field.is_mutable ? "(mut " + type + ")" : type;
  }

  /// ` (type 3) (param i32) (result i32)`
  std::string typeUse(uint32_t index) const {
    const FunctionType &type = module_.types[index].function;
    return " (type " + names_.types.use(index) + ")" + names_.signature(type.params, type.results);
  }

  static std::string limits(const Limits &limits) {
    std::string text = limits.is_64 ? " i64" : "";
    text += " " + std::to_string(limits.min);
    if (limits.has_max)
      text += " " + std::to_string(limits.max);
    if (limits.is_shared)
      text += " shared";
    return text;
  }
  std::string tableType(const TableType &type) const {
    return limits(type.limits) + " " + names_.valueType(type.element);
  }
  static std::string memoryType(const MemoryType &type) {
    std::string text = limits(type.limits);
    if (type.page_size_log2 != 16)
      text += " (pagesize " + std::to_string(uint64_t{1} << type.page_size_log2) + ")";
    return text;
  }
  std::string globalType(const GlobalType &type) const {
    return type.is_mutable ? " (mut " + names_.valueType(type.type) + ")"
                           : " " + names_.valueType(type.type);
  }

  // Definitions

  void imports() {
    for (const Import &import : module_.imports) {
      std::string type;
      switch (import.kind) {
      case ExternKind::Function:
        type = typeUse(module_.functions[import.index].type);
        break;
      case ExternKind::Table:
        type = tableType(module_.tables[import.index].type);
        break;
      case ExternKind::Memory:
        type = memoryType(module_.memories[import.index].type);
        break;
      case ExternKind::Global:
        type = globalType(module_.globals[import.index].type);
        break;
      case ExternKind::Tag:
        type = typeUse(module_.tags[import.index].type);
        break;
      }
      line("(import " + quoted(import.module, true) + " " + quoted(import.field, true) + " (" +
           externKeyword(import.kind) + names_.of(import.kind).definition(import.index) + type +
           "))");
    }
  }

  /// Folded if it is one instruction, else `(word …)`; without a word as it is.
  std::string expression(const ConstExpr &expr, const char *word) {
    size_t count = 0;
    std::string text = instructions_.expression(expr, count);
    if (count == 1)
      return "(" + text + ")";
    return word ? std::string("(") + word + " " + text + ")" : text;
  }

  void table(uint32_t index) {
    const Table &table = module_.tables[index];
    std::string text = "(table" + names_.tables.definition(index) + tableType(table.type);
    if (table.init)
      text += " " + expression(*table.init, nullptr);
    line(text + ")");
  }

  void global(uint32_t index) {
    const Global &global = module_.globals[index];
    line("(global" + names_.globals.definition(index) + globalType(global.type) + " " +
         expression(global.init, nullptr) + ")");
  }

  void element(uint32_t index) {
    const ElementSegment &segment = module_.elements[index];
    std::string text = "(elem" + names_.elements.definition(index);
    if (segment.mode == SegmentMode::Active) {
      if (segment.table != 0)
        text += " (table " + names_.tables.use(segment.table) + ")";
      text += " " + expression(segment.start, "offset");
    } else if (segment.mode == SegmentMode::Declarative) {
      text += " declare";
    }
    constexpr uint32_t kExpressions = 4;
    ByteReader flags(context_, segment.offset, module_.bytes.size());
    if (flags.u32() & kExpressions) {
      text += " " + names_.valueType(segment.type);
      for (const ConstExpr &element : segment.elements)
        text += " " + expression(element, "item");
    } else {
      text += " func";
      for (const ConstExpr &element : segment.elements)
        for (const ConstInstr &instr : element.instrs)
          text += " " + names_.functions.use(static_cast<uint32_t>(instr.bits));
    }
    line(text + ")");
  }

  void data(uint32_t index) {
    const DataSegment &segment = module_.datas[index];
    std::string text = "(data" + names_.datas.definition(index);
    if (segment.mode == SegmentMode::Active) {
      if (segment.memory != 0)
        text += " (memory " + names_.memories.use(segment.memory) + ")";
      text += " " + expression(segment.start, "offset");
    }
    line(text + " " + quoted(segment.bytes) + ")");
  }

  void function(uint32_t index) {
    const uint32_t type_index = module_.functions[index].type;
    const FunctionType &type = module_.types[type_index].function;
    const ErrorContext context{module_, index};
    InstructionReader reader(context, index, features_);
    size_t local_count = type.params.size();
    for (const LocalGroup &group : reader.locals())
      local_count += group.count;
    static const std::map<uint32_t, std::string> no_names;
    auto found = module_.local_names.find(index);
    const PrintedNames locals(local_count,
                              found == module_.local_names.end() ? no_names : found->second);
    std::string head = "(func" + names_.functions.definition(index) + " (type " +
                       names_.types.use(type_index) + ")";
    variables(head, " ", "param", type.params, locals, 0);
    line(head + names_.signature({}, type.results));
    auto first = static_cast<uint32_t>(type.params.size());
    for (const LocalGroup &group : reader.locals()) {
      const std::vector<ValueType> types(group.count, group.type);
      std::string text;
      variables(text, "", "local", types, locals, first);
      if (!text.empty())
        line("  " + text);
      first += group.count;
    }
    instructions_.body(out_, index, locals, reader, prints_hints_);
    line(")");
  }

  /// Parameters or locals from the index `first` on: those without names together.
  void variables(std::string &out, const char *separator, const char *word,
                 std::span<const ValueType> types, const PrintedNames &names,
                 uint32_t first) const {
    for (size_t i = 0; i < types.size();) {
      out += std::string(separator) + "(" + word;
      const auto index = static_cast<uint32_t>(first + i);
      if (names.hasName(index)) {
        out += names.definition(index, /*numbered=*/false) + " " + names_.valueType(types[i++]);
      } else {
        for (; i < types.size() && !names.hasName(static_cast<uint32_t>(first + i)); ++i)
          out += " " + names_.valueType(types[i]);
      }
      out += ")";
      separator = " ";
    }
  }

  // Custom sections: each after the section that it follows. Those behind the names are last.

  void customs() {
    struct Place {
      uint64_t offset;
      std::string text;
    };
    std::vector<Place> places;
    bool after_names = false;
    ByteReader reader(context_, 8, module_.bytes.size());
    std::string place = "(before first)";
    uint64_t last_section = 0;
    while (!reader.atEnd()) {
      const uint64_t offset = reader.offset();
      const uint8_t id = reader.u8();
      const std::span<const uint8_t> content = reader.bytes(reader.u32());
      // A section without entries is not in the text.
      const bool is_vector = id != kStart && id != kDataCount;
      const bool is_empty = content.empty() || (is_vector && content[0] == 0);
      if (id != 0 && id < std::size(kSectionWords) && !is_empty) {
        place = std::string("(after ") + kSectionWords[id] + ")";
        last_section = offset;
      }
      places.push_back({offset, place});
    }
    for (const CustomSection &section : module_.custom_sections) {
      if (section.name == "name") {
        after_names = true;
        continue;
      }
      if (prints_hints_ && section.name == "metadata.code.branch_hint")
        continue;
      auto found = std::find_if(places.begin(), places.end(), [&](const Place &candidate) {
        return candidate.offset == section.offset;
      });
      std::string where = found == places.end() ? "(after last)" : found->text;
      if (after_names && section.offset > last_section)
        where = "(after last)";
      line("(@custom " + quoted(section.name, true) + " " + where + " " + quoted(section.bytes) +
           ")");
    }
  }

  const Module &module_;
  FeatureSet features_;
  ErrorContext context_;
  ModulePrintedNames names_;
  InstructionPrinter instructions_;
  bool prints_hints_ = false;
  std::string out_;
};

} // namespace

std::string printModule(const Module &module) { return ModulePrinter(module).print(); }

} // namespace wasmelt::wasm::text
