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

  Kind kind;
  std::string file;
  uint64_t offset;     ///< bytes from the start of the file
  std::string context; ///< `function 12 'main'`; empty outside of functions
  std::string message; ///< the message alone, starting as the official test suite words it
};

} // namespace wasmelt::wasm
