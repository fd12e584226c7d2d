// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "compiler/wasm/features.h"
#include "compiler/wasm/module.h"

namespace wasmelt::wasm {

/// Decodes the custom section metadata.code.branch_hint into `module.branch_hints`. Like a name
/// section, it cannot make a module malformed: one that cannot be read is ignored. Throws Error
/// only if there are hints and the feature is turned off.
void decodeBranchHints(Module &module, const FeatureSet &features);

/// Throws Error for what decodeBranchHints ignores and for hints that belong to no `if` or `br_if`.
/// Only those who want to know call this: wrong hints are no reason to refuse a module. The module
/// must be valid.
void validateBranchHints(const Module &module, const FeatureSet &features);

} // namespace wasmelt::wasm
