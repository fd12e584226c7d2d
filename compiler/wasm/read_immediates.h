// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decoding of immediates, for the validator and for whoever reads instructions without validating
// them. Nothing is compared with the module but the type index of blocks.
#pragma once

#include "compiler/wasm/byte_reader.h"
#include "compiler/wasm/immediates.h"
#include "compiler/wasm/opcode.h"
#include "compiler/wasm/read_type.h"

#include <algorithm>
#include <forward_list>
#include <vector>

namespace wasmelt::wasm {

/// Memory of an ImmediateReader, which can be kept from function to function.
struct ImmediateScratch {
  std::vector<uint32_t> depths;
  std::vector<CatchClause> catches;
  std::forward_list<ValueType> block_results; ///< that kSingleResults does not have

  static constexpr ValueType kSingleResults[] = {
      ValueType::I32,  ValueType::I64,       ValueType::F32,        ValueType::F64,
      ValueType::V128, ValueType::funcref(), ValueType::externref()};
};

class ImmediateReader {
public:
  /// Features and scratch must outlive this.
  ImmediateReader(const ByteReader &bytes, const FeatureSet &features, ImmediateScratch &scratch)
      : reader(bytes), features_(features), scratch_(scratch) {
    scratch_.block_results.clear();
  }

  /// Where it is; opcodes are read from here.
  ByteReader reader;

  /// read<Op>(pointer to an immediate, which only chooses the kind). Spans in the result are valid
  /// until the next call, but the types of blocks as long as this reader.
  template <Opcode Op>
  NoneImmediate read(NoneImmediate *) {
    return {};
  }
  template <Opcode Op>
  BlockImmediate read(BlockImmediate *) {
    return blockType();
  }
  template <Opcode Op>
  TryTableImmediate read(TryTableImmediate *) {
    TryTableImmediate imm;
    static_cast<BlockImmediate &>(imm) = blockType();
    imm.catches = catches();
    return imm;
  }
  template <Opcode Op>
  TagImmediate read(TagImmediate *) {
    return {reader.u32()};
  }
  template <Opcode Op>
  LabelImmediate read(LabelImmediate *) {
    return {reader.u32()};
  }
  template <Opcode Op>
  BranchTableImmediate read(BranchTableImmediate *) {
    std::vector<uint32_t> &depths = scratch_.depths;
    depths.clear();
    const uint32_t count = reader.u32();
    depths.reserve(std::min<uint64_t>(count, reader.remaining()));
    for (uint32_t i = 0; i < count; ++i)
      depths.push_back(reader.u32());
    return {.depths = depths, .default_depth = reader.u32()};
  }
  template <Opcode Op>
  CastBranchImmediate read(CastBranchImmediate *) {
    const uint64_t offset = reader.offset();
    const uint8_t flags = reader.u8();
    if (flags > 3)
      reader.fail(Error::Kind::Malformed, offset,
                  "malformed br_on_cast flags: " + std::to_string(flags));
    CastBranchImmediate imm;
    imm.depth = reader.u32();
    imm.source = ValueType::ref(readHeapType(reader, features_), flags & 1);
    imm.target = ValueType::ref(readHeapType(reader, features_), flags & 2);
    return imm;
  }
  template <Opcode Op>
  FunctionImmediate read(FunctionImmediate *) {
    return {reader.u32()};
  }
  template <Opcode Op>
  CallIndirectImmediate read(CallIndirectImmediate *) {
    const uint32_t type = reader.u32();
    const uint64_t offset = reader.offset();
    const uint32_t table = reader.u32();
    if (table != 0)
      reader.context().require(features_, Feature::ReferenceTypes, offset, "a table other than 0");
    return {type, table};
  }
  template <Opcode Op>
  TypeImmediate read(TypeImmediate *) {
    return {reader.u32()};
  }
  template <Opcode Op>
  SelectImmediate read(SelectImmediate *) {
    if constexpr (Op == Opcode::select) {
      return {};
    } else {
      const uint64_t offset = reader.offset();
      if (const uint32_t arity = reader.u32(); arity != 1)
        reader.fail(Error::Kind::Invalid, offset,
                    "invalid result arity: select must have one type, found " +
                        std::to_string(arity));
      return {readValueType(reader, features_)};
    }
  }
  template <Opcode Op>
  LocalImmediate read(LocalImmediate *) {
    return {reader.u32()};
  }
  template <Opcode Op>
  GlobalImmediate read(GlobalImmediate *) {
    return {reader.u32()};
  }
  template <Opcode Op>
  TableImmediate read(TableImmediate *) {
    return {reader.u32()};
  }
  template <Opcode Op>
  TableCopyImmediate read(TableCopyImmediate *) {
    const uint32_t dst = reader.u32();
    return {dst, reader.u32()};
  }
  template <Opcode Op>
  TableInitImmediate read(TableInitImmediate *) {
    const uint32_t segment = reader.u32();
    return {segment, reader.u32()};
  }
  template <Opcode Op>
  ElementImmediate read(ElementImmediate *) {
    return {reader.u32()};
  }
  template <Opcode Op>
  MemoryImmediate read(MemoryImmediate *) {
    return {memory()};
  }
  template <Opcode Op>
  MemoryCopyImmediate read(MemoryCopyImmediate *) {
    const uint32_t dst = memory();
    return {dst, memory()};
  }
  template <Opcode Op>
  MemoryInitImmediate read(MemoryInitImmediate *) {
    const uint32_t segment = reader.u32();
    return {segment, memory()};
  }
  template <Opcode Op>
  DataImmediate read(DataImmediate *) {
    return {reader.u32()};
  }
  template <Opcode Op>
  MemArgImmediate read(MemArgImmediate *) {
    constexpr uint32_t kMemoryGiven = 0x40;
    const uint64_t offset = reader.offset();
    MemArgImmediate imm{.memory = 0, .align_log2 = reader.u32(), .offset = 0};
    if (imm.align_log2 >= kMemoryGiven) [[unlikely]] {
      if (imm.align_log2 >= 2 * kMemoryGiven)
        reader.fail(Error::Kind::Malformed, offset,
                    "malformed memop flags: " + std::to_string(imm.align_log2));
      imm.align_log2 -= kMemoryGiven;
      imm.memory = memory();
    }
    imm.offset = reader.u64();
    return imm;
  }
  template <Opcode Op>
  MemArgLaneImmediate read(MemArgLaneImmediate *) {
    MemArgLaneImmediate imm;
    imm.mem = read<Op>(static_cast<MemArgImmediate *>(nullptr));
    imm.lane = reader.u8();
    return imm;
  }
  template <Opcode Op>
  FenceImmediate read(FenceImmediate *) {
    const uint64_t offset = reader.offset();
    if (const uint8_t reserved = reader.u8(); reserved != 0)
      reader.fail(Error::Kind::Malformed, offset,
                  "zero byte expected: found " + std::to_string(reserved));
    return {};
  }
  template <Opcode Op>
  LaneImmediate read(LaneImmediate *) {
    return {reader.u8()};
  }
  template <Opcode Op>
  ShuffleImmediate read(ShuffleImmediate *) {
    ShuffleImmediate imm;
    for (uint8_t &lane : imm.lanes)
      lane = reader.u8();
    return imm;
  }
  template <Opcode Op>
  I32Immediate read(I32Immediate *) {
    return {reader.s32()};
  }
  template <Opcode Op>
  I64Immediate read(I64Immediate *) {
    return {reader.s64()};
  }
  template <Opcode Op>
  F32Immediate read(F32Immediate *) {
    return {reader.fixed32()};
  }
  template <Opcode Op>
  F64Immediate read(F64Immediate *) {
    return {reader.fixed64()};
  }
  template <Opcode Op>
  V128Immediate read(V128Immediate *) {
    V128Immediate imm;
    for (uint8_t &byte : imm.bytes)
      byte = reader.u8();
    return imm;
  }
  template <Opcode Op>
  HeapTypeImmediate read(HeapTypeImmediate *) {
    return {readHeapType(reader, features_)};
  }
  template <Opcode Op>
  ReferenceImmediate read(ReferenceImmediate *) {
    constexpr bool nullable = Op == Opcode::ref_test_null || Op == Opcode::ref_cast_null;
    return {ValueType::ref(readHeapType(reader, features_), nullable)};
  }
  template <Opcode Op>
  StructFieldImmediate read(StructFieldImmediate *) {
    const uint32_t type = reader.u32();
    return {type, reader.u32()};
  }
  template <Opcode Op>
  ArrayFixedImmediate read(ArrayFixedImmediate *) {
    const uint32_t type = reader.u32();
    return {type, reader.u32()};
  }
  template <Opcode Op>
  ArrayDataImmediate read(ArrayDataImmediate *) {
    const uint32_t type = reader.u32();
    return {type, reader.u32()};
  }
  template <Opcode Op>
  ArrayElementImmediate read(ArrayElementImmediate *) {
    const uint32_t type = reader.u32();
    return {type, reader.u32()};
  }
  template <Opcode Op>
  ArrayCopyImmediate read(ArrayCopyImmediate *) {
    const uint32_t dst = reader.u32();
    return {dst, reader.u32()};
  }

private:
  uint32_t memory() {
    const uint64_t offset = reader.offset();
    const uint32_t index = reader.u32();
    if (index != 0)
      reader.context().require(features_, Feature::MultiMemory, offset, "a memory other than 0");
    return index;
  }
  BlockImmediate blockType() {
    const uint64_t offset = reader.offset();
    if (const uint8_t code = reader.peek(); code == 0x40) {
      reader.u8();
      return {};
    } else if (code > 0x40 && code < 0x80) {
      return {.params = {}, .results = {singleResult(readValueType(reader, features_)), 1}};
    }
    const int64_t index = reader.s33();
    if (index < 0)
      reader.fail(Error::Kind::Malformed, offset, "malformed block type");
    const ErrorContext &context = reader.context();
    context.require(features_, Feature::MultiValue, offset, "a block with a type index");
    const std::vector<DefinedType> &types = context.module.types;
    if (static_cast<uint64_t>(index) >= types.size())
      reader.fail(Error::Kind::Invalid, offset,
                  "unknown type " + std::to_string(index) + ": there are " +
                      std::to_string(types.size()));
    const DefinedType &type = types[static_cast<size_t>(index)];
    if (type.kind != DefinedType::Function)
      reader.fail(Error::Kind::Invalid, offset,
                  "type mismatch: type " + std::to_string(index) +
                      " of a block is not a function type");
    return {.params = type.function.params,
            .results = type.function.results,
            .type = static_cast<uint32_t>(index)};
  }
  const ValueType *singleResult(const ValueType &type) {
    for (const ValueType &single : ImmediateScratch::kSingleResults)
      if (single == type)
        return &single;
    return &scratch_.block_results.emplace_front(type);
  }
  std::span<const CatchClause> catches() {
    std::vector<CatchClause> &clauses = scratch_.catches;
    clauses.clear();
    for (uint32_t left = reader.u32(); left > 0; --left) {
      const uint64_t offset = reader.offset();
      const uint8_t kind = reader.u8();
      if (kind > CatchClause::CatchAllRef)
        reader.fail(Error::Kind::Malformed, offset,
                    "malformed catch clause: " + std::to_string(kind));
      CatchClause &clause = clauses.emplace_back();
      clause.kind = static_cast<CatchClause::Kind>(kind);
      clause.tag = clause.hasTag() ? reader.u32() : 0;
      clause.depth = reader.u32();
    }
    return clauses;
  }

  const FeatureSet &features_;
  ImmediateScratch &scratch_;
};

/// The declarations of local variables at the beginning of a body, in groups of one type.
struct LocalGroup {
  uint32_t count;
  ValueType type;
  uint64_t offset; ///< of the type, in the file
};
/// Reads them and checks that they are not too many, with `params` parameters before them.
void readLocals(ByteReader &reader, const FeatureSet &features, size_t params,
                std::vector<LocalGroup> &groups);

/// The number of the instruction at the reader (opcodeNumber); throws Error for one that cannot be.
/// Whether opcodes.def has it is still to be seen.
inline uint32_t readOpcode(ByteReader &reader) {
  const uint64_t offset = reader.offset();
  const uint32_t first = reader.u8();
  if (first < 0xFB) [[likely]]
    return first;
  const uint32_t code = first == 0xFF ? 0 : reader.u32();
  if (first == 0xFF)
    failUnknownOpcode(reader.context(), offset, 0, first);
  if (code >= 0x1000) // would run into the prefix
    failUnknownOpcode(reader.context(), offset, first, code);
  return opcodeNumber(first, code);
}

} // namespace wasmelt::wasm
