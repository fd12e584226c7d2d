// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The guest's file descriptors: which host descriptor each is, and what may be done with it.
#pragma once

#include "wasi-shim/preview1_types.h"

namespace wasmelt::wasi {

/// Whether the program may have more than one thread; set before there is a second one, for good.
extern bool has_threads;

struct Descriptor {
  int host = 0;
  bool is_open = false; ///< false: this number is free, or will be when nobody uses it any more
  Filetype type = Filetype::Unknown;
  const char *preopen_name = nullptr; ///< the guest's name of a granted directory
  Rights rights = 0;
  Rights inheriting = 0;
  bool is_root = false; ///< the host's whole file system: no path can leave it
  /// A directory that was opened to pass on all that it takes to empty files, and has kept it.
  bool may_empty_files = false;
  uint32_t users = 0;  ///< calls that are at work with it
  uint64_t serial = 0; ///< which of all descriptors that ever were entered, from 1
};

class FdTable;

/// An open descriptor as a call found it. Until the end of the scope its host descriptor stays open
/// and its own, even if another thread closes the number meanwhile: what the host would open next
/// could otherwise be used with rights that it was not given.
class DescriptorUse {
public:
  DescriptorUse() = default;
  DescriptorUse(const DescriptorUse &) = delete;
  DescriptorUse &operator=(const DescriptorUse &) = delete;
  ~DescriptorUse();
  const Descriptor *operator->() const { return descriptor; }
  const Descriptor &operator*() const { return *descriptor; }

private:
  friend class FdTable;
  Descriptor *descriptor;
  FdTable *table = nullptr;
  Fd number;
};

/// What the host descriptor refers to, with all rights that its type and access mode allow.
Errno describeHostFd(int host, Descriptor &descriptor);

/// Closes a host descriptor. The standard streams' numbers are not given up but point nowhere then,
/// so that what the runtime reports cannot end in a file of the guest's.
void closeHostFd(int host);

/// Maps the guest's numbers to descriptors. Grows; a number that is closed is used again. Threads
/// may call everything but clear() at the same time.
class FdTable {
public:
  FdTable() = default;
  FdTable(const FdTable &) = delete;
  FdTable &operator=(const FdTable &) = delete;

  /// From now on every number is less than `count`; 0: no limit.
  void limit(Fd count) { most = count; }

  /// Finds an open descriptor that has all rights in `needed`. Badf if it is not open or not open
  /// for this (reading, writing), Notdir for a path operation on what is no directory, Isdir for
  /// reading a directory, otherwise Notcapable; `out` then tells only what it is.
  Errno get(Fd fd, Rights needed, DescriptorUse &out);

  /// Takes rights away; Notcapable if some are asked for that it does not have.
  Errno setRights(Fd fd, Rights rights, Rights inheriting);

  /// Enters a descriptor under the lowest free number; Mfile if there is none below the limit. On
  /// failure its host descriptor is closed.
  Errno insert(const Descriptor &descriptor, Fd &fd);

  Errno close(Fd fd);

  /// How often a descriptor was asked for to make, remove or rename entries of a directory.
  uint64_t directoryChanges() const { return directory_changes; }

  /// Makes `to` what `from` is, and frees `from`. `to` has to be open, or one of the standard
  /// streams: programs put those aside and back this way, as with dup2. Busy if another thread is
  /// using one of them.
  Errno renumber(Fd from, Fd to);

  /// Closes everything and frees what it took to keep it.
  void clear();

private:
  friend class DescriptorUse;
  Errno grow();
  bool isBeyondLimit(Fd fd) const { return most && fd >= most; }
  Descriptor &entry(Fd fd);
  Descriptor *find(Fd fd) { return fd < capacity() && entry(fd).is_open ? &entry(fd) : nullptr; }
  void release(DescriptorUse &use);
  void freeNumber(Fd fd);

  // Entries do not move, as other threads may be using them: each chunk has as many as are before
  // it. All zero at first, so that it takes no space in the executable.
  static constexpr uint32_t initial_bits = 5;
  Descriptor initial[1 << initial_bits];
  Descriptor *chunks[32 - initial_bits] = {};
  uint32_t chunk_count = 0;
  uint32_t lowest_free = 0;       // no number below it is free
  Fd most = 0;                    // numbers that may be used; 0: all
  static inline uint64_t entered; // descriptors, in all tables
  uint64_t directory_changes = 0;

  uint32_t capacity() const { return uint32_t(1) << (initial_bits + chunk_count); }
};

} // namespace wasmelt::wasi
