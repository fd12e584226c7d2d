// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The symbols that imported functions become (runtime-lib/abi/symbol_names.h), both ways.
#pragma once

#include "compiler/wasm/types.h"

#include <optional>
#include <string>
#include <string_view>

namespace wasmelt::wasm {

/// `wasmelt.import.env.foo:ii_i`.
std::string importSymbol(std::string_view module, std::string_view field, const FunctionType &type);

struct ImportSymbol {
  std::string name;      ///< `env.foo`: where the module's name ends cannot be told from dots alone
  std::string signature; ///< `(i32, i32) -> (i32)`
};
/// What an import's symbol says, or nothing if `symbol` is not one.
std::optional<ImportSymbol> parseImportSymbol(std::string_view symbol);

} // namespace wasmelt::wasm
