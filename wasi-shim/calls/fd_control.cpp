// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fd_close, fd_renumber, fd_sync and the like: calls on a descriptor as a whole.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/platform/file_status.h"
#include "wasi-shim/state.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmelt::wasi {

namespace calls {
namespace {

Errno fd_close(Instance *instance, Fd fd) { return stateOf(instance).fds.close(fd); }

Errno fd_renumber(Instance *instance, Fd from, Fd to) {
  return stateOf(instance).fds.renumber(from, to);
}

Errno fd_sync(Instance *instance, Fd fd) {
  DescriptorUse descriptor;
  Errno error = stateOf(instance).fds.get(fd, needs::fd_sync::fd, descriptor);
  return error == Errno::Success ? resultOf(retry([&] { return fsync(descriptor->host); })) : error;
}

Errno fd_datasync(Instance *instance, Fd fd) {
  DescriptorUse descriptor;
  Errno error = stateOf(instance).fds.get(fd, needs::fd_datasync::fd, descriptor);
  return error == Errno::Success ? resultOf(retry([&] { return fdatasync(descriptor->host); }))
                                 : error;
}

Errno fd_advise(Instance *instance, Fd fd, U64 offset, U64 len, U32 advice) {
  static constexpr int host_advice[] = {POSIX_FADV_NORMAL,   POSIX_FADV_SEQUENTIAL,
                                        POSIX_FADV_RANDOM,   POSIX_FADV_WILLNEED,
                                        POSIX_FADV_DONTNEED, POSIX_FADV_NOREUSE};
  DescriptorUse descriptor;
  if (Errno error = stateOf(instance).fds.get(fd, needs::fd_advise::fd, descriptor);
      error != Errno::Success)
    return error;
  if (advice >= sizeof(host_advice) / sizeof(*host_advice) || offset > INT64_MAX || len > INT64_MAX)
    return Errno::Inval;
  return errnoFromHost(
      posix_fadvise(descriptor->host, off_t(offset), off_t(len), host_advice[advice]));
}

Errno fd_allocate(Instance *instance, Fd fd, U64 offset, U64 len) {
  DescriptorUse descriptor;
  if (Errno error = stateOf(instance).fds.get(fd, needs::fd_allocate::fd, descriptor);
      error != Errno::Success)
    return error;
  if (!len || offset > INT64_MAX || len > INT64_MAX)
    return Errno::Inval;
  if (len > INT64_MAX - offset)
    return Errno::Fbig;
  int error = 0;
  do
    error = posix_fallocate(descriptor->host, off_t(offset), off_t(len));
  while (error == EINTR);
  if (error != EOPNOTSUPP)
    return errnoFromHost(error);
  // This file system cannot reserve space; the size at least is as asked for.
  struct stat stat;
  if (platform::statusOf(descriptor->host, stat) < 0)
    return lastError();
  if (stat.st_size >= off_t(offset + len))
    return Errno::Success;
  return resultOf(retry([&] { return ftruncate(descriptor->host, off_t(offset + len)); }));
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_fd_close ,
#define WASMELT_WASI_HERE_fd_renumber ,
#define WASMELT_WASI_HERE_fd_sync ,
#define WASMELT_WASI_HERE_fd_datasync ,
#define WASMELT_WASI_HERE_fd_advise ,
#define WASMELT_WASI_HERE_fd_allocate ,
#include "wasi-shim/define_entry_points.h"
