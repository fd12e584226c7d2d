// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The whole compilation, from a module's file to the output file.
#pragma once

#include "compiler/driver/compile_options.h"
#include "compiler/driver/error.h"

#include <cstdint>
#include <string>
#include <vector>

namespace wasmelt {

/// The steps of a compilation, in order. Not every output needs all of them.
enum class Phase : uint8_t { Read, Decode, Validate, Lower, Optimize, Generate, Link };

/// `read`, `decode`, `validate`, `lower`, `optimize`, `generate`, `link`.
const char *phaseName(Phase phase);

/// Is told what a compilation does. Calls never overlap, but may come from any thread. Every method
/// does nothing by default, so that a plain `Reporter` is a silent one.
class Reporter {
public:
  virtual ~Reporter() = default;
  /// Where the compilation is. `fraction` is the part of this phase that is done, 0 to 1, or
  /// negative where it is not known; called at the start of each phase and, in the long ones, as it
  /// goes on.
  virtual void progress(Phase phase, double fraction) {}
  /// A line for `-v`: what is done with what (target, partitions, the linker's command line).
  virtual void note(const std::string &line) {}
  /// Something that people should know although the compilation goes on.
  virtual void warning(const std::string &message) {}
};

/// What one phase cost.
struct PhaseCost {
  Phase phase;
  double wall_seconds = 0;
  double cpu_seconds = 0;      ///< of all threads of this process
  uint64_t peak_rss_bytes = 0; ///< highest resident set of the process up to the phase's end
};

/// What a finished compilation did.
struct CompileResult {
  std::string output;              ///< the file written; empty for standard output
  std::vector<std::string> inputs; ///< the files that were read
  std::vector<PhaseCost> phases;
  uint64_t input_bytes = 0;
  uint64_t output_bytes = 0;
  uint64_t functions = 0;           ///< defined in the module
  uint64_t functions_generated = 0; ///< that still existed after optimisation
  uint64_t ir_instructions = 0;     ///< as lowered
  uint64_t ir_instructions_optimized = 0;
  unsigned partitions = 0; ///< of code generation
  unsigned jobs = 0;       ///< threads used
};

/// Compiles `options.input` (`-`: standard input) to `options.output` (`-`: standard output, not
/// for executables and shared libraries). Throws wasm::Error for a bad module and wasmelt::Error
/// for all else; what() of both is complete text to print. Whatever happens, a file at
/// `options.output` is either the complete result or what it was before. SIGINT, SIGTERM and SIGHUP
/// remove temporary files first.
CompileResult compile(const CompileOptions &options, Reporter &reporter);

/// Decodes and validates `path` completely (function bodies on `jobs` threads; 0: all cores)
/// without compiling. Throws as compile() does. What `wasmelt validate` does.
void validateFile(const std::string &path, const wasm::FeatureSet &features, unsigned jobs = 0);

/// The table of `--time-report`, ending in a newline: seconds, CPU seconds and peak memory of each
/// phase, sizes and counts.
std::string formatTimeReport(const CompileResult &result);

/// The output's name if none is given, from the input's (`app.wasm`: `app`, `libapp.so`,
/// `libapp.a`, `app.o`, `app.s`, `app.ll`, `app.bc`; standard input: `a.out` and the like).
std::string defaultOutputName(const std::string &input, EmitKind emit);

/// The prefix (CompileOptions::prefix) for an output of this name: `libfoo.so` -> `foo`.
std::string defaultPrefix(const std::string &output);
/// Why this cannot be a prefix, as the end of a sentence; empty: it can.
std::string whyNoPrefix(const std::string &prefix);
/// The same for headers for C++, whose namespace it is.
std::string whyNoNamespace(const std::string &prefix);

/// `0.1.0`.
const char *wasmeltVersion();
/// `22.1.8`.
const char *llvmVersion();

/// Names for `--target`, the host's own first.
std::vector<std::string> targetNames();

} // namespace wasmelt
