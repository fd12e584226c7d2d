// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// WASI's clocks on the host's.
#pragma once

#include "wasi-shim/preview1_types.h"

#include <time.h>

namespace wasmelt::wasi {

/// The host's clock for a WASI clock id; false if there is none.
inline bool hostClock(uint32_t id, clockid_t &clock) {
  static constexpr clockid_t clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID,
                                         CLOCK_THREAD_CPUTIME_ID};
  if (id >= sizeof(clocks) / sizeof(*clocks))
    return false;
  clock = clocks[id];
  return true;
}

inline Timestamp timestampOf(const timespec &time) {
  return Timestamp(time.tv_sec) * 1000000000 + Timestamp(time.tv_nsec);
}

inline timespec timespecOf(Timestamp time) {
  timespec result = {};
  result.tv_sec = time_t(time / 1000000000);
  result.tv_nsec = long(time % 1000000000);
  return result;
}

} // namespace wasmelt::wasi
