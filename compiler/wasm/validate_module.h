// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "compiler/wasm/features.h"
#include "compiler/wasm/module.h"

namespace wasmelt::wasm {

class FunctionVisitor;

/// Validates everything but function bodies (spec section 3.4). Throws Error.
void validateModule(const Module &module, const FeatureSet &features);

/// Decodes and validates the body of one defined function, telling `visitor` (may be null) of every
/// reachable instruction. The rest of the module must be valid. Thread-safe for different functions
/// of one module. Throws Error.
void validateFunction(const Module &module, uint32_t function, const FeatureSet &features,
                      FunctionVisitor *visitor);

} // namespace wasmelt::wasm
