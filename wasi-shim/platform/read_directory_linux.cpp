// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reading of directories with getdents64.
#include "wasi-shim/platform/file_status.h"
#include "wasi-shim/platform/read_directory.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace wasmelt::wasi::platform {
namespace {

/// As the kernel writes it; the name follows.
struct KernelEntry {
  uint64_t inode;
  int64_t next;
  uint16_t length;
  uint8_t type;
};
constexpr size_t name_offset = 19;

Filetype typeOfMode(mode_t mode) {
  switch (mode & S_IFMT) {
  case S_IFDIR:
    return Filetype::Directory;
  case S_IFREG:
    return Filetype::RegularFile;
  case S_IFLNK:
    return Filetype::SymbolicLink;
  case S_IFCHR:
    return Filetype::CharacterDevice;
  case S_IFBLK:
    return Filetype::BlockDevice;
  case S_IFSOCK:
    return Filetype::SocketStream;
  default:
    return Filetype::Unknown;
  }
}

Filetype typeOfEntry(int dir, uint8_t type, const char *name) {
  struct stat stat;
  if (type != DT_UNKNOWN)
    return typeOfMode(DTTOIF(type));
  // Some file systems do not say.
  return statusAt(dir, name, stat, AT_SYMLINK_NOFOLLOW) < 0 ? Filetype::Unknown
                                                            : typeOfMode(stat.st_mode);
}

} // namespace

Errno DirectoryReader::seek(int host, uint64_t position) {
  if (position > INT64_MAX)
    return Errno::Inval;
  at = end = length = 0;
  return resultOf(lseek(host, off_t(position), SEEK_SET));
}

Errno DirectoryReader::next(int host, DirectoryEntry &entry, bool &found) {
  if (at == end) {
    long filled = syscall(SYS_getdents64, host, buffer, sizeof(buffer));
    if (filled < 0)
      return lastError();
    at = length = 0;
    end = size_t(filled);
  }
  found = at < end;
  if (!found)
    return Errno::Success;
  KernelEntry kernel;
  memcpy(&kernel, buffer + at, name_offset);
  entry.name = buffer + at + name_offset;
  entry.name_length = uint32_t(strlen(entry.name));
  entry.next = uint64_t(kernel.next);
  entry.inode = kernel.inode;
  entry.type = typeOfEntry(host, kernel.type, entry.name);
  length = kernel.length;
  return Errno::Success;
}

} // namespace wasmelt::wasi::platform
