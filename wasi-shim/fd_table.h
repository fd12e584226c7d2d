// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The guest's file descriptors: which host descriptor each is, and what may be done with it.
#pragma once

#include "wasi-shim/preview1_types.h"

namespace wasmelt::wasi {

struct Descriptor {
  int host = 0;
  bool is_open = false; ///< false: this number is free
  Filetype type = Filetype::Unknown;
  const char *preopen_name = nullptr; ///< the guest's name of a granted directory
  Rights rights = 0;
  Rights inheriting = 0;
  bool is_root = false; ///< the host's whole file system: no path can leave it
};

/// What the host descriptor refers to, with all rights that its type and access mode allow.
Errno describeHostFd(int host, Descriptor &descriptor);

/// Closes a host descriptor. The standard streams' numbers are not given up but point nowhere then,
/// so that what the runtime reports cannot end in a file of the guest's.
void closeHostFd(int host);

/// Maps the guest's numbers to descriptors. Grows; a number that is closed is used again.
class FdTable {
public:
  FdTable() = default;
  FdTable(const FdTable &) = delete;
  FdTable &operator=(const FdTable &) = delete;

  /// Finds an open descriptor that has all rights in `needed`. Badf if it is not open or not open
  /// for this (reading, writing), Notdir for a path operation on what is no directory, Isdir for
  /// reading a directory, otherwise Notcapable.
  Errno get(Fd fd, Rights needed, Descriptor *&out);

  /// Enters a descriptor under the lowest free number. On failure its host descriptor is closed.
  Errno insert(const Descriptor &descriptor, Fd &fd);

  Errno close(Fd fd);

  /// Makes `to` what `from` is, and frees `from`. `to` may be free, if it is a number that has been
  /// in reach: programs put their standard streams aside and back this way, as with dup2.
  Errno renumber(Fd from, Fd to);

  /// Closes everything (tests start over with it).
  void clear();

private:
  Errno grow();

  // All zero at first, so that it takes no space in the executable.
  static constexpr uint32_t initial_capacity = 32;
  Descriptor initial[initial_capacity];
  Descriptor *grown = nullptr; // in place of `initial`
  uint32_t grown_capacity = 0;
  uint32_t lowest_free = 0; // no number below it is free

  Descriptor *entries() { return grown ? grown : initial; }
  uint32_t capacity() const { return grown ? grown_capacity : initial_capacity; }
};

} // namespace wasmelt::wasi
