// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// path_open.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/file_stat.h"
#include "wasi-shim/path_resolver.h"
#include "wasi-shim/platform/file_status.h"
#include "wasi-shim/state.h"

#include <fcntl.h>
#include <unistd.h>

namespace wasmelt::wasi {
namespace {

/// Opens a file that is open for reading once more, for changing its size, and takes that in its
/// place. Where that cannot be, it stays as it is, without the right.
void openForResizing(const Descriptor &directory, const char *path, int flags, bool follow,
                     Descriptor &file) {
  struct stat before, now;
  Descriptor other;
  int host;
  if (file.type != Filetype::RegularFile ||
      openBelow(directory, path, flags & ~(O_CREAT | O_EXCL | O_TRUNC), follow, host) !=
          Errno::Success)
    return;
  bool is_same = platform::statusOf(file.host, before) == 0 && platform::statusOf(host, now) == 0 &&
                 before.st_dev == now.st_dev && before.st_ino == now.st_ino &&
                 describeHostFd(host, other) == Errno::Success;
  close(is_same ? file.host : host);
  if (is_same)
    file = other;
}

} // namespace

namespace calls {
namespace {

Errno path_open(Instance *instance, Fd dir_fd, U32 lookup, GuestPtr<const Byte> path, Size path_len,
                U32 oflags, U64 rights, U64 inheriting, U32 fd_flags, GuestPtr<Fd> opened) {
  GuestMemory memory(instance);
  State &state = stateOf(instance);
  DescriptorUse directory;
  Rights needed =
      needs::path_open::dir_fd | (oflags & OflagCreat ? Rights(RightPathCreateFile) : 0);
  if (Errno error = state.fds.get(dir_fd, needed, directory); error != Errno::Success)
    return error;
  if ((oflags & OflagTrunc) && !(directory->rights & RightPathFilestatSetSize) &&
      !directory->may_empty_files)
    return Errno::Notcapable;
  if (!memory.contains(opened))
    return Errno::Fault;
  GuestPath name;
  if (Errno error = name.load(memory, path, path_len); error != Errno::Success)
    return error;
  if (((oflags & OflagCreat) && (oflags & OflagDirectory)) || (oflags & ~OflagAll) ||
      (fd_flags & ~FdflagAll) || (lookup & ~LookupSymlinkFollow))
    return Errno::Inval;

  // Reading and writing decide how the host opens the file, so they have to be had; other rights
  // that the directory does not pass on are just not given, as guests like to ask for all of them.
  bool reads = rights & (RightFdRead | RightFdReaddir);
  bool writes = rights & RightFdWrite;
  if ((writes && !(directory->inheriting & RightFdWrite)) ||
      (reads && !(directory->inheriting & (RightFdRead | RightFdReaddir))))
    return Errno::Notcapable;
  int flags = hostFlagsOf(fd_flags) | O_NOCTTY | (oflags & OflagCreat ? O_CREAT : 0) |
              (oflags & OflagDirectory ? O_DIRECTORY : 0) | (oflags & OflagExcl ? O_EXCL : 0) |
              (oflags & OflagTrunc ? O_TRUNC : 0);
  int host;
  bool follow = lookup & LookupSymlinkFollow;
  if (Errno error =
          openBelow(*directory, name.text(),
                    flags | (writes ? (reads ? O_RDWR : O_WRONLY) : O_RDONLY), follow, host);
      error != Errno::Success)
    return error;

  Descriptor descriptor;
  if (Errno error = describeHostFd(host, descriptor); error != Errno::Success) {
    close(host);
    return error;
  }
  constexpr Rights resizing = RightFdAllocate | RightFdFilestatSetSize;
  if (!writes && (rights & directory->inheriting & resizing))
    openForResizing(*directory, name.text(), flags | (reads ? O_RDWR : O_WRONLY), follow,
                    descriptor);
  descriptor.rights &= rights & directory->inheriting;
  descriptor.inheriting = inheriting & directory->inheriting;
  // To refuse TRUNC would keep nobody from what takes a call more; and Go's os.Root opens
  // directories without PATH_FILESTAT_SET_SIZE, then files in them with TRUNC.
  constexpr Rights emptying = RightFdWrite | RightFdFilestatSetSize | RightPathFilestatSetSize;
  descriptor.may_empty_files = (descriptor.inheriting & emptying) == emptying;
  Fd fd;
  if (Errno error = state.fds.insert(descriptor, fd); error != Errno::Success)
    return error;
  return memory.finish(opened, fd);
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_path_open ,
#include "wasi-shim/define_entry_points.h"
