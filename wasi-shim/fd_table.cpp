// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of descriptors, and the rights that come with the types of files.
#include "wasi-shim/fd_table.h"
#include "wasi-shim/platform/open_flags.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmelt::wasi {
namespace {

constexpr Rights path_rights =
    RightPathCreateDirectory | RightPathCreateFile | RightPathLinkSource | RightPathLinkTarget |
    RightPathOpen | RightPathReadlink | RightPathRenameSource | RightPathRenameTarget |
    RightPathFilestatGet | RightPathFilestatSetSize | RightPathFilestatSetTimes | RightPathSymlink |
    RightPathRemoveDirectory | RightPathUnlinkFile;
constexpr Rights common_rights = RightFdFdstatSetFlags | RightFdSync | RightFdDatasync |
                                 RightFdFilestatGet | RightFdFilestatSetTimes |
                                 RightPollFdReadwrite;

Filetype socketType(int host) {
  int type = 0;
  socklen_t length = sizeof(type);
  getsockopt(host, SOL_SOCKET, SO_TYPE, &type, &length);
  return type == SOCK_STREAM || type == SOCK_SEQPACKET ? Filetype::SocketStream
                                                       : Filetype::SocketDgram;
}

} // namespace

Rights rightsOfType(Filetype type) {
  switch (type) {
  case Filetype::Directory:
    return common_rights | path_rights | RightFdReaddir | RightFdAdvise;
  case Filetype::CharacterDevice:
    // Without seek and tell: this is how the guest's C library knows a terminal.
    return common_rights | RightFdRead | RightFdWrite;
  case Filetype::SocketStream:
  case Filetype::SocketDgram:
    return common_rights | RightFdRead | RightFdWrite | RightSockShutdown | RightSockAccept;
  default:
    return common_rights | RightFdRead | RightFdWrite | RightFdSeek | RightFdTell | RightFdAdvise |
           RightFdAllocate | RightFdFilestatSetSize;
  }
}

Errno describeHostFd(int host, Descriptor &descriptor) {
  struct stat stat;
  int flags = platform::openFlagsOf(host);
  if (flags < 0 || fstat(host, &stat) < 0)
    return lastError();
  descriptor.host = host;
  descriptor.is_open = true;
  switch (stat.st_mode & S_IFMT) {
  case S_IFDIR:
    descriptor.type = Filetype::Directory;
    break;
  case S_IFREG:
    descriptor.type = Filetype::RegularFile;
    break;
  case S_IFCHR:
    descriptor.type = Filetype::CharacterDevice;
    break;
  case S_IFBLK:
    descriptor.type = Filetype::BlockDevice;
    break;
  case S_IFSOCK:
    descriptor.type = socketType(host);
    break;
  default: // pipes: WASI has no number for them
    descriptor.type = Filetype::Unknown;
  }
  descriptor.rights = rightsOfType(descriptor.type);
  // /dev/null and the like have a position and so are no terminals.
  if (descriptor.type == Filetype::CharacterDevice && lseek(host, 0, SEEK_CUR) >= 0)
    descriptor.rights |= RightFdSeek | RightFdTell;
  if ((flags & O_ACCMODE) == O_RDONLY && descriptor.type != Filetype::Directory)
    descriptor.rights &= ~(RightFdWrite | RightFdAllocate | RightFdFilestatSetSize);
  if ((flags & O_ACCMODE) == O_WRONLY)
    descriptor.rights &= ~RightFdRead;
  descriptor.inheriting = descriptor.type == Filetype::Directory ? Rights(RightsAll) : 0;
  return Errno::Success;
}

void closeHostFd(int host) {
  if (host > STDERR_FILENO) {
    close(host);
    return;
  }
  int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nowhere >= 0) {
    dup2(nowhere, host);
    close(nowhere);
  }
}

Errno FdTable::get(Fd fd, Rights needed, Descriptor *&out) {
  if (fd >= capacity() || !entries()[fd].is_open)
    return Errno::Badf;
  out = &entries()[fd];
  Rights missing = needed & ~out->rights;
  if (!missing)
    return Errno::Success;
  bool directory = out->type == Filetype::Directory;
  if ((missing & (path_rights | RightFdReaddir)) && !directory)
    return Errno::Notdir;
  if (missing & (RightFdRead | RightFdWrite))
    return directory ? Errno::Isdir : Errno::Badf;
  return Errno::Notcapable;
}

Errno FdTable::grow() {
  size_t old_size = capacity() * sizeof(Descriptor);
  void *bigger =
      mmap(nullptr, 2 * old_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (bigger == MAP_FAILED)
    return Errno::Nomem;
  memcpy(bigger, entries(), old_size);
  uint32_t new_capacity = 2 * capacity();
  if (grown)
    munmap(grown, old_size);
  grown = static_cast<Descriptor *>(bigger); // what is new is zero, and so is not open
  grown_capacity = new_capacity;
  return Errno::Success;
}

Errno FdTable::insert(const Descriptor &descriptor, Fd &fd) {
  while (lowest_free < capacity() && entries()[lowest_free].is_open)
    ++lowest_free;
  if (lowest_free == capacity())
    if (Errno error = grow(); error != Errno::Success) {
      closeHostFd(descriptor.host);
      return error;
    }
  fd = lowest_free++;
  entries()[fd] = descriptor;
  return Errno::Success;
}

Errno FdTable::close(Fd fd) {
  Descriptor *descriptor;
  if (Errno error = get(fd, 0, descriptor); error != Errno::Success)
    return error;
  closeHostFd(descriptor->host);
  *descriptor = Descriptor();
  if (fd < lowest_free)
    lowest_free = fd;
  return Errno::Success;
}

Errno FdTable::renumber(Fd from, Fd to) {
  Descriptor *source;
  if (Errno error = get(from, 0, source); error != Errno::Success)
    return error;
  if (to >= capacity())
    return Errno::Badf;
  Descriptor *target = &entries()[to];
  if (source == target)
    return Errno::Success;
  if (target->is_open)
    closeHostFd(target->host);
  *target = *source;
  *source = Descriptor();
  if (from < lowest_free)
    lowest_free = from;
  return Errno::Success;
}

void FdTable::clear() {
  for (Fd fd = 0; fd < capacity(); ++fd)
    if (entries()[fd].host > STDERR_FILENO)
      close(fd);
    else
      entries()[fd] = Descriptor();
  lowest_free = 0;
}

} // namespace wasmelt::wasi
