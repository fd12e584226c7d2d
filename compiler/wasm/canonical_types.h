// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Canonical ids of defined types (spec section 3.1.2, "rolled-up" recursion groups).
#pragma once

#include "compiler/wasm/types.h"

#include <string>

namespace wasmelt::wasm {

/// Sets `canonical_id` of every type: equal ids for equal types, from 1. Members of a recursion
/// group (equal `rec_group`) must be neighbours. References outside a group must point to earlier
/// types.
void canonicalizeTypes(std::vector<DefinedType> &types);

} // namespace wasmelt::wasm
