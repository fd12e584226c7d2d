// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// WASI's error numbers, and how the host's become them.
#pragma once

#include <stdint.h>

namespace wasmelt::wasi {

/// What a call returns. Notcapable has no counterpart on the host: a right is missing.
enum class Errno : uint32_t {
  Success = 0,
#define WASMELT_WASI_ERRNO(name, number, host) name = number,
#include "wasi-shim/errno.def"
  Notcapable = 76,
};

/// The WASI error for a host errno; Io for one that WASI has no name for.
Errno errnoFromHost(int host_errno);

/// The WASI error for the current `errno`.
Errno lastError();

/// Success if a host call returned 0 or more, else lastError().
inline Errno resultOf(long host_result) { return host_result < 0 ? lastError() : Errno::Success; }

/// Repeats a host call for as long as a signal interrupts it.
template <class Call>
auto retry(Call call) {
  for (;;) {
    auto result = call();
    if (!(result < 0 && lastError() == Errno::Intr))
      return result;
  }
}

} // namespace wasmelt::wasi
