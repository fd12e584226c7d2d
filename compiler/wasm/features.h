// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <bitset>
#include <cstdint>

namespace wasmelt::wasm {

enum class Feature : uint8_t {
#define WASM_FEATURE(id, name, enabled, stage, suite) id,
#include "compiler/wasm/features.def"
  Count
};

/// The features that a module may use. Default: those that features.def enables.
class FeatureSet {
public:
  FeatureSet() {
#define WASM_FEATURE(id, name, enabled, stage, suite) set(Feature::id, enabled);
#include "compiler/wasm/features.def"
  }
  static FeatureSet all() {
    FeatureSet features;
    features.bits_.set();
    return features;
  }
  bool has(Feature f) const { return bits_[static_cast<size_t>(f)]; }
  void set(Feature f, bool on = true) { bits_[static_cast<size_t>(f)] = on; }
  friend bool operator==(const FeatureSet &, const FeatureSet &) = default;

private:
  std::bitset<static_cast<size_t>(Feature::Count)> bits_;
};

/// The command-line name of a feature.
const char *featureName(Feature f);
/// The version of the specification that has it, or the stage of the proposal.
const char *featureStage(Feature f);
/// The folder of the official test scripts that proves it.
const char *featureSuite(Feature f);

} // namespace wasmelt::wasm
