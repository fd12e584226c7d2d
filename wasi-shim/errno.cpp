// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one table from the host's error numbers to WASI's.
#include "wasi-shim/errno.h"

#include <errno.h>

namespace wasmelt::wasi {
namespace {

struct ErrnoTable {
  static constexpr int length = 256;
  uint8_t wasi[length] = {};
  consteval ErrnoTable() {
    for (uint8_t &entry : wasi)
      entry = uint8_t(Errno::Io);
    wasi[0] = 0;
#define WASMELT_WASI_ERRNO(name, number, host) wasi[host] = number;
#include "wasi-shim/errno.def"
  }
};
constexpr ErrnoTable errno_table;

} // namespace

Errno errnoFromHost(int host_errno) {
  return host_errno >= 0 && host_errno < ErrnoTable::length ? Errno(errno_table.wasi[host_errno])
                                                            : Errno::Io;
}

Errno lastError() { return errnoFromHost(errno); }

} // namespace wasmelt::wasi
