// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The error type for everything that is not the fault of the module's bytes: files, targets,
// options, imports that nobody provides, the link.
#pragma once

#include <stdexcept>
#include <string>

namespace wasmelt {

/// `what()` is the whole text that people see, `wasmelt: error: …` or `app.wasm: error: …`, without
/// a final newline; several problems are several lines.
class Error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;

  /// An error of wasmelt itself or of its environment: puts `wasmelt: error: ` before the message.
  static Error environment(const std::string &message) {
    return Error("wasmelt: error: " + message);
  }
  /// An error about a file: puts `<file>: error: ` before the message.
  static Error file(const std::string &file, const std::string &message) {
    return Error(file + ": error: " + message);
  }
};

} // namespace wasmelt
