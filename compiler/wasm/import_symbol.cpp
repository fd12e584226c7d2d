// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/import_symbol.h"

#include "runtime-lib/abi/symbol_names.h"

namespace wasmelt::wasm {

namespace {

constexpr std::string_view prefix = WASMELT_SYMBOL_IMPORT_PREFIX;

char letter(ValueType type) {
  switch (type.kind()) {
  case ValueType::I32:
    return 'i';
  case ValueType::I64:
    return 'I';
  case ValueType::F32:
    return 'f';
  case ValueType::F64:
    return 'd';
  case ValueType::V128:
    return 'v';
  case ValueType::Ref:
  case ValueType::Bottom:
    break;
  }
  return 'r';
}

std::string words(std::string_view letters) {
  std::string text = "(";
  for (char c : letters) {
    if (text.size() > 1)
      text += ", ";
    text += c == 'i'   ? "i32"
            : c == 'I' ? "i64"
            : c == 'f' ? "f32"
            : c == 'd' ? "f64"
            : c == 'v' ? "v128"
                       : "reference";
  }
  return text + ")";
}

} // namespace

std::string importSymbol(std::string_view module, std::string_view field,
                         const FunctionType &type) {
  std::string symbol(prefix);
  symbol.append(module).append(".").append(field).append(":");
  for (ValueType t : type.params)
    symbol += letter(t);
  symbol += '_';
  for (ValueType t : type.results)
    symbol += letter(t);
  return symbol;
}

std::optional<ImportSymbol> parseImportSymbol(std::string_view symbol) {
  if (!symbol.starts_with(prefix))
    return std::nullopt;
  symbol.remove_prefix(prefix.size());
  size_t colon = symbol.rfind(':');
  size_t underscore = symbol.rfind('_');
  if (colon == symbol.npos || underscore == symbol.npos || underscore < colon)
    return std::nullopt;
  return ImportSymbol{std::string(symbol.substr(0, colon)),
                      words(symbol.substr(colon + 1, underscore - colon - 1)) + " -> " +
                          words(symbol.substr(underscore + 1))};
}

} // namespace wasmelt::wasm
