// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The words of the text format: instructions, all from opcodes.def, and the rest.
#pragma once

#include "compiler/wasm/opcode.h"
#include "compiler/wasm/types.h"

#include <optional>
#include <string_view>

namespace wasmelt::wasm::text {

/// The immediate kinds of opcodes.def: how an instruction is written and encoded follows from its
/// kind alone.
enum class ImmediateKind : uint8_t {
  None,
  Structure,
  StructureTag,
  StructureLabel,
  Block,
  TryTable,
  Tag,
  Label,
  BranchTable,
  CastBranch,
  Function,
  CallIndirect,
  Type,
  Select,
  SelectTyped,
  Local,
  Global,
  Table,
  TableCopy,
  TableInit,
  Element,
  Memory,
  MemoryCopy,
  MemoryInit,
  Data,
  MemArg,
  MemArgLane,
  Fence,
  Lane,
  Shuffle,
  I32,
  I64,
  F32,
  F64,
  V128,
  HeapType,
  Reference,
  StructField,
  ArrayFixed,
  ArrayData,
  ArrayElement,
  ArrayCopy,
};

/// A row of opcodes.def.
struct OpcodeRow {
  std::string_view text;
  Opcode opcode;
  uint8_t prefix;
  uint16_t code;
  ImmediateKind immediate;
  uint8_t align_log2;
};

/// The instruction with that text, or nullptr. Of several with one text (select, ref.test,
/// ref.cast) the first in opcodes.def; the next one is the one for the other form of their
/// immediate.
const OpcodeRow *findInstruction(std::string_view text);

/// The row of an instruction.
const OpcodeRow &rowOf(Opcode opcode);

/// The kind of an abstract heap type from its name (`func`), or from the abbreviation of a nullable
/// reference to it (`funcref`).
std::optional<HeapType::Kind> findHeapType(std::string_view name);
std::optional<HeapType::Kind> findReferenceType(std::string_view name);
/// How the binary format writes an abstract heap type.
uint8_t heapTypeCode(HeapType::Kind kind);

/// Whether a word means something somewhere: in the wrong place it is an "unexpected token", while
/// other words are "unknown operators".
bool isKeyword(std::string_view word);

} // namespace wasmelt::wasm::text
