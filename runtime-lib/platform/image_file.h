// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pages that many memories begin with, each with a copy of its own of those that it writes to;
// implemented in image_file_<os>.cpp.
#pragma once

#include <stdint.h>

namespace wasmelt::runtime {

/// Makes a file in memory of so many bytes, all zero. -1: the system refuses.
int createImageFile(uint64_t size);
/// False: the system refuses.
bool writeImageFile(int file, uint64_t offset, const void *bytes, uint64_t size);
void closeImageFile(int file);

/// Replaces whole pages at `to` by private ones with the file's contents. False: the system
/// refuses.
bool mapImageFile(void *to, int file, uint64_t offset, uint64_t size);

/// Makes accessible pages what they were at first: zero, or as the file has them.
void resetPages(void *address, uint64_t size);

/// Replaces pages, whatever they are, by inaccessible address space.
bool blankPages(void *address, uint64_t size);

} // namespace wasmelt::runtime
