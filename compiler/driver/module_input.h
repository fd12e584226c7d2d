// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A module as it comes: a binary file, or text that is made a binary module.
#pragma once

#include "compiler/wasm/text/read_module.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace llvm {
class MemoryBuffer;
}

namespace wasmelt {

class ModuleInput {
public:
  /// Reads a file; `-` is standard input. Throws Error.
  explicit ModuleInput(const std::string &path);
  ~ModuleInput();
  ModuleInput(ModuleInput &&) noexcept;

  /// What diagnostics call it: the path, or `<stdin>`.
  const std::string &name() const { return name_; }
  /// The file as it is.
  std::string_view content() const;
  /// The binary module, made of the text the first time. Throws wasm::Error.
  std::span<const uint8_t> bytes(const wasm::FeatureSet &features = wasm::FeatureSet::all());
  /// An error in the binary module as one in what the file has: at line and column if it is text.
  wasm::Error located(const wasm::Error &error) const;

private:
  std::string name_;
  std::unique_ptr<llvm::MemoryBuffer> buffer_;
  std::optional<wasm::text::AssembledModule> assembled_; ///< if text
};

/// A module, binary or text, as text (see print_module.h). Throws as compile() does.
std::string printFile(const std::string &path);

} // namespace wasmelt
