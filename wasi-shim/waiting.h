// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls that wait for the host, of which a host may want an end before what they wait for happens.
#pragma once

#include "runtime-lib/abi/instance_layout.h"
#include "wasi-shim/errno.h"
#include "wasi-shim/preview1_types.h"

namespace wasmelt::wasi {

// Not defined where instances are programs, which signals stop.

/// Where a host asks the code of an instance to stop, which it does if this is not 0. Null: nobody
/// asks.
__attribute__((weak)) const uint32_t *stopRequestsOf(Instance *instance);
/// What a call waits for: bytes of a stream, or connections to a socket that listens.
enum class Input { Bytes, Connections };
/// As waitForInput.
__attribute__((weak)) Errno waitForInputOrStop(Instance *instance, int host, Input input);

/// The requests as one call sees them.
class StopRequests {
public:
  explicit StopRequests(Instance *instance)
      : requests(stopRequestsOf ? stopRequestsOf(instance) : nullptr) {}

  bool mayCome() const { return requests; }
  bool haveCome() const { return requests && __atomic_load_n(requests, __ATOMIC_RELAXED); }
  /// How long of so many nanoseconds a call may wait before it looks.
  Timestamp patience(Timestamp timeout) const {
    return requests && timeout > StopPatience ? StopPatience : timeout;
  }

private:
  const uint32_t *requests;
};

/// Waits as long as a call that takes this would. Intr if the call is to end. One that follows does
/// not wait, unless somebody else has taken what there was.
inline Errno waitForInput(Instance *instance, int host, Input input) {
  return waitForInputOrStop ? waitForInputOrStop(instance, host, input) : Errno::Success;
}

} // namespace wasmelt::wasi
