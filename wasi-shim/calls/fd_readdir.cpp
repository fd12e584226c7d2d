// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fd_readdir: a cookie is the host's own position in the directory, so that nothing has to be kept
// between calls and any buffer size does.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/guest_memory.h"
#include "wasi-shim/platform/read_directory.h"
#include "wasi-shim/state.h"

namespace wasmelt::wasi {

namespace calls {
namespace {

Errno fd_readdir(Instance *instance, Fd fd, GuestPtr<Byte> buf, Size buf_len, U64 cookie,
                 GuestPtr<Size> used) {
  GuestMemory memory(instance);
  DescriptorUse descriptor;
  uint8_t *buffer;
  if (Errno error = stateOf(instance).fds.get(fd, needs::fd_readdir::fd, descriptor);
      error != Errno::Success)
    return error;
  if (!memory.range(buf, buf_len, buffer) || !memory.contains(used))
    return Errno::Fault;
  platform::DirectoryReader reader(descriptor->host);
  if (Errno error = reader.seek(cookie); error != Errno::Success)
    return error;

  // What does not fit is cut off: a full buffer tells the guest to ask again.
  Size filled = 0;
  auto append = [&](const void *bytes, Size length) {
    Size fits = length < buf_len - filled ? length : buf_len - filled;
    memcpy(buffer + filled, bytes, fits);
    filled += fits;
  };
  while (filled < buf_len) {
    platform::DirectoryEntry entry;
    bool found;
    Errno error = reader.next(entry, found, buf_len - filled);
    if (error != Errno::Success && !filled)
      return error;
    if (error != Errno::Success || !found)
      break;
    Dirent dirent = {};
    dirent.next = entry.next;
    dirent.ino = entry.inode;
    dirent.name_len = entry.name_length;
    dirent.type = entry.type;
    append(&dirent, sizeof(dirent));
    append(entry.name, entry.name_length);
  }
  return memory.finish(used, filled);
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_fd_readdir ,
#include "wasi-shim/define_entry_points.h"
