// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Libraries that are given by their bytes.
#pragma once

#include "runtime-lib/include/wasmelt/embed.h"

namespace wasmelt::embed {

/// A loaded library and the file that it is in, which stays open. Stays loaded.
struct LibraryImage {
  const Library *library;
  int file;
  size_t size;
  LibraryImage *next; ///< in the list of all that came as bytes
};

/// Loads a library by its bytes. The same bytes are loaded once. Null on failure.
const LibraryImage *loadLibraryImage(const void *bytes, size_t size, Result &result);

/// Loads a library by its path, keeping the file open for readLibraryImage. Null on failure.
const LibraryImage *openLibraryImage(const char *path, Result &result);

/// Copies the library's bytes, `image.size` of them. False if the file cannot be read any more.
bool readLibraryImage(const LibraryImage &image, void *bytes);

} // namespace wasmelt::embed
