// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The immediates of instructions, one struct for each immediate kind named in opcodes.def.
#pragma once

#include "compiler/wasm/types.h"

#include <array>
#include <cstdint>
#include <span>

namespace wasmelt::wasm {

struct NoneImmediate {};
/// block, loop, if (and try_table in 3.0). Spans stay valid during the visit only.
struct BlockImmediate {
  std::span<const ValueType> params, results;
};
struct LabelImmediate { uint32_t depth; };
struct BranchTableImmediate {
  std::span<const uint32_t> depths;
  uint32_t default_depth;
};
struct FunctionImmediate { uint32_t function; };
struct CallIndirectImmediate { uint32_t type, table; };
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
struct LaneImmediate { uint8_t lane; };
struct ShuffleImmediate { std::array<uint8_t, 16> lanes; };
struct I32Immediate { int32_t value; };
struct I64Immediate { int64_t value; };
struct F32Immediate { uint32_t bits; }; ///< bits, not float: a signalling NaN must survive
struct F64Immediate { uint64_t bits; };
struct V128Immediate { std::array<uint8_t, 16> bytes; };
struct HeapTypeImmediate { HeapType type; };

} // namespace wasmelt::wasm
