// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the values of options mean: sizes, grants, levels, output kinds. All throw UsageError.
#pragma once

#include "compiler/driver/compile_options.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace wasmelt::tool {

/// A command line that cannot be obeyed: exit status 2, with a pointer to --help.
class UsageError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// `64K`, `8M`, `1G`, `1048576`: bytes. K, M and G are powers of 1024; `KiB` and `KB` mean `K`.
uint64_t parseSize(std::string_view text);

/// A whole number of threads.
unsigned parseJobs(std::string_view text);

/// `HOST[::GUEST][:ro|:rw]`: a directory that the program may reach.
DirGrantOption parseDir(std::string_view text);

/// `HOST:PORT`, or `unix:PATH`; returns it as it came.
std::string parseListen(std::string_view text);

/// `1.5s`, `200ms`, `2m`, `1h`, `30`: nanoseconds; seconds unless it says otherwise.
uint64_t parseDuration(std::string_view text);

/// How many files may be open; at least the standard streams.
uint32_t parseOpenFiles(std::string_view text);

/// `NAME` or `NAME=VALUE`; returns it as it came.
std::string parseEnv(std::string_view text);

/// The file of `--header`; returns it as it came.
std::string parseHeader(std::string_view text);
std::string parsePythonFile(std::string_view text);

/// The level that `-O<text>` asks for.
OptLevel parseOptLevel(std::string_view text);

/// What the switches say about the kind of output.
struct EmitSwitches {
  std::string emit; ///< --emit=
  bool compile_only = false, assembly = false, llvm = false, shared = false, static_library = false;
};

/// The kind of output that the switches, or else the name of the output, ask for, as clang decides.
EmitKind chooseEmitKind(const EmitSwitches &switches, std::string_view output);

/// Feature names of features.def.
std::vector<std::string> featureNames();
/// The feature with that name.
wasm::Feature parseFeature(std::string_view name);

/// The candidate that `word` is most likely a misspelling of, if any is near.
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string> &candidates);

} // namespace wasmelt::tool
