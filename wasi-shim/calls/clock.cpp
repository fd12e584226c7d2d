// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// clock_*: resolutions and times.
#include "wasi-shim/clocks.h"
#include "wasi-shim/entry_points.h"
#include "wasi-shim/guest_memory.h"

namespace wasmelt::wasi {

namespace calls {
namespace {

Errno clock_res_get(Instance *instance, U32 id, GuestPtr<Timestamp> resolution) {
  clockid_t clock;
  timespec value;
  if (!hostClock(id, clock))
    return Errno::Inval;
  if (clock_getres(clock, &value) < 0)
    return lastError();
  return GuestMemory(instance).finish(resolution, timestampOf(value));
}

// The host's clocks are always as precise as they can be.
Errno clock_time_get(Instance *instance, U32 id, U64 precision, GuestPtr<Timestamp> time) {
  clockid_t clock;
  timespec value;
  if (!hostClock(id, clock))
    return Errno::Inval;
  if (clock_gettime(clock, &value) < 0)
    return lastError();
  return GuestMemory(instance).finish(time, timestampOf(value));
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_clock_res_get ,
#define WASMELT_WASI_HERE_clock_time_get ,
#include "wasi-shim/define_entry_points.h"
