// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// path_filestat_*: attributes by path.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/file_stat.h"
#include "wasi-shim/path_resolver.h"
#include "wasi-shim/platform/descriptor_path.h"
#include "wasi-shim/platform/file_status.h"
#include "wasi-shim/state.h"
#include "wasi-shim/variants.h"

#include <fcntl.h>
#include <unistd.h>

namespace wasmelt::wasi {

Errno statPath(Instance *instance, Fd fd, U32 lookup, GuestPtr<const Byte> path, Size path_len,
               Filestat &result) {
  DescriptorUse directory;
  GuestPath name;
  struct stat stat;
  Errno error = stateOf(instance).fds.get(fd, needs::path_filestat_get::fd, directory);
  if (error == Errno::Success && (lookup & ~LookupSymlinkFollow))
    error = Errno::Inval;
  if (error == Errno::Success)
    error = name.load(GuestMemory(instance), path, path_len);
  if (error != Errno::Success)
    return error;
  bool follow = lookup & LookupSymlinkFollow;
  // A name in the directory itself, the most frequent case, needs no resolution unless it is a link
  // to follow.
  if (!name.hasSlash() && strcmp(name.text(), "..")) {
    if (platform::statusAt(directory->host, name.text(), stat, AT_SYMLINK_NOFOLLOW) < 0)
      return lastError();
    if (!follow || !S_ISLNK(stat.st_mode)) {
      result = filestatOf(stat);
      return Errno::Success;
    }
  }
  int file;
  if (Errno failed = openBelow(*directory, name.text(), O_PATH, follow, file);
      failed != Errno::Success)
    return failed;
  error = resultOf(platform::statusOf(file, stat));
  close(file);
  if (error == Errno::Success)
    result = filestatOf(stat);
  return error;
}

namespace calls {
namespace {

Errno path_filestat_get(Instance *instance, Fd fd, U32 lookup, GuestPtr<const Byte> path,
                        Size path_len, GuestPtr<Filestat> stat) {
  Filestat result;
  Errno error = statPath(instance, fd, lookup, path, path_len, result);
  return error == Errno::Success ? GuestMemory(instance).finish(stat, result) : error;
}

Errno path_filestat_set_times(Instance *instance, Fd fd, U32 lookup, GuestPtr<const Byte> path,
                              Size path_len, U64 atim, U64 mtim, U32 fst_flags) {
  DescriptorUse directory;
  GuestPath name;
  timespec times[2];
  Errno error = stateOf(instance).fds.get(fd, needs::path_filestat_set_times::fd, directory);
  if (error == Errno::Success && (lookup & ~LookupSymlinkFollow))
    error = Errno::Inval;
  if (error == Errno::Success)
    error = timesOf(atim, mtim, fst_flags, times);
  if (error == Errno::Success)
    error = name.load(GuestMemory(instance), path, path_len);
  if (error != Errno::Success)
    return error;
  ParentDirectory parent;
  if (!(lookup & LookupSymlinkFollow)) {
    if (error = parent.open(*directory, name); error != Errno::Success)
      return error;
    if (parent.mustBeDirectory())
      if (error = parent.checkIsDirectory(); error != Errno::Success)
        return error;
    return resultOf(utimensat(parent.fd(), parent.name(), times, AT_SYMLINK_NOFOLLOW));
  }
  int file;
  if (error = openBelow(*directory, name.text(), O_PATH, true, file); error != Errno::Success)
    return error;
  error = resultOf(utimensat(AT_FDCWD, platform::DescriptorPath(file).text(), times, 0));
  close(file);
  return error;
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_path_filestat_get ,
#define WASMELT_WASI_HERE_path_filestat_set_times ,
#include "wasi-shim/define_entry_points.h"
