// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// path_create_directory, path_link, path_rename ...: calls on directory entries.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/path_resolver.h"
#include "wasi-shim/platform/descriptor_path.h"
#include "wasi-shim/platform/file_status.h"
#include "wasi-shim/state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmelt::wasi {
namespace {

/// A path argument on its way to a directory and a name in it.
struct Entry {
  GuestPath path;
  DescriptorUse directory; // which `parent` may be
  ParentDirectory parent;

  Errno find(Instance *instance, const GuestMemory &memory, Fd fd, Rights needed,
             GuestPtr<const Byte> guest_path, Size length) {
    Errno error = stateOf(instance).fds.get(fd, needed, directory);
    if (error == Errno::Success)
      error = path.load(memory, guest_path, length);
    return error == Errno::Success ? parent.open(*directory, path) : error;
  }

  /// For a name with a slash behind it where no directory can come into being.
  Errno refuseNew() const {
    struct stat stat;
    if (platform::statusAt(parent.fd(), parent.name(), stat, AT_SYMLINK_NOFOLLOW) < 0)
      return Errno::Noent;
    return S_ISREG(stat.st_mode) ? Errno::Notdir : Errno::Exist;
  }
};

} // namespace

namespace calls {
namespace {

Errno path_create_directory(Instance *instance, Fd fd, GuestPtr<const Byte> path, Size path_len) {
  Entry entry;
  if (Errno error = entry.find(instance, GuestMemory(instance), fd,
                               needs::path_create_directory::fd, path, path_len);
      error != Errno::Success)
    return error;
  return resultOf(mkdirat(entry.parent.fd(), entry.parent.name(), 0777));
}

Errno path_remove_directory(Instance *instance, Fd fd, GuestPtr<const Byte> path, Size path_len) {
  Entry entry;
  if (Errno error = entry.find(instance, GuestMemory(instance), fd,
                               needs::path_remove_directory::fd, path, path_len);
      error != Errno::Success)
    return error;
  return resultOf(unlinkat(entry.parent.fd(), entry.parent.name(), AT_REMOVEDIR));
}

Errno path_unlink_file(Instance *instance, Fd fd, GuestPtr<const Byte> path, Size path_len) {
  Entry entry;
  if (Errno error = entry.find(instance, GuestMemory(instance), fd, needs::path_unlink_file::fd,
                               path, path_len);
      error != Errno::Success)
    return error;
  if (entry.parent.mustBeDirectory()) {
    Errno error = entry.parent.checkIsDirectory();
    return error == Errno::Success ? Errno::Isdir : error;
  }
  return resultOf(unlinkat(entry.parent.fd(), entry.parent.name(), 0));
}

Errno path_rename(Instance *instance, Fd old_fd, GuestPtr<const Byte> old_path, Size old_path_len,
                  Fd new_fd, GuestPtr<const Byte> new_path, Size new_path_len) {
  GuestMemory memory(instance);
  Entry from, to;
  Errno error =
      from.find(instance, memory, old_fd, needs::path_rename::old_fd, old_path, old_path_len);
  if (error == Errno::Success)
    error = to.find(instance, memory, new_fd, needs::path_rename::new_fd, new_path, new_path_len);
  if (error == Errno::Success && (from.parent.mustBeDirectory() || to.parent.mustBeDirectory()))
    error = from.parent.checkIsDirectory();
  if (error != Errno::Success)
    return error;
  return resultOf(renameat(from.parent.fd(), from.parent.name(), to.parent.fd(), to.parent.name()));
}

Errno path_link(Instance *instance, Fd old_fd, U32 old_lookup, GuestPtr<const Byte> old_path,
                Size old_path_len, Fd new_fd, GuestPtr<const Byte> new_path, Size new_path_len) {
  GuestMemory memory(instance);
  Entry to;
  if (old_lookup & ~LookupSymlinkFollow)
    return Errno::Inval;
  Errno error = to.find(instance, memory, new_fd, needs::path_link::new_fd, new_path, new_path_len);
  if (error == Errno::Success && to.parent.mustBeDirectory())
    error = to.refuseNew();
  if (error != Errno::Success)
    return error;

  if (!(old_lookup & LookupSymlinkFollow)) {
    Entry from;
    error = from.find(instance, memory, old_fd, needs::path_link::old_fd, old_path, old_path_len);
    if (error == Errno::Success && from.parent.mustBeDirectory())
      error = from.parent.checkIsDirectory();
    if (error != Errno::Success)
      return error;
    return resultOf(
        linkat(from.parent.fd(), from.parent.name(), to.parent.fd(), to.parent.name(), 0));
  }
  DescriptorUse directory;
  GuestPath path;
  int source;
  error = stateOf(instance).fds.get(old_fd, needs::path_link::old_fd, directory);
  if (error == Errno::Success)
    error = path.load(memory, old_path, old_path_len);
  if (error == Errno::Success)
    error = openBelow(*directory, path.text(), O_PATH, true, source);
  if (error != Errno::Success)
    return error;
  error = resultOf(linkat(AT_FDCWD, platform::DescriptorPath(source).text(), to.parent.fd(),
                          to.parent.name(), AT_SYMLINK_FOLLOW));
  close(source);
  return error;
}

Errno path_symlink(Instance *instance, GuestPtr<const Byte> target, Size target_len, Fd fd,
                   GuestPtr<const Byte> path, Size path_len) {
  GuestMemory memory(instance);
  Entry entry;
  if (Errno error = entry.find(instance, memory, fd, needs::path_symlink::fd, path, path_len);
      error != Errno::Success)
    return error;
  if (entry.parent.mustBeDirectory())
    return entry.refuseNew();
  GuestPath contents;
  if (Errno error = contents.load(memory, target, target_len); error != Errno::Success)
    return error;
  // The guest could not follow it, but somebody else might be led out of the directory.
  if (contents.text()[0] == '/')
    return Errno::Notcapable;
  return resultOf(symlinkat(contents.text(), entry.parent.fd(), entry.parent.name()));
}

Errno path_readlink(Instance *instance, Fd fd, GuestPtr<const Byte> path, Size path_len,
                    GuestPtr<Byte> buf, Size buf_len, GuestPtr<Size> used) {
  GuestMemory memory(instance);
  Entry entry;
  uint8_t *buffer;
  if (Errno error = entry.find(instance, memory, fd, needs::path_readlink::fd, path, path_len);
      error != Errno::Success)
    return error;
  if (!memory.range(buf, buf_len, buffer) || !memory.contains(used))
    return Errno::Fault;
  if (entry.parent.mustBeDirectory()) { // and so is no link
    Errno error = entry.parent.checkIsDirectory();
    return error == Errno::Success ? Errno::Inval : error;
  }
  char none; // the host does not take an empty buffer
  ssize_t length =
      readlinkat(entry.parent.fd(), entry.parent.name(),
                 buf_len ? reinterpret_cast<char *>(buffer) : &none, buf_len ? buf_len : 1);
  return length < 0 ? lastError() : memory.finish(used, buf_len ? Size(length) : 0);
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_path_create_directory ,
#define WASMELT_WASI_HERE_path_remove_directory ,
#define WASMELT_WASI_HERE_path_unlink_file ,
#define WASMELT_WASI_HERE_path_rename ,
#define WASMELT_WASI_HERE_path_link ,
#define WASMELT_WASI_HERE_path_symlink ,
#define WASMELT_WASI_HERE_path_readlink ,
#include "wasi-shim/define_entry_points.h"
