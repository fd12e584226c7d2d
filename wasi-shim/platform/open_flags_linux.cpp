// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The flags of an open descriptor, without all else that the C library's fcntl does.
#include "wasi-shim/platform/open_flags.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef SYS_fcntl64
#define WASMELT_SYS_FCNTL SYS_fcntl64 // 32-bit systems
#else
#define WASMELT_SYS_FCNTL SYS_fcntl
#endif

namespace wasmelt::wasi::platform {

int openFlagsOf(int host) { return int(syscall(WASMELT_SYS_FCNTL, host, F_GETFL)); }

int setOpenFlagsOf(int host, int flags) {
  return int(syscall(WASMELT_SYS_FCNTL, host, F_SETFL, flags | O_LARGEFILE));
}

int duplicate(int host) {
  return int(syscall(WASMELT_SYS_FCNTL, host, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

} // namespace wasmelt::wasi::platform
