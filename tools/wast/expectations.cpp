// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tools/wast/expectations.h"

#include "compiler/driver/error.h"

#include <charconv>
#include <fstream>

namespace wasmelt::wast {

void Expectations::read(const std::string &path) {
  std::ifstream file(path);
  if (!file)
    throw Error::environment("cannot read '" + path + "'");
  unsigned number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line[0] == '#')
      continue;
    size_t colon = line.find(':'), space = line.find(' ');
    uint32_t at = 0;
    bool ok = colon != line.npos && space != line.npos && colon < space;
    if (ok)
      ok = std::from_chars(line.data() + colon + 1, line.data() + space, at).ptr ==
           line.data() + space;
    if (!ok)
      throw Error::environment(path + ":" + std::to_string(number) +
                               ": error: not of the form SCRIPT:LINE REASON");
    by_script_[line.substr(0, colon)][at] = line.substr(space + 1);
  }
}

std::map<uint32_t, std::string> Expectations::of(const std::string &script) const {
  for (const auto &[name, lines] : by_script_)
    if (script == name || script.ends_with("/" + name))
      return lines;
  return {};
}

} // namespace wasmelt::wast
