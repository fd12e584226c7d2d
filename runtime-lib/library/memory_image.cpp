// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Images are mapped from a file in memory, copy on write. Where the system has no such files, they
// are copied into each memory.
#include "runtime-lib/library/memory_image.h"

#include "runtime-lib/library/library.h"
#include "runtime-lib/library/new.h"
#include "runtime-lib/platform/image_file.h"
#include "runtime-lib/platform/virtual_memory.h"

#include <stdlib.h>
#include <string.h>

namespace wasmelt::embed {

namespace {

/// Whole pages that some rows, which follow one another, are in.
struct Piece {
  uint64_t start, end;
  uint32_t next_row;
};

uint64_t pageStart(uint64_t address) { return address & ~uint64_t(runtime::pageSize() - 1); }

Piece pieceFrom(const ImageRow *rows, uint32_t first, uint32_t count) {
  Piece piece = {pageStart(rows[first].offset), 0, first};
  do {
    const ImageRow &row = rows[piece.next_row++];
    piece.end = pageStart(row.offset + row.size + runtime::pageSize() - 1);
  } while (piece.next_row != count && pageStart(rows[piece.next_row].offset) <= piece.end);
  return piece;
}

} // namespace

bool MemoryImage::putInto(char *base) const {
  uint64_t file_offset = file_offset_;
  for (uint32_t i = 0; i != row_count_;) {
    Piece piece = pieceFrom(rows_, i, row_count_);
    if (!isMapped()) {
      for (; i != piece.next_row; ++i)
        memcpy(base + rows_[i].offset, rows_[i].bytes, rows_[i].size);
      continue;
    }
    uint64_t size = piece.end - piece.start;
    if (!runtime::mapImageFile(base + piece.start, file_, file_offset, size))
      return false;
    file_offset += size;
    i = piece.next_row;
  }
  return true;
}

// Writes the rows to the file, or (without one) only says where they would end.
uint64_t MemoryImage::putInFile(uint64_t file_offset) {
  file_offset_ = file_offset;
  for (uint32_t i = 0; i != row_count_;) {
    Piece piece = pieceFrom(rows_, i, row_count_);
    for (; i != piece.next_row; ++i)
      if (file_ >= 0 &&
          !runtime::writeImageFile(file_, file_offset + (rows_[i].offset - piece.start),
                                   rows_[i].bytes, rows_[i].size)) {
        runtime::closeImageFile(file_);
        file_ = -1;
      }
    file_offset += piece.end - piece.start;
  }
  return file_offset;
}

MemoryImage *Library::imageOf(uint32_t memory) const {
  return images && !images[memory].isEmpty() ? &images[memory] : nullptr;
}

bool makeImages(Library &library) {
  const LibraryDescriptor &descriptor = library.descriptor;
  if (descriptor.image_count == 0)
    return true;
  auto *images = static_cast<MemoryImage *>(calloc(descriptor.memory_count, sizeof(MemoryImage)));
  if (!images)
    return false;
  for (uint32_t i = 0; i != descriptor.memory_count; ++i)
    new (&images[i]) MemoryImage;
  // Rows are ordered by memory and offset.
  const ImageRow *rows = library.rows<ImageRow>(descriptor.images);
  for (uint32_t i = 0; i != descriptor.image_count; ++i) {
    MemoryImage &image = images[rows[i].memory];
    if (image.row_count_++ == 0)
      image.rows_ = &rows[i];
  }
  uint64_t size = 0;
  for (uint32_t i = 0; i != descriptor.memory_count; ++i)
    size = images[i].putInFile(size);
  if (int file = runtime::createImageFile(size); file >= 0)
    for (uint32_t i = 0; i != descriptor.memory_count && file >= 0; ++i) {
      images[i].file_ = file;
      images[i].putInFile(images[i].file_offset_);
      file = images[i].file_;
    }
  library.images = images;
  return true;
}

} // namespace wasmelt::embed
