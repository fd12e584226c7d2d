// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Texts with places to fill in.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace wasmelt::bindings {

/// `text` with each `$word` replaced by what stands beside it.
std::string fill(std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> replacements);

/// Appends `item` to a list with commas.
inline void append(std::string &list, std::string_view item) {
  if (!list.empty())
    list += ", ";
  list += item;
}

} // namespace wasmelt::bindings
