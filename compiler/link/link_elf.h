// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Executables, shared libraries and joined objects for ELF targets, by lld in this process.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wasmelt::link {

struct ElfLink {
  std::vector<std::string> objects;              ///< files, in the order of the output
  std::string output;                            ///< replaced, if it exists
  unsigned jobs = 1;                             ///< does not change the output
  std::function<void(const std::string &)> note; ///< gets the command line; may be empty
};

struct ElfExecutable : ElfLink {
  std::string bundle;          ///< folder of the runtime's archives and start files
  bool strip = false;          ///< no symbol table
  bool fold_identical = false; ///< one copy of functions with the same code
  bool trace_wasi = false;     ///< with what WASMELT_TRACE=wasi takes
};

/// Links a static position-independent executable with the runtime bundle. Throws Error, in words
/// of wasmelt.
void linkExecutable(const ElfExecutable &link);

/// Links a shared library that needs no other one: what LLVM calls of a C library's memory
/// functions and compiler-rt's arithmetic comes from `bundle`, hidden. Throws Error.
void linkSharedLibrary(const ElfExecutable &link);

/// Joins objects into one, in which `local_symbols` are local. Throws Error.
void joinObjects(const ElfLink &link, const std::vector<std::string> &local_symbols);

/// The files of `bundle` that go into an executable, or into a shared library.
std::vector<std::string> bundleFiles(const std::string &bundle, bool is_executable);

/// Throws Error unless every file that a link needs is in `bundle`.
void checkBundle(const std::string &bundle);

/// The import symbols (symbol_names.h) that the archives of `bundle` define. Throws Error.
std::set<std::string> providedImports(const std::string &bundle);

/// lld's standard error output as an error message of ours, without `error: ` before it.
std::string explainLinkerErrors(std::string_view output);

} // namespace wasmelt::link
