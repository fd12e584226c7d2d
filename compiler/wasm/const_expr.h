// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "compiler/wasm/module.h"

namespace wasmelt::wasm {

/// The value of a constant expression that depends neither on imported globals nor on the garbage
/// collected heap.
struct ConstValue {
  ValueType type;
  uint64_t bits = 0, bits_high = 0; ///< numbers: the bits
  std::optional<uint32_t> function; ///< ref.func; a reference without it is null
};

/// Evaluates, following global.get to defined globals. Returns nothing if an imported global is
/// or an object of the garbage collected heap is needed. The expression must be valid.
std::optional<ConstValue> evaluate(const Module &module, const ConstExpr &expr);

} // namespace wasmelt::wasm
