// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The ELF note that executables and objects carry: written into a module before code generation,
// and read from files.
#pragma once

#include "compiler/wasm/features.h"
#include "compiler/wasm/module.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace llvm {
class Module;
}

namespace wasmelt {

/// Adds the note with `json` to `ir`. It is loaded with the program, so that stripping keeps it.
void addInspectNote(llvm::Module &ir, const std::string &json);

/// The note's JSON in the ELF file `bytes`; nothing if it is not ELF. Throws Error (naming
/// `file_name`) for ELF without our note.
std::optional<std::string> readInspectNote(std::string_view bytes, const std::string &file_name);

/// Lower-case hexadecimal SHA-256.
std::string sha256Hex(std::string_view bytes);

/// Names of the features that a module uses, given those that its instructions use.
std::vector<std::string> featureNames(const wasm::Module &module,
                                      wasm::FeatureSet used_by_instructions);

} // namespace wasmelt
