// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Instructions as values, one after another, reachable or not and without validation: for printing
// and inspection. Compilation goes through FunctionVisitor.
#pragma once

#include "compiler/wasm/read_immediates.h"

#include <variant>

namespace wasmelt::wasm {

/// The immediate of any instruction: of its kind in opcodes.def. `catch` has TagImmediate,
/// `delegate` LabelImmediate.
using AnyImmediate = std::variant<
    NoneImmediate, BlockImmediate, TryTableImmediate, TagImmediate, LabelImmediate,
    BranchTableImmediate, CastBranchImmediate, FunctionImmediate, CallIndirectImmediate,
    TypeImmediate, SelectImmediate, LocalImmediate, GlobalImmediate, TableImmediate,
    TableCopyImmediate, TableInitImmediate, ElementImmediate, MemoryImmediate, MemoryCopyImmediate,
    MemoryInitImmediate, DataImmediate, MemArgImmediate, MemArgLaneImmediate, FenceImmediate,
    LaneImmediate, ShuffleImmediate, I32Immediate, I64Immediate, F32Immediate, F64Immediate,
    V128Immediate, HeapTypeImmediate, ReferenceImmediate, StructFieldImmediate, ArrayFixedImmediate,
    ArrayDataImmediate, ArrayElementImmediate, ArrayCopyImmediate>;

struct Instruction {
  Opcode opcode{};
  uint64_t offset = 0; ///< in the file
  AnyImmediate immediate;

  const char *text() const { return opcodeText(static_cast<uint32_t>(opcode)); }
};

class InstructionReader {
public:
  /// Reads the body of a defined function. The context must outlive the reader.
  InstructionReader(const ErrorContext &context, uint32_t function, const FeatureSet &features);
  /// Reads a constant expression. Those of element segments that are written as function indices
  /// have no instructions in the file.
  InstructionReader(const ErrorContext &context, const ConstExpr &expr, const FeatureSet &features);
  InstructionReader(const InstructionReader &) = delete;

  /// The local variables that a function declares.
  const std::vector<LocalGroup> &locals() const { return locals_; }
  /// Reads the next instruction, the last being the `end` of the whole; then returns false. Spans
  /// in the immediate are valid until the next call. Throws Error where it cannot be decoded.
  bool next(Instruction &instruction);

private:
  FeatureSet features_;
  ImmediateScratch scratch_;
  ImmediateReader immediates_;
  std::vector<LocalGroup> locals_;
  uint32_t open_blocks_ = 1;
};

} // namespace wasmelt::wasm
