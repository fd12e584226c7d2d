// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Validation of all function bodies of a module, on several threads.
#pragma once

#include "compiler/wasm/features.h"
#include "compiler/wasm/module.h"

#include <functional>

namespace wasmelt {

/// Validates every function body and returns the features that its instructions use (without those
/// that only declarations use). The error reported is that of the first bad function, whatever the
/// number of threads. Throws wasm::Error.
wasm::FeatureSet validateFunctions(const wasm::Module &module, const wasm::FeatureSet &features,
                                   unsigned jobs, const std::function<void(double)> &progress = {});

/// An empty set.
wasm::FeatureSet noFeatures();

} // namespace wasmelt
