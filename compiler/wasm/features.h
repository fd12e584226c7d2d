// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <bitset>
#include <cstdint>

namespace wasmelt::wasm {

enum class Feature : uint8_t {
#define WASM_FEATURE(id, name, enabled) id,
#include "compiler/wasm/features.def"
  Count
};

/// The features that a module may use. Default: those that features.def enables.
class FeatureSet {
public:
  FeatureSet() {
#define WASM_FEATURE(id, name, enabled) set(Feature::id, enabled);
#include "compiler/wasm/features.def"
  }
  bool has(Feature f) const { return bits_[static_cast<size_t>(f)]; }
  void set(Feature f, bool on = true) { bits_[static_cast<size_t>(f)] = on; }
  friend bool operator==(const FeatureSet &, const FeatureSet &) = default;

private:
  std::bitset<static_cast<size_t>(Feature::Count)> bits_;
};

/// The command-line name of a feature.
const char *featureName(Feature f);

} // namespace wasmelt::wasm
