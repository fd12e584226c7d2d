// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The modules that WASI's calls are imported from.
#pragma once

#include "compiler/wasm/module.h"

#include <algorithm>
#include <string_view>

namespace wasmelt::wasm {

inline constexpr std::string_view wasi_module = "wasi_snapshot_preview1";
inline constexpr std::string_view wasi_draft_module = "wasi_unstable";

inline bool isWasiModule(std::string_view name) {
  return name == wasi_module || name == wasi_draft_module;
}

inline bool importsWasi(const Module &module) {
  return std::any_of(module.imports.begin(), module.imports.end(), [](const Import &import) {
    return import.kind == ExternKind::Function && isWasiModule(import.module);
  });
}

} // namespace wasmelt::wasm
