// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Images of memories on Linux. The file is an anonymous one, not the library's own, so that nobody
// who replaces or shortens that changes what instances begin with.
#include "runtime-lib/platform/image_file.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

namespace wasmelt::runtime {

int createImageFile(uint64_t size) {
  int file = memfd_create("wasmelt", MFD_CLOEXEC);
  if (file >= 0 && ftruncate(file, static_cast<off_t>(size)) != 0) {
    close(file);
    return -1;
  }
  return file;
}

bool writeImageFile(int file, uint64_t offset, const void *bytes, uint64_t size) {
  const char *next = static_cast<const char *>(bytes);
  while (size) {
    ssize_t written = pwrite(file, next, size, static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return false;
    next += written;
    offset += static_cast<uint64_t>(written);
    size -= static_cast<uint64_t>(written);
  }
  return true;
}

void closeImageFile(int file) { close(file); }

bool mapImageFile(void *to, int file, uint64_t offset, uint64_t size) {
  return mmap(to, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, file,
              static_cast<off_t>(offset)) != MAP_FAILED;
}

void resetPages(void *address, uint64_t size) {
  if (size)
    madvise(address, size, MADV_DONTNEED);
}

bool blankPages(void *address, uint64_t size) {
  return size == 0 ||
         mmap(address, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1,
              0) != MAP_FAILED;
}

} // namespace wasmelt::runtime
