// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "compiler/wasm/features.h"
#include "compiler/wasm/module.h"

namespace wasmelt::wasm {

/// Decodes a binary module (spec section 5) and its name section. Function bodies are only located.
/// `bytes` must outlive the result. Throws Error.
Module decodeModule(std::span<const uint8_t> bytes, std::string file_name, const FeatureSet &features);

} // namespace wasmelt::wasm
