// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Command-line names of features.
#include "compiler/wasm/features.h"

namespace wasmelt::wasm {

const char *featureName(Feature f) {
  switch (f) {
#define WASM_FEATURE(id, name, enabled)                                                            \
  case Feature::id:                                                                                \
    return name;
#include "compiler/wasm/features.def"
  case Feature::Count:
    break;
  }
  return "?";
}

} // namespace wasmelt::wasm
