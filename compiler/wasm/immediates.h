// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The immediates of instructions, one struct for each immediate kind named in opcodes.def. Spans stay
// valid until the next instruction is read.
#pragma once

#include "compiler/wasm/types.h"

#include <array>
#include <cstdint>
#include <span>

namespace wasmelt::wasm {

struct NoneImmediate {};
/// The type of block, loop, if, try and try_table.
struct BlockImmediate {
  std::span<const ValueType> params, results;
  /// The type index, if the type is written as one.
  uint32_t type = kNoType;
  static constexpr uint32_t kNoType = UINT32_MAX;
};
/// A catch clause of try_table.
struct CatchClause {
  enum Kind : uint8_t { Catch, CatchRef, CatchAll, CatchAllRef }; ///< numbered as in the binary
  Kind kind;
  uint32_t tag;   ///< if Catch or CatchRef
  uint32_t depth; ///< counted outside of the try_table: 0 is the block around it
  bool hasTag() const { return kind == Catch || kind == CatchRef; }
  bool hasRef() const { return kind == CatchRef || kind == CatchAllRef; }
};
struct TryTableImmediate : BlockImmediate {
  std::span<const CatchClause> catches;
};
struct TagImmediate { uint32_t tag; };
struct LabelImmediate { uint32_t depth; };
struct BranchTableImmediate {
  std::span<const uint32_t> depths;
  uint32_t default_depth;
};
/// A branch that depends on whether a reference of type `source` is of type `target`.
struct CastBranchImmediate {
  uint32_t depth;
  ValueType source, target;
};
struct FunctionImmediate { uint32_t function; };
struct CallIndirectImmediate { uint32_t type, table; };
/// A type index: of a function type for calls, of a structure or array for the others.
struct TypeImmediate { uint32_t type; };
struct SelectImmediate { ValueType type; }; ///< the operands' type, also for untyped select
struct LocalImmediate { uint32_t local; };
struct GlobalImmediate { uint32_t global; };
struct TableImmediate { uint32_t table; };
struct TableCopyImmediate { uint32_t dst_table, src_table; };
struct TableInitImmediate { uint32_t element, table; };
struct ElementImmediate { uint32_t element; };
struct MemoryImmediate { uint32_t memory; };
struct MemoryCopyImmediate { uint32_t dst_memory, src_memory; };
struct MemoryInitImmediate { uint32_t data, memory; };
struct DataImmediate { uint32_t data; };
/// A load's or store's address immediate.
struct MemArgImmediate {
  uint32_t memory;
  uint32_t align_log2;
  uint64_t offset;
};
struct MemArgLaneImmediate {
  MemArgImmediate mem;
  uint8_t lane;
};
struct FenceImmediate {};
struct LaneImmediate { uint8_t lane; };
struct ShuffleImmediate { std::array<uint8_t, 16> lanes; };
struct I32Immediate { int32_t value; };
struct I64Immediate { int64_t value; };
struct F32Immediate { uint32_t bits; }; ///< bits, not float: a signalling NaN must survive
struct F64Immediate { uint64_t bits; };
struct V128Immediate { std::array<uint8_t, 16> bytes; };
struct HeapTypeImmediate { HeapType type; };
/// The type that ref.test and ref.cast ask for.
struct ReferenceImmediate { ValueType type; };
struct StructFieldImmediate { uint32_t type, field; };
struct ArrayFixedImmediate { uint32_t type, size; };
struct ArrayDataImmediate { uint32_t type, data; };
struct ArrayElementImmediate { uint32_t type, element; };
struct ArrayCopyImmediate { uint32_t dst_type, src_type; };

} // namespace wasmelt::wasm
