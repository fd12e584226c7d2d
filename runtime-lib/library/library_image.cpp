// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The system's loader wants a file: bytes become one in memory. It stays open, so that its name
// under /proc belongs to it as long as the library is loaded: the loader takes a name that it has
// seen before for the file that it has loaded already.
#include "runtime-lib/library/library_image.h"

#include "runtime-lib/library/library.h"

#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmelt::embed {

namespace {

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
LibraryImage *images; // guarded by the mutex; only grows

bool startsWith(const void *bytes, size_t size, const char *magic, size_t magic_size) {
  return size >= magic_size && memcmp(bytes, magic, magic_size) == 0;
}

bool looksLikeLibrary(const void *bytes, size_t size, Result &result) {
  if (startsWith(bytes, size, "\0asm", 4))
    return result.fail(Status::Failure, "this is a WebAssembly module, which has to be compiled "
                                        "ahead of time: wasmelt lib.wasm --shared -o lib.so, and "
                                        "load lib.so");
  if (!startsWith(bytes, size, ELFMAG, SELFMAG))
    return result.fail(Status::Failure, "this is no library that wasmelt made: it is no ELF file");
  return true;
}

bool isSame(const LibraryImage &image, const void *bytes, size_t size) {
  if (image.size != size)
    return false;
  void *mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, image.file, 0);
  if (mapped == MAP_FAILED)
    return false;
  bool is_same = memcmp(mapped, bytes, size) == 0;
  munmap(mapped, size);
  return is_same;
}

int fileOf(const void *bytes, size_t size, Result &result) {
  int file = memfd_create("wasmelt-library", MFD_CLOEXEC);
  const char *next = static_cast<const char *>(bytes);
  for (size_t rest = size; file >= 0 && rest;) {
    ssize_t written = write(file, next, rest);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0) {
      close(file);
      file = -1;
      break;
    }
    next += written;
    rest -= static_cast<size_t>(written);
  }
  if (file < 0)
    result.fail(Status::Failure, "the system has no room for a library of %zu KiB: %s", size >> 10,
                strerror(errno));
  return file;
}

// Takes the file over; closes it on failure.
LibraryImage *makeImage(const char *path, int file, size_t size, Result &result) {
  const Library *library = loadLibrary(path, result);
  auto *image = library ? static_cast<LibraryImage *>(malloc(sizeof(LibraryImage))) : nullptr;
  if (!image) {
    if (library)
      result.fail(Status::Failure, "not enough memory");
    close(file);
    return nullptr;
  }
  *image = {library, file, size, nullptr};
  return image;
}

LibraryImage *loadFresh(const void *bytes, size_t size, Result &result) {
  if (!looksLikeLibrary(bytes, size, result))
    return nullptr;
  int file = fileOf(bytes, size, result);
  if (file < 0)
    return nullptr;
  char path[40];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  return makeImage(path, file, size, result);
}

LibraryImage *keep(LibraryImage *image) {
  image->next = images;
  images = image;
  return image;
}

} // namespace

const LibraryImage *loadLibraryImage(const void *bytes, size_t size, Result &result) {
  pthread_mutex_lock(&mutex);
  LibraryImage *image = images;
  while (image && !isSame(*image, bytes, size))
    image = image->next;
  if (!image && (image = loadFresh(bytes, size, result)))
    keep(image);
  pthread_mutex_unlock(&mutex);
  return image;
}

const LibraryImage *openLibraryImage(const char *path, Result &result) {
  const Library *library = loadLibrary(path, result);
  if (!library)
    return nullptr;
  pthread_mutex_lock(&mutex);
  LibraryImage *image = images;
  while (image && image->library != library)
    image = image->next;
  if (!image && (image = static_cast<LibraryImage *>(malloc(sizeof(LibraryImage))))) {
    // The loader may have searched for it, and knows where it was.
    Dl_info found;
    bool is_known = dladdr(&library->descriptor, &found);
    int file = open(is_known ? found.dli_fname : path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    size_t size = file >= 0 && fstat(file, &status) == 0 ? static_cast<size_t>(status.st_size) : 0;
    *image = {library, file, size, nullptr};
    keep(image);
  }
  pthread_mutex_unlock(&mutex);
  if (!image)
    result.fail(Status::Failure, "not enough memory");
  return image;
}

bool readLibraryImage(const LibraryImage &image, void *bytes) {
  char *next = static_cast<char *>(bytes);
  for (size_t rest = image.size; rest;) {
    ssize_t count = pread(image.file, next, rest, static_cast<off_t>(image.size - rest));
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return false;
    next += count;
    rest -= static_cast<size_t>(count);
  }
  return image.size != 0;
}

} // namespace wasmelt::embed
