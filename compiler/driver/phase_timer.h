// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Measures the phases of a compilation and passes their progress on.
#pragma once

#include "compiler/driver/compile.h"

#include <chrono>
#include <mutex>
#include <optional>

namespace wasmelt {

class PhaseTimer {
public:
  /// Appends to `result.phases`.
  PhaseTimer(CompileResult &result, Reporter &reporter) : result_(result), reporter_(reporter) {}

  /// Ends the phase before and begins `phase`.
  void begin(Phase phase);
  void end();
  /// From any thread.
  void progress(double fraction);

private:
  CompileResult &result_;
  Reporter &reporter_;
  std::mutex mutex_;
  std::optional<Phase> phase_;
  std::chrono::steady_clock::time_point wall_begin_;
  double cpu_begin_ = 0;
};

} // namespace wasmelt
