// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Value types in C, and in the text format for comments.
#pragma once

#include "compiler/wasm/module.h"

#include <string>

namespace wasmelt::bindings {

/// A value: `int32_t`, `const wasmelt_function_t *`. With a space behind, unless it is a pointer.
std::string cType(const wasm::Module &module, wasm::ValueType type);
/// The member of wasmelt_value_t's union that holds such a value.
const char *valueMember(const wasm::Module &module, wasm::ValueType type);
/// The enumerator of wasmelt_kind_t of a reference type.
const char *kindEnumerator(wasm::ValueType type);
bool isFunctionReference(const wasm::Module &module, wasm::ValueType type);

/// Parameters of C's function for a type, behind the first one: `, int32_t p0, int32_t *result`.
/// Vectors are passed by their addresses.
std::string cParameters(const wasm::Module &module, const wasm::FunctionType &type);

/// An export or import as in the text format: `(func (export "f") (param i32))`.
std::string describe(const wasm::Module &module, const wasm::Export &e);
std::string describe(const wasm::Module &module, const wasm::Import &import);

} // namespace wasmelt::bindings
