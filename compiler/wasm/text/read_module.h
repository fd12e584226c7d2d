// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text format (spec section 6): a module in text becomes a binary one, which the one decoder
// and validator then read. What they find wrong with it is told at its place in the text.
#pragma once

#include "compiler/wasm/features.h"
#include "compiler/wasm/text/lexer.h"

#include <cstdint>
#include <span>
#include <vector>

namespace wasmelt::wasm::text {

/// A binary module that was made of text. Refers to the text, which must outlive it.
struct AssembledModule {
  std::vector<uint8_t> bytes;
  SourceText source;
  SourceMap map;

  /// The error at the place in the text that the binary's offset comes from; the same error if the
  /// module was not text.
  Error located(const Error &error) const;
};

/// Whether this is to be read as a binary module: it is empty, or its first four bytes, where a
/// binary module has its magic number, are not the start of a text.
bool isBinary(std::string_view content);

/// Reads `(module …)`, or the fields of a module alone. Names become a name section. Throws Error.
/// Of the features, only annotations are the text's own affair.
AssembledModule readModule(std::string_view text, std::string file_name,
                           const FeatureSet &features = FeatureSet::all());
/// The same for a part of a text: from the token at `position`, which goes behind the module.
AssembledModule readModule(const SourceText &source, std::span<const Token> tokens,
                           size_t &position);

} // namespace wasmelt::wasm::text
