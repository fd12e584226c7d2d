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
  explicit DirectoryReader(int host) : host(host) {}
  /// Goes to a position that an entry named as next, or 0 for the start.
  Errno seek(uint64_t position);
  /// The next entry; `found` is false at the end. `wanted` bytes is what the caller will use, a
  /// hint.
  Errno next(DirectoryEntry &entry, bool &found, size_t wanted);

private:
  int host;
  size_t at = 0, end = 0;
  alignas(8) char buffer[8192];
};

} // namespace wasmelt::wasi::platform
