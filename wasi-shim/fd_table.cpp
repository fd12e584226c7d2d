// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of descriptors, and the rights that come with the types of files.
#include "wasi-shim/fd_table.h"
#include "wasi-shim/platform/file_status.h"
#include "wasi-shim/platform/open_flags.h"

#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmelt::wasi {

bool has_threads;

namespace {

/// Held while the table is looked at or changed. Nothing to a program of one thread. It is held for
/// a few instructions, or for closing a file, so that whoever finds it held need not sleep.
class TableLock {
public:
  TableLock() {
    if (has_threads)
      while (__atomic_exchange_n(&held, true, __ATOMIC_ACQUIRE))
        ::sched_yield();
  }
  ~TableLock() {
    if (has_threads)
      __atomic_store_n(&held, false, __ATOMIC_RELEASE);
  }
  TableLock(const TableLock &) = delete;
  TableLock &operator=(const TableLock &) = delete;

private:
  static inline bool held; // executables have one table, and hosts' are seldom held
};

constexpr Rights path_rights =
    RightPathCreateDirectory | RightPathCreateFile | RightPathLinkSource | RightPathLinkTarget |
    RightPathOpen | RightPathReadlink | RightPathRenameSource | RightPathRenameTarget |
    RightPathFilestatGet | RightPathFilestatSetSize | RightPathFilestatSetTimes | RightPathSymlink |
    RightPathRemoveDirectory | RightPathUnlinkFile;
constexpr Rights entry_changing_rights =
    RightPathCreateDirectory | RightPathCreateFile | RightPathLinkTarget | RightPathRenameSource |
    RightPathRenameTarget | RightPathSymlink | RightPathRemoveDirectory | RightPathUnlinkFile;
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
  if (flags < 0 || platform::statusOf(host, stat) < 0)
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
  // Not open(), which is more system calls than a program that confines itself may do.
  int nowhere = openat(AT_FDCWD, "/dev/null", O_RDWR | O_CLOEXEC);
  if (nowhere >= 0) {
    dup2(nowhere, host);
    close(nowhere);
  }
}

DescriptorUse::~DescriptorUse() {
  if (table)
    table->release(*this);
}

Descriptor &FdTable::entry(Fd fd) {
  unsigned bits = 31 - unsigned(__builtin_clz(fd | 1));
  if (bits < initial_bits)
    return initial[fd];
  return chunks[bits - initial_bits][fd - (Fd(1) << bits)];
}

Errno FdTable::get(Fd fd, Rights needed, DescriptorUse &out) {
  TableLock lock;
  Descriptor *found = find(fd);
  if (!found)
    return Errno::Badf;
  out.descriptor = found;
  directory_changes += (needed & entry_changing_rights) != 0;
  Rights missing = needed & ~found->rights;
  if (!missing) {
    ++found->users;
    out.table = this;
    out.number = fd;
    return Errno::Success;
  }
  bool directory = found->type == Filetype::Directory;
  if ((missing & (path_rights | RightFdReaddir)) && !directory)
    return Errno::Notdir;
  if (missing & (RightFdRead | RightFdWrite))
    return directory ? Errno::Isdir : Errno::Badf;
  return Errno::Notcapable;
}

void FdTable::release(DescriptorUse &use) {
  TableLock lock;
  if (--use.descriptor->users == 0 && !use.descriptor->is_open) { // closed meanwhile
    closeHostFd(use.descriptor->host);
    freeNumber(use.number);
  }
}

void FdTable::freeNumber(Fd fd) {
  entry(fd) = Descriptor();
  if (fd < lowest_free)
    lowest_free = fd;
}

Errno FdTable::setRights(Fd fd, Rights rights, Rights inheriting) {
  TableLock lock;
  Descriptor *descriptor = find(fd);
  if (!descriptor)
    return Errno::Badf;
  if ((rights & ~descriptor->rights) || (inheriting & ~descriptor->inheriting))
    return Errno::Notcapable;
  descriptor->rights = rights;
  descriptor->inheriting = inheriting;
  descriptor->may_empty_files = false; // which is not told, and so is given up
  return Errno::Success;
}

Errno FdTable::grow() {
  if (chunk_count == sizeof(chunks) / sizeof(*chunks) - 1)
    return Errno::Nfile;
  void *chunk = mmap(nullptr, capacity() * sizeof(Descriptor), PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (chunk == MAP_FAILED)
    return Errno::Nomem;
  chunks[chunk_count++] = static_cast<Descriptor *>(chunk); // zero, and so not open
  return Errno::Success;
}

Errno FdTable::insert(const Descriptor &descriptor, Fd &fd) {
  TableLock lock;
  while (lowest_free < capacity() && (entry(lowest_free).is_open || entry(lowest_free).users))
    ++lowest_free;
  Errno error = isBeyondLimit(lowest_free)  ? Errno::Mfile
                : lowest_free == capacity() ? grow()
                                            : Errno::Success;
  if (error != Errno::Success) {
    closeHostFd(descriptor.host);
    return error;
  }
  fd = lowest_free++;
  entry(fd) = descriptor;
  entry(fd).serial = ++entered;
  return Errno::Success;
}

Errno FdTable::close(Fd fd) {
  TableLock lock;
  Descriptor *descriptor = find(fd);
  if (!descriptor)
    return Errno::Badf;
  if (descriptor->users) {
    descriptor->is_open = false; // the last user closes it
    return Errno::Success;
  }
  closeHostFd(descriptor->host);
  freeNumber(fd);
  return Errno::Success;
}

Errno FdTable::renumber(Fd from, Fd to) {
  TableLock lock;
  Descriptor *source = find(from);
  Descriptor *target = find(to);
  if (!target && to <= STDERR_FILENO)
    target = &entry(to);
  if (!source || !target)
    return Errno::Badf;
  if (source == target)
    return Errno::Success;
  if (source->users || target->users)
    return Errno::Busy;
  if (target->is_open)
    closeHostFd(target->host);
  *target = *source;
  freeNumber(from);
  return Errno::Success;
}

void FdTable::clear() {
  for (Fd fd = 0; fd < capacity(); ++fd)
    if (entry(fd).host > STDERR_FILENO)
      close(fd);
    else
      entry(fd) = Descriptor();
  for (; chunk_count; --chunk_count)
    munmap(chunks[chunk_count - 1], capacity() / 2 * sizeof(Descriptor));
  lowest_free = 0;
}

} // namespace wasmelt::wasi
