// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the front end is, so that an error can say it.
#pragma once

#include "compiler/wasm/diagnostic.h"
#include "compiler/wasm/features.h"
#include "compiler/wasm/module.h"

namespace wasmelt::wasm {

struct ErrorContext {
  const Module &module;
  std::optional<uint32_t> function; ///< index of the function whose body is being read

  /// Throws Error with the module's file name and the function, by name where it is known.
  [[noreturn]] void fail(Error::Kind kind, uint64_t offset, std::string message) const;
  /// The same for something of a proposal that is not built: "`proposal` (`what`) is not supported
  /// yet".
  [[noreturn]] void failUnsupported(uint64_t offset, std::string_view proposal,
                                    std::string_view what) const;
  /// Throws Error of kind Unsupported if a feature is turned off. `what` uses it.
  void require(const FeatureSet &features, Feature feature, uint64_t offset,
               std::string_view what) const {
    if (!features.has(feature)) [[unlikely]]
      failDisabled(feature, offset, what);
  }
  [[noreturn]] void failDisabled(Feature feature, uint64_t offset, std::string_view what) const;
};

} // namespace wasmelt::wasm
