// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fd_prestat_*: the names of granted directories.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/guest_memory.h"
#include "wasi-shim/state.h"

namespace wasmelt::wasi {
namespace {

/// Badf is how the guest's C library finds the end of the granted directories.
Errno preopenName(Instance *instance, Fd fd, const char *&name) {
  DescriptorUse descriptor;
  if (Errno error = stateOf(instance).fds.get(fd, 0, descriptor); error != Errno::Success)
    return error;
  name = descriptor->preopen_name;
  return name ? Errno::Success : Errno::Badf;
}

} // namespace

namespace calls {
namespace {

Errno fd_prestat_get(Instance *instance, Fd fd, GuestPtr<Prestat> prestat) {
  const char *name;
  if (Errno error = preopenName(instance, fd, name); error != Errno::Success)
    return error;
  Prestat result = {};
  result.name_len = Size(strlen(name));
  return GuestMemory(instance).finish(prestat, result);
}

Errno fd_prestat_dir_name(Instance *instance, Fd fd, GuestPtr<Byte> path, Size path_len) {
  const char *name;
  uint8_t *bytes;
  if (Errno error = preopenName(instance, fd, name); error != Errno::Success)
    return error;
  size_t length = strlen(name);
  if (path_len < length)
    return Errno::Nametoolong;
  if (!GuestMemory(instance).range(path, path_len, bytes))
    return Errno::Fault;
  memcpy(bytes, name, length);
  return Errno::Success;
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_fd_prestat_get ,
#define WASMELT_WASI_HERE_fd_prestat_dir_name ,
#include "wasi-shim/define_entry_points.h"
