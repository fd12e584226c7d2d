// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Matching of types of one module (spec section 3.3). The module's types must be valid.
#pragma once

#include "compiler/wasm/module.h"

namespace wasmelt::wasm {

/// Whether `type` is `super` or a subtype of it.
bool matches(const Module &module, HeapType type, HeapType super);
bool matches(const Module &module, ValueType type, ValueType super);
/// Of types by index: whether one is the other or declares it, directly or not, as a supertype.
bool typeMatches(const Module &module, uint32_t type, uint32_t super);
/// Of fields: mutable ones must have equal types.
bool matches(const Module &module, const FieldType &type, const FieldType &super);
/// Whether what a subtype declares is allowed by its supertype, which is not asked to be non-final.
bool compositeMatches(const Module &module, const DefinedType &type, const DefinedType &super);

/// The top of the hierarchy that a heap type belongs to: any, func, extern or exn.
HeapType topOf(const Module &module, HeapType type);

} // namespace wasmelt::wasm
