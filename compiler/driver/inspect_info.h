// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a module is and what was made of it: the contents of the note in executables and objects,
// and what `wasmelt inspect` prints.
#pragma once

#include "compiler/driver/compile_options.h"
#include "compiler/wasm/module.h"

#include <optional>
#include <string>
#include <vector>

namespace wasmelt {

/// An import or an export, in words.
struct InspectExtern {
  std::string module; ///< imports only
  std::string name;
  std::string kind; ///< `function`, `memory`, `table`, `global`, `tag`
  std::string type; ///< `(i32, i32) -> (i32)`, `1..65536 pages`, `mut i32`
};

/// Facts of a module, and of the compilation if it is a compiled one.
struct InspectInfo {
  std::string module_name;   ///< name section; empty if none
  std::string source_sha256; ///< of the .wasm file, hexadecimal
  uint64_t source_bytes = 0; ///< its size
  uint64_t functions = 0;    ///< defined ones
  std::vector<InspectExtern> imports, exports;
  std::vector<InspectExtern> memories;    ///< `name` is the index, `type` the limits
  std::vector<std::string> features_used; ///< names of features.def, in its order

  struct Directory {
    std::string host, guest;
    bool read_only = false;
  };
  /// Of a compiled module only.
  struct Compilation {
    std::string compiler;              ///< `wasmelt 0.1.0 (LLVM 22.1.8)`
    std::string target, cpu, features; ///< as resolved
    std::string cpu_requires;          ///< what a machine must have: `sse4.2,ssse3`
    std::string options;               ///< as on a command line: `-O2 --memory-base=constant`
    std::vector<Directory> dirs;
    std::vector<std::string> env;    ///< NAME=VALUE or NAME
    std::vector<std::string> listen; ///< HOST:PORT or unix:PATH
    bool inherit_env = false, sealed = false;
    std::string confinement; ///< `strict`, `best-effort` or empty
    uint64_t stack_size = 0, max_memory = 0, time_limit = 0, max_open_files = 0; ///< 0: no limit
  };
  std::optional<Compilation> compilation;
};

/// The facts of a decoded and validated module. `features_used` is filled by validateFunctions (see
/// validate.h), which sees the instructions; module-level features are added here.
InspectInfo describeModule(const wasm::Module &module);

/// Reads `path`: a .wasm module (then decoded and validated), or an ELF executable or object made
/// by wasmelt. Throws wasm::Error, or Error if it is neither.
InspectInfo inspectFile(const std::string &path);

/// As JSON, for the note (compact) and for `wasmelt inspect --json` (indented).
std::string toJson(const InspectInfo &info, bool indented);
/// From the note's JSON. Throws Error.
InspectInfo inspectInfoFromJson(const std::string &json, const std::string &file_name);
/// For people, with a final newline.
std::string toText(const InspectInfo &info);

} // namespace wasmelt
