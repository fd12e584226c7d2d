// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/dependency_file.h"

#include <filesystem>

namespace wasmelt {

namespace {

std::string escaped(const std::string &path) {
  std::string result;
  for (size_t i = 0; i < path.size(); ++i) {
    if (path[i] == ' ') {
      // Backslashes before a space are its escapes, so they are doubled.
      for (size_t j = i; j > 0 && path[j - 1] == '\\'; --j)
        result += '\\';
      result += '\\';
    } else if (path[i] == '#') {
      result += '\\';
    } else if (path[i] == '$') {
      result += '$';
    }
    result += path[i];
  }
  return result;
}

} // namespace

std::string dependencyRule(const std::string &target, const std::vector<std::string> &files) {
  std::string rule = escaped(target) + ":";
  for (const std::string &file : files)
    rule += " \\\n  " + escaped(file);
  return rule + "\n";
}

std::string defaultDependencyFile(const std::string &output) {
  return std::filesystem::path(output).replace_extension(".d");
}

} // namespace wasmelt
