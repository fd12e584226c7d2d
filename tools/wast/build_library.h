// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Modules of scripts as the product makes them: shared libraries, loaded into this process.
#pragma once

#include "compiler/driver/compile.h"
#include "compiler/driver/output_file.h"
#include "runtime-lib/include/wasmelt/embed.h"

#include <span>
#include <string>

namespace wasmelt::wast {

/// How modules are compiled.
struct BuildOptions {
  OptLevel opt = OptLevel::O0;
  BoundsChecks bounds = BoundsChecks::Hardware;
  bool strict_traps = false, deterministic = false;
  bool interruptible = false;
  std::string cpu;
  wasm::FeatureSet features;
};

class LibraryBuilder {
public:
  explicit LibraryBuilder(const BuildOptions &options) : options_(options) {}
  /// Compiles and loads a binary module. Throws wasm::Error and wasmelt::Error. Not from several
  /// threads at once, and not while compiled code runs: the linker handles signals of its own.
  const embed::Library &build(std::span<const uint8_t> bytes);
  /// Decodes and validates a module, `with_custom` sections: what else ignores them. Throws
  /// wasm::Error.
  void check(std::span<const uint8_t> bytes, bool with_custom) const;

private:
  BuildOptions options_;
  TemporaryDirectory folder_;
  unsigned count_ = 0;
};

/// The features that the scripts in a file expect: those of the standard, and what the folder's
/// proposal adds.
wasm::FeatureSet featuresFor(const std::string &path);

} // namespace wasmelt::wast
