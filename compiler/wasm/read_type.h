// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types in the binary format (spec section 5.3), as they occur both in sections and in bodies. Type
// indices are not compared with the number of types: that is validation.
#pragma once

#include "compiler/wasm/byte_reader.h"

namespace wasmelt::wasm {

ValueType readValueType(ByteReader &reader, const FeatureSet &features);
/// A value type that must be a reference type.
ValueType readReferenceType(ByteReader &reader, const FeatureSet &features);
/// What ref.null names.
HeapType readHeapType(ByteReader &reader, const FeatureSet &features);

/// Throws Error for an instruction that opcodes.def does not have: naming its proposal, or as an
/// illegal opcode.
[[noreturn]] void failUnknownOpcode(const ErrorContext &context, uint64_t offset, uint32_t prefix,
                                    uint32_t code);

} // namespace wasmelt::wasm
