// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Resolution of guest paths below a directory. Nothing here ever leaves that directory: not by
// `..`, not by an absolute path, not through a symbolic link (absolute or relative), and not when
// somebody exchanges a component meanwhile. Every attempt is Errno::Notcapable. Only below the root
// of the host's file system, which cannot be left, absolute links are followed.
#pragma once

#include "wasi-shim/fd_table.h"
#include "wasi-shim/guest_memory.h"

namespace wasmelt::wasi {

/// A copy of a guest's path as a C string. Not empty, without NUL inside.
class GuestPath {
public:
  Errno load(const GuestMemory &memory, GuestPtr<const Byte> path, Size length);
  char *text() { return buffer; }
  bool hasSlash() const;

private:
  static constexpr Size max_length = 4095;
  char buffer[max_length + 1];
};

/// Opens `path` below the directory `dir`, with the host's open flags; O_CLOEXEC is added. The
/// last component may be a symbolic link only if `follow`.
Errno openBelow(const Descriptor &dir, const char *path, int flags, bool follow, int &opened);

/// The directory that holds a path's last component, for calls that act on directory entries.
class ParentDirectory {
public:
  ParentDirectory() = default;
  ParentDirectory(const ParentDirectory &) = delete;
  ParentDirectory &operator=(const ParentDirectory &) = delete;
  ~ParentDirectory();

  /// Splits `path` (and changes it).
  Errno open(const Descriptor &dir, GuestPath &path);

  int fd() const { return host; }
  /// Never contains a slash, never is "..": at most "." for a path that ends in one of the two.
  const char *name() const { return last; }
  /// The path ended in a slash, so that the entry has to be a directory.
  bool mustBeDirectory() const { return trailing_slash; }
  /// Success if the entry is a directory and not a link to one; Notdir, or why it cannot be seen.
  Errno checkIsDirectory() const;

private:
  int host = -1;
  bool owned = false;
  bool trailing_slash = false;
  const char *last = nullptr;
};

} // namespace wasmelt::wasi
