// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// File attributes, from the host's form to WASI's and back.
#include "wasi-shim/file_stat.h"
#include "wasi-shim/clocks.h"

#include <fcntl.h>

namespace wasmelt::wasi {

Filestat filestatOf(const struct stat &stat, Filetype socket_type) {
  Filestat result = {};
  result.dev = stat.st_dev;
  result.ino = stat.st_ino;
  switch (stat.st_mode & S_IFMT) {
  case S_IFDIR:
    result.filetype = Filetype::Directory;
    break;
  case S_IFREG:
    result.filetype = Filetype::RegularFile;
    break;
  case S_IFLNK:
    result.filetype = Filetype::SymbolicLink;
    break;
  case S_IFCHR:
    result.filetype = Filetype::CharacterDevice;
    break;
  case S_IFBLK:
    result.filetype = Filetype::BlockDevice;
    break;
  case S_IFSOCK:
    result.filetype = socket_type;
    break;
  default:
    result.filetype = Filetype::Unknown;
  }
  result.nlink = stat.st_nlink;
  result.size = uint64_t(stat.st_size);
  result.atim = timestampOf(stat.st_atim);
  result.mtim = timestampOf(stat.st_mtim);
  result.ctim = timestampOf(stat.st_ctim);
  return result;
}

Errno timesOf(Timestamp atim, Timestamp mtim, uint32_t fst_flags, timespec (&times)[2]) {
  if ((fst_flags & ~FstAll) || (fst_flags & FstAtim && fst_flags & FstAtimNow) ||
      (fst_flags & FstMtim && fst_flags & FstMtimNow))
    return Errno::Inval;
  times[0] = timespecOf(atim);
  times[1] = timespecOf(mtim);
  if (!(fst_flags & FstAtim))
    times[0].tv_nsec = fst_flags & FstAtimNow ? UTIME_NOW : UTIME_OMIT;
  if (!(fst_flags & FstMtim))
    times[1].tv_nsec = fst_flags & FstMtimNow ? UTIME_NOW : UTIME_OMIT;
  return Errno::Success;
}

int hostFlagsOf(uint32_t fd_flags) {
  return (fd_flags & FdflagAppend ? O_APPEND : 0) | (fd_flags & FdflagNonblock ? O_NONBLOCK : 0) |
         (fd_flags & FdflagDsync ? O_DSYNC : 0) | (fd_flags & FdflagSync ? O_SYNC : 0) |
         (fd_flags & FdflagRsync ? O_RSYNC : 0);
}

uint32_t fdFlagsOf(int host_flags) {
  uint32_t flags = 0;
  if (host_flags & O_APPEND)
    flags |= FdflagAppend;
  if (host_flags & O_NONBLOCK)
    flags |= FdflagNonblock;
  // The host's O_SYNC includes O_DSYNC.
  if ((host_flags & O_SYNC) == O_SYNC)
    flags |= FdflagSync;
  else if (host_flags & O_DSYNC)
    flags |= FdflagDsync;
  return flags;
}

} // namespace wasmelt::wasi
