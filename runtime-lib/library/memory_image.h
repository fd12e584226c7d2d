// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a library's memories begin with: made once, shared by all instances until they write to it.
#pragma once

#include "runtime-lib/library/space_pool.h"

namespace wasmelt::embed {

class Library;

/// The initial contents of one memory of a library.
class MemoryImage {
public:
  bool isEmpty() const { return row_count_ == 0; }
  /// Gives accessible pages at `base`, all zero, these contents. False: the system refuses.
  bool putInto(char *base) const;
  /// Whether pages that are reset have these contents again.
  bool isMapped() const { return file_ >= 0; }

  // The pool's: spaces that nobody uses and that have this image mapped, and the next image of
  // which there were any.
  Space *idle = nullptr;
  MemoryImage *next = nullptr;
  bool is_listed = false;

private:
  friend bool makeImages(Library &library);
  uint64_t putInFile(uint64_t file_offset);

  const ImageRow *rows_ = nullptr;
  uint32_t row_count_ = 0;
  int file_ = -1;
  uint64_t file_offset_ = 0; ///< of the first row's pages; those of the others follow
};

/// Makes the images of a library that is being loaded. False: not enough memory.
bool makeImages(Library &library);

} // namespace wasmelt::embed
