// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Number literals as instructions and test scripts have them.
#pragma once

#include "compiler/wasm/text/token_reader.h"

#include <array>

namespace wasmelt::wasm::text {

/// An integer or float of so many bits: its bits. Throws if it is out of range.
uint64_t readInteger(TokenReader &reader, unsigned bits);
uint64_t readFloat(TokenReader &reader, unsigned bits);

/// The shape that a v128 is written in.
enum class LaneShape : uint8_t { I8x16, I16x8, I32x4, I64x2, F32x4, F64x2 };
constexpr unsigned laneCount(LaneShape shape) {
  constexpr unsigned counts[] = {16, 8, 4, 2, 4, 2};
  return counts[static_cast<size_t>(shape)];
}
constexpr bool isFloatShape(LaneShape shape) { return shape >= LaneShape::F32x4; }

/// `i8x16`, …
LaneShape readLaneShape(TokenReader &reader);
/// Throws unless as many number literals follow as the shape has lanes. `is_number`: what else is
/// one.
void expectLanes(const TokenReader &reader, LaneShape shape,
                 bool (*is_number)(std::string_view) = nullptr);
/// The shape and its lanes, as 16 bytes, little-endian.
std::array<uint8_t, 16> readV128(TokenReader &reader);

} // namespace wasmelt::wasm::text
