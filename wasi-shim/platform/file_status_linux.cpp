// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attributes of files by the system's calls. The C library goes a long way around for systems whose
// structure is not its own: it would be the largest function of a small program.
#include "wasi-shim/platform/file_status.h"

#include <sys/syscall.h>
#include <unistd.h>

namespace wasmelt::wasi::platform {

static_assert(sizeof(long) == 8 && sizeof(time_t) == 8, "the system's structure is another one");

int statusOf(int host, struct stat &status) { return int(syscall(SYS_fstat, host, &status)); }

int statusAt(int directory, const char *path, struct stat &status, int flags) {
  return int(syscall(SYS_newfstatat, directory, path, &status, flags));
}

} // namespace wasmelt::wasi::platform
