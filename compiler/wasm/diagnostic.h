// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The front end's one error type.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace wasmelt::wasm {

/// A module that cannot be decoded or is not valid. `what()` is the whole line that people see:
/// `app.wasm:0x1f3: error: in function 12 'main': type mismatch: expected i32, found f64`.
class Error : public std::runtime_error {
public:
  enum class Kind { Malformed, Invalid, Unsupported, LimitExceeded };
  Error(Kind kind, std::string file, uint64_t offset, std::string context, std::string message);

  /// A place in a module in text.
  struct Place {
    uint32_t line = 0, column = 0; ///< both from 1; 0 for a binary module
    std::string excerpt;           ///< the line, and below it a caret
  };
  /// An error in text: `app.wat:12:8: error: …`, then the excerpt.
  Error(Kind kind, std::string file, Place place, std::string context, std::string message);

  Kind kind;
  std::string file;
  uint64_t offset = 0; ///< bytes from the start of the file; 0 for text
  Place place;         ///< if text
  std::string context; ///< `function 12 'main'`; empty outside of functions
  std::string message; ///< the message alone, starting as the official test suite words it
};

} // namespace wasmelt::wasm
