// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/phase_timer.h"

#include <cstdio>
#include <sys/resource.h>

namespace wasmelt {

namespace {

double seconds(const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; }

rusage usage() {
  rusage result = {};
  ::getrusage(RUSAGE_SELF, &result);
  return result;
}

double cpuSeconds(const rusage &u) { return seconds(u.ru_utime) + seconds(u.ru_stime); }

template <typename... Args>
std::string format(const char *pattern, Args... args) {
  char buffer[200];
  std::snprintf(buffer, sizeof buffer, pattern, args...);
  return buffer;
}

} // namespace

const char *phaseName(Phase phase) {
  switch (phase) {
  case Phase::Read:
    return "read";
  case Phase::Decode:
    return "decode";
  case Phase::Validate:
    return "validate";
  case Phase::Lower:
    return "lower";
  case Phase::Optimize:
    return "optimize";
  case Phase::Generate:
    return "generate";
  case Phase::Link:
    return "link";
  }
  return "";
}

void PhaseTimer::begin(Phase phase) {
  end();
  phase_ = phase;
  wall_begin_ = std::chrono::steady_clock::now();
  cpu_begin_ = cpuSeconds(usage());
  progress(phase == Phase::Lower || phase == Phase::Link ? -1 : 0);
}

void PhaseTimer::end() {
  if (!phase_)
    return;
  rusage now = usage();
  std::chrono::duration<double> wall = std::chrono::steady_clock::now() - wall_begin_;
  result_.phases.push_back(
      {*phase_, wall.count(), cpuSeconds(now) - cpu_begin_, uint64_t(now.ru_maxrss) * 1024});
  phase_.reset();
}

void PhaseTimer::progress(double fraction) {
  std::lock_guard lock(mutex_);
  reporter_.progress(*phase_, fraction);
}

std::string formatTimeReport(const CompileResult &result) {
  std::string text = "phase         seconds       CPU   peak memory\n";
  PhaseCost total{};
  for (const PhaseCost &cost : result.phases) {
    text += format("%-10s %10.3f %9.3f %9.1f MiB\n", phaseName(cost.phase), cost.wall_seconds,
                   cost.cpu_seconds, double(cost.peak_rss_bytes) / 1048576);
    total.wall_seconds += cost.wall_seconds;
    total.cpu_seconds += cost.cpu_seconds;
    total.peak_rss_bytes = std::max(total.peak_rss_bytes, cost.peak_rss_bytes);
  }
  text += format("%-10s %10.3f %9.3f %9.1f MiB\n", "total", total.wall_seconds, total.cpu_seconds,
                 double(total.peak_rss_bytes) / 1048576);
  text += format("%llu bytes in, %llu bytes out", (unsigned long long)result.input_bytes,
                 (unsigned long long)result.output_bytes);
  if (total.wall_seconds > 0)
    text += format(" (%.2f MB of WebAssembly a second)",
                   double(result.input_bytes) / 1e6 / total.wall_seconds);
  text +=
      format("\n%llu functions, %llu after optimization; %llu instructions of IR, %llu after\n",
             (unsigned long long)result.functions, (unsigned long long)result.functions_generated,
             (unsigned long long)result.ir_instructions,
             (unsigned long long)result.ir_instructions_optimized);
  if (result.partitions)
    text += format("%u partitions on %u threads\n", result.partitions, result.jobs);
  return text;
}

} // namespace wasmelt
