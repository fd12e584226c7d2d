// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The module `spectest`, which scripts may import from.
#pragma once

#include "runtime-lib/include/wasmelt/embed.h"

#include <string_view>
#include <unordered_map>

namespace wasmelt::wast {

class Spectest {
public:
  /// Throws Error if the system refuses.
  explicit Spectest(embed::Store &store);
  /// One of its exports; not known if it has none of that name.
  embed::Extern find(std::string_view name) const;

private:
  std::unordered_map<std::string_view, embed::Extern> exports_;
};

} // namespace wasmelt::wast
