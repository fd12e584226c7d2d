// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "compiler/wasm/byte_reader.h"

namespace wasmelt::wasm {

/// Decodes a constant expression up to and including its `end` (spec section 3.3.10). Instructions
/// that are not constant are errors here, types and indices are left to checkConstExpr.
ConstExpr readConstExpr(ByteReader &reader, const FeatureSet &features);

/// Validates an expression whose result must be of type `expected`, and which may name the first
/// `global_count` globals. Throws Error.
void checkConstExpr(const ErrorContext &context, const ConstExpr &expr, ValueType expected,
                    size_t global_count);

} // namespace wasmelt::wasm
