// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Opening below a directory with openat2 (Linux 5.6).
#include "wasi-shim/platform/open_beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_openat2
#define SYS_openat2 437 // the same on every architecture
#endif

namespace wasmelt::wasi::platform {
namespace {

struct OpenHow {
  uint64_t flags;
  uint64_t mode;
  uint64_t resolve;
};
constexpr uint64_t resolve_no_magiclinks = 2;
constexpr uint64_t resolve_beneath = 8;
constexpr uint64_t resolve_in_root = 16;

int openat2(int dir, bool as_root, const char *path, int flags, unsigned mode) {
  OpenHow how = {uint64_t(uint32_t(flags)), (flags & O_CREAT) ? mode : 0,
                 (as_root ? resolve_in_root : resolve_beneath) | resolve_no_magiclinks};
  return int(syscall(SYS_openat2, dir, path, &how, sizeof(how)));
}

/// Some sandboxes answer calls that they do not know with EPERM.
bool isForbidden(int dir) {
  int probe = openat2(dir, false, ".", O_PATH | O_CLOEXEC, 0);
  if (probe < 0)
    return true;
  close(probe);
  return false;
}

} // namespace

bool can_open_beneath = true;

bool openBeneath(int dir, bool as_root, const char *path, int flags, unsigned mode, int &opened) {
  if (!can_open_beneath)
    return false;
  // EAGAIN: a rename elsewhere made `..` uncertain. Try again, but not for ever; then walk.
  for (int attempt = 0; attempt < 32; ++attempt) {
    opened = openat2(dir, as_root, path, flags, mode);
    if (opened >= 0)
      return true;
    int error = errno;
    if (error == ENOSYS || (error == EPERM && isForbidden(dir))) {
      can_open_beneath = false;
      return false;
    }
    errno = error;
    if (error != EAGAIN && error != EINTR)
      return true;
  }
  return false;
}

} // namespace wasmelt::wasi::platform
