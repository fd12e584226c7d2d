// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "wasi-shim/granted_directory.h"
#include "wasi-shim/platform/file_status.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmelt::wasi {

namespace {

bool isRoot(int fd) {
  struct stat root, directory;
  return platform::statusAt(AT_FDCWD, "/", root, 0) == 0 &&
         platform::statusOf(fd, directory) == 0 && root.st_dev == directory.st_dev &&
         root.st_ino == directory.st_ino;
}

} // namespace

bool openGrantedDirectory(const char *host, const char *guest, bool read_only,
                          Descriptor &directory) {
  int fd = retry([&] { return open(host, O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
  if (fd < 0 && errno == EACCES) // perhaps it may be passed through, if not listed
    fd = open(host, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return false;
  if (describeHostFd(fd, directory) != Errno::Success) {
    int error = errno;
    close(fd);
    errno = error;
    return false;
  }
  directory.preopen_name = guest;
  directory.is_root = isRoot(fd);
  if (read_only) {
    directory.rights &= ~RightsModifying;
    directory.inheriting &= ~RightsModifying;
  }
  return true;
}

} // namespace wasmelt::wasi
