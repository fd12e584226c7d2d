// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared libraries that tests compile from text.
#pragma once

#include "compiler/driver/compile.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace wasmelt {

/// A folder for the libraries of this process.
inline const std::string &folder() {
  static const std::string path = [] {
    std::string name = (std::filesystem::temp_directory_path() / "wasmelt-library.XXXXXX").string();
    return std::string(mkdtemp(name.data()));
  }();
  return path;
}

class FolderRemoval : public testing::Environment {
  void TearDown() override { std::filesystem::remove_all(folder()); }
};
inline const auto *removal = testing::AddGlobalTestEnvironment(new FolderRemoval);

/// Compiles a module to a shared library of its own; returns the path. `options`: how.
inline std::string compileToFile(const std::string &wat, CompileOptions options) {
  static int number = 0;
  std::string stem = folder() + "/" + std::to_string(++number);
  std::ofstream(stem + ".wat") << wat;
  options.input = stem + ".wat";
  options.output = stem + ".so";
  options.emit = EmitKind::SharedLibrary;
  options.strategy = InstanceStrategy::Context;
  options.jobs = 1;
  Reporter reporter;
  compile(options, reporter);
  return options.output;
}

inline std::string compileToFile(const std::string &wat, OptLevel opt = OptLevel::O2,
                                 BoundsChecks bounds = BoundsChecks::Hardware) {
  CompileOptions options;
  options.opt = opt;
  options.bounds = bounds;
  return compileToFile(wat, options);
}

} // namespace wasmelt
