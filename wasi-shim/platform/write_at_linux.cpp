// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writing at an offset by the system's own call: what a C library makes of it in files that are
// appended to depends on its version.
#include "wasi-shim/platform/write_at.h"

#include <sys/syscall.h>
#include <unistd.h>

namespace wasmelt::wasi::platform {

static_assert(sizeof(long) == 8, "an offset takes two arguments");

ssize_t writeAt(int host, const iovec *list, int count, off_t offset) {
  return syscall(SYS_pwritev, host, list, count, offset, 0L);
}

} // namespace wasmelt::wasi::platform
