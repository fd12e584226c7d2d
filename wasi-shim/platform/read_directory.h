// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reading of directories from a position, without a C library's buffer in between.
#pragma once

#include "wasi-shim/preview1_types.h"

#include <stddef.h>

namespace wasmelt::wasi::platform {

struct DirectoryEntry {
  uint64_t next; ///< position behind this entry
  uint64_t inode;
  Filetype type;
  const char *name;
  uint32_t name_length;
};

/// Reads a directory's entries in chunks.
class DirectoryReader {
public:
  /// Goes to a position that an entry named as next, or 0 for the start.
  Errno seek(int host, uint64_t position);
  /// The next entry; `found` is false at the end. It stays the next one until it is taken.
  Errno next(int host, DirectoryEntry &entry, bool &found);
  void take() { at += length; }

private:
  size_t at = 0, end = 0;
  size_t length = 0;             // of the next entry, as the host has it
  alignas(8) char buffer[32768]; // as C libraries have: each chunk costs the host a search
};

} // namespace wasmelt::wasi::platform
