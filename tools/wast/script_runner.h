// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs a script: every module is compiled and loaded first, then the commands are executed.
#pragma once

#include "tools/wast/build_library.h"

#include <string>
#include <vector>

namespace wasmelt::wast {

struct Failure {
  uint32_t line;
  bool is_assertion; ///< or else a module or an action that others rely on
  std::string message;
};

struct Outcome {
  uint32_t passed = 0; ///< assertions
  std::vector<Failure> failures;
};

/// Runs the script in a file. Throws wasm::Error if it cannot be read.
Outcome runScript(const std::string &path, const BuildOptions &options);

} // namespace wasmelt::wast
