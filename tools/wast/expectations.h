// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is known not to pass, and why: a file with lines like
//
//   core/gc/array.wast:78 instructions on GC objects are not compiled
//
// (`#` starts a comment). A listed assertion that passes is an error, so that the list stays true.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace wasmelt::wast {

class Expectations {
public:
  /// Adds what a file lists. Throws Error.
  void read(const std::string &path);
  /// The lines of a script that are expected to fail, with the reasons.
  std::map<uint32_t, std::string> of(const std::string &script) const;

private:
  std::map<std::string, std::map<uint32_t, std::string>> by_script_;
};

} // namespace wasmelt::wast
