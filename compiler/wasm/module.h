// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A decoded module (spec section 2.5): everything but the instructions of function bodies, which
// stay as byte ranges and are decoded when they are validated or lowered.
#pragma once

#include "compiler/wasm/types.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wasmelt::wasm {

enum class ExternKind : uint8_t { Function, Table, Memory, Global, Tag };
/// `function`, `table` … as diagnostics spell it.
const char *externKindName(ExternKind kind);

/// A constant expression, decoded to postfix form. Validated with the module.
struct ConstInstr {
  enum Op : uint8_t {
    I32Const,
    I64Const,
    F32Const,
    F64Const,
    V128Const, ///< `bits` (V128: `bits` low, `bits_high`)
    GlobalGet,
    RefNull,
    RefFunc, ///< `bits` is the index
    I32Add,
    I32Sub,
    I32Mul,
    I64Add,
    I64Sub,
    I64Mul,
    StructNew,
    StructNewDefault,
    ArrayNew,
    ArrayNewDefault, ///< `bits` is the type index
    ArrayNewFixed,   ///< and `bits_high` the size
    RefI31,
    AnyConvertExtern,
    ExternConvertAny,
  };
  Op op;
  uint64_t bits = 0;
  uint64_t bits_high = 0;
  ValueType type; ///< of the result
  /// Whether it makes or inspects an object of the garbage collected heap.
  bool isGC() const { return op >= StructNew; }
};
/// Where in the file an expression begins, `offset`, an InstructionReader can read it again.
struct ConstExpr {
  std::vector<ConstInstr> instrs;
  uint64_t offset = 0; ///< in the file
};

struct Import {
  std::string module, field;
  ExternKind kind;
  uint32_t index; ///< in the index space of its kind
  uint64_t offset;
};

struct Function {
  uint32_t type = 0;                     ///< type index
  std::optional<uint32_t> import;        ///< index into Module::imports
  uint64_t body_begin = 0, body_end = 0; ///< file offsets of locals and code; both 0 for imports
  /// Named by an export, an element segment or a global, so that ref.func in bodies may name it
  /// too.
  bool is_declared = false;
};

struct Table {
  TableType type;
  std::optional<uint32_t> import;
  std::optional<ConstExpr> init; ///< 3.0: element initialiser
  uint64_t offset = 0;           ///< in the file
};
struct Memory {
  MemoryType type;
  std::optional<uint32_t> import;
  uint64_t offset = 0; ///< in the file
};
struct Global {
  GlobalType type;
  std::optional<uint32_t> import;
  ConstExpr init;
};
struct Tag {
  uint32_t type = 0; ///< type index
  std::optional<uint32_t> import;
  uint64_t offset = 0; ///< in the file
};

struct Export {
  std::string name;
  ExternKind kind;
  uint32_t index;
  uint64_t offset;
};

enum class SegmentMode : uint8_t { Active, Passive, Declarative };

struct ElementSegment {
  SegmentMode mode;
  ValueType type;
  uint32_t table = 0; ///< if Active
  ConstExpr start;    ///< if Active: the offset expression
  std::vector<ConstExpr> elements;
  uint64_t offset = 0; ///< in the file
};

struct DataSegment {
  SegmentMode mode;
  uint32_t memory = 0;
  ConstExpr start;
  std::span<const uint8_t> bytes; ///< into Module::bytes
  uint64_t offset = 0;
};

struct CustomSection {
  std::string name;
  std::span<const uint8_t> bytes;
  uint64_t offset = 0;
};

/// The section metadata.code.branch_hint: which way an `if` or `br_if` will mostly go.
struct BranchHint {
  uint64_t offset; ///< of the instruction, in the file
  bool likely;     ///< whether the condition mostly holds
};

/// A whole module. Refers into `bytes`, which must outlive it.
struct Module {
  std::string file_name;          ///< for diagnostics
  std::span<const uint8_t> bytes; ///< the binary

  std::vector<DefinedType> types;
  std::vector<Import> imports;
  std::vector<Function> functions; ///< imported first, as everywhere below
  std::vector<Table> tables;
  std::vector<Memory> memories;
  std::vector<Global> globals;
  std::vector<Tag> tags;
  std::vector<Export> exports;
  std::optional<uint32_t> start;
  uint64_t start_offset = 0; ///< in the file
  std::vector<ElementSegment> elements;
  std::vector<DataSegment> datas;
  std::optional<uint32_t> data_count;
  std::vector<CustomSection> custom_sections;

  std::string module_name;                 ///< name section; empty if none
  std::vector<std::string> function_names; ///< name section, by function index; empty if none
  std::vector<std::string> global_names;   ///< likewise
  std::vector<std::string> type_names, table_names, memory_names, element_names, data_names,
      tag_names;
  /// Names of parts of a function or type, by its index.
  using IndirectNames = std::map<uint32_t, std::map<uint32_t, std::string>>;
  IndirectNames local_names, label_names, field_names;

  /// By offset. Only of well-formed sections; validateBranchHints() says what is wrong with others.
  std::vector<BranchHint> branch_hints;

  const FunctionType &functionType(uint32_t function) const {
    return types[functions[function].type].function;
  }
  /// The type of a reference to a function.
  ValueType referenceType(uint32_t function) const {
    return ValueType::ref({HeapType::Concrete, functions[function].type}, false);
  }
  /// What a branch's hint says, by the file offset of the instruction.
  std::optional<bool> branchHint(uint64_t offset) const;
  uint32_t importedFunctionCount = 0;
  const Export *findExport(std::string_view name) const;
  /// The name of a function for people: from the name section, else the name of its export or
  /// import, else `function[12]`.
  std::string functionName(uint32_t function) const;
  /// The same, but empty where nothing names the function.
  std::string knownFunctionName(uint32_t function) const;
};

} // namespace wasmelt::wasm
