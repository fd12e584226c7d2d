// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/keywords.h"
#include "compiler/wasm/text/lexer.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace wasmelt::wasm::text {

namespace {

constexpr OpcodeRow kRows[] = {
#define WASM_OPCODE(name, text, prefix, code, immediate, types, feature)                           \
  {text,                                                                                           \
   Opcode::name,                                                                                   \
   prefix,                                                                                         \
   code,                                                                                           \
   ImmediateKind::immediate,                                                                       \
   opcode_info<Opcode::name>.signature.align_log2},
#include "compiler/wasm/opcodes.def"
};

/// Of each text the first row, ordered by text.
std::vector<const OpcodeRow *> sortedRows() {
  std::vector<const OpcodeRow *> sorted;
  for (const OpcodeRow &instruction : kRows)
    sorted.push_back(&instruction);
  std::sort(sorted.begin(), sorted.end(),
            [](auto *a, auto *b) { return a->text != b->text ? a->text < b->text : a < b; });
  sorted.erase(std::unique(sorted.begin(), sorted.end(),
                           [](auto *a, auto *b) { return a->text == b->text; }),
               sorted.end());
  return sorted;
}

struct HeapTypeName {
  HeapType::Kind kind;
  std::string_view name, reference;
  uint8_t code;
};
constexpr HeapTypeName kHeapTypes[] = {
    {HeapType::Func, "func", "funcref", 0x70},
    {HeapType::Extern, "extern", "externref", 0x6F},
    {HeapType::Any, "any", "anyref", 0x6E},
    {HeapType::Eq, "eq", "eqref", 0x6D},
    {HeapType::I31, "i31", "i31ref", 0x6C},
    {HeapType::Struct, "struct", "structref", 0x6B},
    {HeapType::Array, "array", "arrayref", 0x6A},
    {HeapType::Exn, "exn", "exnref", 0x69},
    {HeapType::None, "none", "nullref", 0x71},
    {HeapType::NoFunc, "nofunc", "nullfuncref", 0x73},
    {HeapType::NoExtern, "noextern", "nullexternref", 0x72},
    {HeapType::NoExn, "noexn", "nullexnref", 0x74},
};

// Words that are not instructions; numbers' own words are among them.
constexpr std::string_view kWords[] = {"after",
                                       "any",
                                       "array",
                                       "assert_exception",
                                       "assert_exhaustion",
                                       "assert_invalid",
                                       "assert_invalid_custom",
                                       "assert_malformed",
                                       "assert_malformed_custom",
                                       "assert_return",
                                       "assert_trap",
                                       "assert_unlinkable",
                                       "before",
                                       "binary",
                                       "catch_all_ref",
                                       "catch_ref",
                                       "data",
                                       "declare",
                                       "definition",
                                       "do",
                                       "either",
                                       "elem",
                                       "export",
                                       "f32",
                                       "f32x4",
                                       "f64",
                                       "f64x2",
                                       "field",
                                       "final",
                                       "first",
                                       "func",
                                       "get",
                                       "global",
                                       "i16",
                                       "i16x8",
                                       "i32",
                                       "i32x4",
                                       "i64",
                                       "i64x2",
                                       "i8",
                                       "i8x16",
                                       "import",
                                       "instance",
                                       "invoke",
                                       "item",
                                       "last",
                                       "local",
                                       "memory",
                                       "module",
                                       "mut",
                                       "nan:arithmetic",
                                       "nan:canonical",
                                       "null",
                                       "offset",
                                       "pagesize",
                                       "param",
                                       "quote",
                                       "rec",
                                       "ref",
                                       "ref.any",
                                       "ref.array",
                                       "ref.exn",
                                       "ref.extern",
                                       "ref.host",
                                       "ref.struct",
                                       "register",
                                       "result",
                                       "shared",
                                       "start",
                                       "struct",
                                       "sub",
                                       "table",
                                       "tag",
                                       "then",
                                       "thread",
                                       "type",
                                       "v128",
                                       "wait"};

} // namespace

const OpcodeRow *findInstruction(std::string_view text) {
  static const std::vector<const OpcodeRow *> sorted = sortedRows();
  auto found = std::lower_bound(sorted.begin(), sorted.end(), text,
                                [](auto *a, std::string_view b) { return a->text < b; });
  return found != sorted.end() && (*found)->text == text ? *found : nullptr;
}

const OpcodeRow &rowOf(Opcode opcode) {
  static const std::unordered_map<Opcode, const OpcodeRow *> rows = [] {
    std::unordered_map<Opcode, const OpcodeRow *> map;
    for (const OpcodeRow &row : kRows)
      map.emplace(row.opcode, &row);
    return map;
  }();
  return *rows.at(opcode);
}

std::optional<HeapType::Kind> findHeapType(std::string_view name) {
  for (const HeapTypeName &type : kHeapTypes)
    if (type.name == name)
      return type.kind;
  return std::nullopt;
}

std::optional<HeapType::Kind> findReferenceType(std::string_view name) {
  for (const HeapTypeName &type : kHeapTypes)
    if (type.reference == name)
      return type.kind;
  return std::nullopt;
}

uint8_t heapTypeCode(HeapType::Kind kind) {
  for (const HeapTypeName &type : kHeapTypes)
    if (type.kind == kind)
      return type.code;
  return 0;
}

bool isKeyword(std::string_view word) {
  for (std::string_view prefix : {"offset=", "align="})
    if (word.starts_with(prefix))
      return classifyNumber(word.substr(prefix.size())) == Token::Natural;
  return findInstruction(word) || findHeapType(word) || findReferenceType(word) ||
         std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

} // namespace wasmelt::wasm::text
