// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Values of scripts and of compiled code, each as the other has them.
#pragma once

#include "compiler/wasm/text/script.h"
#include "runtime-lib/include/wasmelt/embed.h"

#include <string>

namespace wasmelt::wast {

/// Whether a value that a script writes can be of a type.
bool mayBe(const wasm::text::ScriptValue &value, embed::ValueType type);
/// An argument as compiled code takes it.
embed::Value toValue(const wasm::text::ScriptValue &value);
/// Whether a value of some type is what a script expects.
bool matches(const wasm::text::ScriptValue &expected, embed::ValueType type,
             const embed::Value &value);
/// A value for people, in the text format: `(i32.const 0x2a)`.
std::string describe(embed::ValueType type, const embed::Value &value);

} // namespace wasmelt::wast
