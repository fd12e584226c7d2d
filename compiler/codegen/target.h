// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The machine that is compiled for: a row of targets.def with a CPU and its features.
#pragma once

#include "compiler/driver/compile_options.h"

#include <memory>
#include <span>
#include <string>

namespace llvm {
class TargetMachine;
}

namespace wasmelt::codegen {

/// A row of targets.def.
struct TargetDescription {
  const char *name, *triple, *portable_cpu, *bundle;
  uint64_t page_size;
  void (*initialize)(); ///< registers the architecture with LLVM; may be called again
};

/// All rows.
std::span<const TargetDescription> allTargets();
/// The row for the machine that wasmelt runs on, or null.
const TargetDescription *hostTarget();

/// A description with a checked CPU and feature string.
class Target {
public:
  /// Resolves names as given on the command line (CompileOptions has their meaning). Throws Error
  /// that lists what is near to an unknown name.
  static Target select(const std::string &name, const std::string &cpu, const std::string &features,
                       OptLevel opt);

  const TargetDescription &description() const { return *description_; }
  const std::string &cpu() const { return cpu_; }           ///< LLVM's name, never `native`
  const std::string &features() const { return features_; } ///< `+avx2,-bmi`
  OptLevel opt() const { return opt_; }

  /// A new machine; each thread needs one of its own.
  std::unique_ptr<llvm::TargetMachine> createMachine() const;

private:
  const TargetDescription *description_ = nullptr;
  std::string cpu_, features_;
  OptLevel opt_ = OptLevel::O2;
};

/// What code for this machine needs of a CPU beyond the architecture's first version, in LLVM's
/// names: `popcnt,sse3,sse4.1,sse4.2,ssse3`. For ProgramConfig::cpu_features.
std::string requiredCpuFeatures(const llvm::TargetMachine &machine);

} // namespace wasmelt::codegen
