// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/bindings/template_text.h"

namespace wasmelt::bindings {

std::string
fill(std::string_view text,
     std::initializer_list<std::pair<std::string_view, std::string_view>> replacements) {
  std::string result;
  while (!text.empty()) {
    size_t place = text.find('$');
    result += text.substr(0, place);
    if (place == text.npos)
      break;
    text.remove_prefix(place + 1);
    bool found = false;
    for (const auto &[word, replacement] : replacements)
      if (!found && text.starts_with(word)) {
        result += replacement;
        text.remove_prefix(word.size());
        found = true;
      }
    if (!found)
      result += '$';
  }
  return result;
}

} // namespace wasmelt::bindings
