// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The symbols by which a host that is linked with a library calls it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wasmelt::lower {

/// Of a function by which hosts call a Wasm function: its symbol.
constexpr const char entered_function_attribute[] = "wasmelt-enters";

struct EntrySymbols {
  struct Entry {
    std::string symbol;
    uint32_t function; ///< its index
  };
  std::vector<Entry> entries;
  /// A function without parameters that returns the LibraryDescriptor; empty: there is none of
  /// this, and libraries are found by the one symbol that all of them have.
  std::string descriptor;
  /// Whether symbols are seen from outside of what the code is linked into.
  bool are_exported = false;
};

} // namespace wasmelt::lower
