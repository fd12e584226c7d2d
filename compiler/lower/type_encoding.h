// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A module's types as runtime-lib/abi/type_encoding.h has them.
#pragma once

#include "compiler/wasm/types.h"

#include <cstdint>
#include <vector>

namespace wasmelt::lower {

/// LibraryDescriptor::type_words.
std::vector<uint32_t> encodeTypes(const std::vector<wasm::DefinedType> &types);

/// A value type's first word. The second one of a concrete reference is its index.
uint32_t encodeValueType(wasm::ValueType type);

} // namespace wasmelt::lower
