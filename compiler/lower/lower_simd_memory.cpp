// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Vector loads that extend, splat, or fill or write one lane. Whole vectors are in
// lower_memory.cpp.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::simdLoadExtended(const wasm::MemArgImmediate &imm, unsigned bits,
                                        bool is_signed) {
  Value *narrow = load(imm, FixedVectorType::get(b_.getIntNTy(bits), 64 / bits));
  Type *wide = integerLanes(2 * bits);
  pushVector(is_signed ? b_.CreateSExt(narrow, wide) : b_.CreateZExt(narrow, wide));
}

void FunctionLowering::simdLoadSplat(const wasm::MemArgImmediate &imm, unsigned bits) {
  pushVector(b_.CreateVectorSplat(128 / bits, load(imm, b_.getIntNTy(bits))));
}

void FunctionLowering::simdLoadZero(const wasm::MemArgImmediate &imm, unsigned bits) {
  Value *lane = load(imm, b_.getIntNTy(bits));
  pushVector(b_.CreateInsertElement(Constant::getNullValue(integerLanes(bits)), lane, uint64_t(0)));
}

void FunctionLowering::simdLoadLane(const wasm::MemArgLaneImmediate &imm, unsigned bits) {
  Value *vector = popVector(integerLanes(bits));
  Value *lane = load(imm.mem, b_.getIntNTy(bits));
  pushVector(b_.CreateInsertElement(vector, lane, imm.lane));
}

void FunctionLowering::simdStoreLane(const wasm::MemArgLaneImmediate &imm, unsigned bits) {
  Value *vector = popVector(integerLanes(bits));
  store(imm.mem, b_.CreateExtractElement(vector, imm.lane));
}

#define LOAD_EXTENDED(shape, bits)                                                                 \
  void FunctionLowering::v128_load##shape##_s(const wasm::MemArgImmediate &imm) {                  \
    simdLoadExtended(imm, bits, true);                                                             \
  }                                                                                                \
  void FunctionLowering::v128_load##shape##_u(const wasm::MemArgImmediate &imm) {                  \
    simdLoadExtended(imm, bits, false);                                                            \
  }
LOAD_EXTENDED(8x8, 8)
LOAD_EXTENDED(16x4, 16)
LOAD_EXTENDED(32x2, 32)

#define LANE_ACCESS(bits)                                                                          \
  void FunctionLowering::v128_load##bits##_splat(const wasm::MemArgImmediate &imm) {               \
    simdLoadSplat(imm, bits);                                                                      \
  }                                                                                                \
  void FunctionLowering::v128_load##bits##_lane(const wasm::MemArgLaneImmediate &imm) {            \
    simdLoadLane(imm, bits);                                                                       \
  }                                                                                                \
  void FunctionLowering::v128_store##bits##_lane(const wasm::MemArgLaneImmediate &imm) {           \
    simdStoreLane(imm, bits);                                                                      \
  }
LANE_ACCESS(8)
LANE_ACCESS(16)
LANE_ACCESS(32)
LANE_ACCESS(64)

void FunctionLowering::v128_load32_zero(const wasm::MemArgImmediate &imm) { simdLoadZero(imm, 32); }
void FunctionLowering::v128_load64_zero(const wasm::MemArgImmediate &imm) { simdLoadZero(imm, 64); }

} // namespace wasmelt::lower
