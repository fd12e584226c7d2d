// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The texts of features.def.
#include "compiler/wasm/features.h"

namespace wasmelt::wasm {

namespace {

struct Texts {
  const char *name, *stage, *suite;
};
constexpr Texts kTexts[] = {
#define WASM_FEATURE(id, name, enabled, stage, suite) {name, stage, suite},
#include "compiler/wasm/features.def"
};

} // namespace

const char *featureName(Feature f) { return kTexts[static_cast<size_t>(f)].name; }
const char *featureStage(Feature f) { return kTexts[static_cast<size_t>(f)].stage; }
const char *featureSuite(Feature f) { return kTexts[static_cast<size_t>(f)].suite; }

} // namespace wasmelt::wasm
