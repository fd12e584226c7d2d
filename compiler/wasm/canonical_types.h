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

/// How a recursion group is written, for whoever has to compare types of different modules. Groups
/// are equal if, and only if, their bytes are once the canonical ids in those have been replaced by
/// ids that are the same for equal types of all modules.
struct CanonicalGroup {
  uint32_t first_id; ///< canonical id of the group's first type; the others follow
  uint32_t size;     ///< number of types
  std::string bytes;
  std::vector<uint32_t>
      ids; ///< offsets in `bytes` of ids, of earlier groups; 4 bytes little-endian
};
/// The distinct groups of a valid module, by ascending id: a group's ids come from groups before
/// it.
std::vector<CanonicalGroup> canonicalGroups(const std::vector<DefinedType> &types);

/// The canonical ids of a type and of its supertypes, from the type itself up. Of a valid module.
std::vector<uint32_t> supertypeChain(const std::vector<DefinedType> &types, uint32_t type);

} // namespace wasmelt::wasm
