// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fd_fdstat_*, fd_filestat_*: what a descriptor is and what it refers to.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/file_stat.h"
#include "wasi-shim/guest_memory.h"
#include "wasi-shim/platform/file_status.h"
#include "wasi-shim/platform/open_flags.h"
#include "wasi-shim/standard_streams.h"
#include "wasi-shim/state.h"
#include "wasi-shim/variants.h"

#include <fcntl.h>
#include <unistd.h>

namespace wasmelt::wasi {

Errno statDescriptor(Instance *instance, Fd fd, Filestat &result) {
  DescriptorUse descriptor;
  if (Errno error = stateOf(instance).fds.get(fd, needs::fd_filestat_get::fd, descriptor);
      error != Errno::Success)
    return error;
  struct stat stat;
  if (platform::statusOf(descriptor->host, stat) < 0)
    return lastError();
  result = filestatOf(stat, descriptor->type);
  return Errno::Success;
}

namespace calls {
namespace {

Errno fd_fdstat_get(Instance *instance, Fd fd, GuestPtr<Fdstat> stat) {
  DescriptorUse descriptor;
  if (Errno error = stateOf(instance).fds.get(fd, 0, descriptor); error != Errno::Success)
    return error;
  int host_flags = platform::openFlagsOf(descriptor->host);
  if (host_flags < 0)
    return lastError();
  Fdstat result = {};
  result.filetype = descriptor->type;
  result.flags = uint16_t(fdFlagsOf(host_flags));
  result.rights = descriptor->rights;
  result.inheriting = descriptor->inheriting;
  return GuestMemory(instance).finish(stat, result);
}

Errno fd_fdstat_set_flags(Instance *instance, Fd fd, U32 flags) {
  DescriptorUse descriptor;
  if (Errno error = stateOf(instance).fds.get(fd, needs::fd_fdstat_set_flags::fd, descriptor);
      error != Errno::Success)
    return error;
  if (flags & ~FdflagAll)
    return Errno::Inval;
  int host_flags = platform::openFlagsOf(descriptor->host);
  if (host_flags < 0)
    return lastError();
  // The host ignores changes to synchronised writing; the guest must not think that they took
  // place.
  constexpr int sync_flags = O_SYNC | O_DSYNC;
  int wanted = hostFlagsOf(flags);
  if ((wanted & sync_flags) != (host_flags & sync_flags))
    return Errno::Notsup;
  constexpr int changeable = O_APPEND | O_NONBLOCK;
  return resultOf(
      setOpenFlags(descriptor->host, (host_flags & ~changeable) | (wanted & changeable)));
}

Errno fd_fdstat_set_rights(Instance *instance, Fd fd, U64 rights, U64 inheriting) {
  return stateOf(instance).fds.setRights(fd, rights, inheriting);
}

Errno fd_filestat_get(Instance *instance, Fd fd, GuestPtr<Filestat> stat) {
  Filestat result;
  Errno error = statDescriptor(instance, fd, result);
  return error == Errno::Success ? GuestMemory(instance).finish(stat, result) : error;
}

Errno fd_filestat_set_size(Instance *instance, Fd fd, U64 size) {
  DescriptorUse descriptor;
  if (Errno error = stateOf(instance).fds.get(fd, needs::fd_filestat_set_size::fd, descriptor);
      error != Errno::Success)
    return error;
  if (size > INT64_MAX)
    return Errno::Inval;
  return resultOf(retry([&] { return ftruncate(descriptor->host, off_t(size)); }));
}

Errno fd_filestat_set_times(Instance *instance, Fd fd, U64 atim, U64 mtim, U32 fst_flags) {
  DescriptorUse descriptor;
  timespec times[2];
  Errno error = stateOf(instance).fds.get(fd, needs::fd_filestat_set_times::fd, descriptor);
  if (error == Errno::Success)
    error = timesOf(atim, mtim, fst_flags, times);
  return error == Errno::Success ? resultOf(futimens(descriptor->host, times)) : error;
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_fd_fdstat_get ,
#define WASMELT_WASI_HERE_fd_fdstat_set_flags ,
#define WASMELT_WASI_HERE_fd_fdstat_set_rights ,
#define WASMELT_WASI_HERE_fd_filestat_get ,
#define WASMELT_WASI_HERE_fd_filestat_set_size ,
#define WASMELT_WASI_HERE_fd_filestat_set_times ,
#include "wasi-shim/define_entry_points.h"
