// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "compiler/wasm/byte_reader.h"

namespace wasmelt::wasm {

/// Decodes the type section (spec section 5.5.4) into `types`, without canonical ids. Type indices
/// in it are left to validation.
void decodeTypes(ByteReader &reader, const FeatureSet &features, std::vector<DefinedType> &types);

} // namespace wasmelt::wasm
