// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fd_readdir: a cookie is the host's own position in the directory, so that nothing has to be kept
// between calls and any buffer size does. What was read ahead of the guest's small buffers is kept
// all the same: to go back and read it again takes twice the time.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/guest_memory.h"
#include "wasi-shim/platform/read_directory.h"
#include "wasi-shim/state.h"

#include <sched.h>

namespace wasmelt::wasi {

namespace calls {
namespace {

/// The entries that were read last, of one directory: a guest that goes on where it stopped finds
/// them.
class ReadAhead {
public:
  static ReadAhead &get() {
    static ReadAhead only;
    return only;
  }

  /// Held by one thread at a time. Nothing to a program of one.
  struct Use {
    Use() {
      if (has_threads)
        while (__atomic_exchange_n(&held, true, __ATOMIC_ACQUIRE))
          ::sched_yield();
    }
    ~Use() {
      if (has_threads)
        __atomic_store_n(&held, false, __ATOMIC_RELEASE);
    }
    Use(const Use &) = delete;
    Use &operator=(const Use &) = delete;
    static inline bool held;
  };

  /// From the start, whoever asks wants to see what is there now; and always what the guest did.
  Errno goTo(const Descriptor &directory, uint64_t cookie, uint64_t changes_now) {
    if (cookie && directory.serial == serial && cookie == position && changes_now == changes)
      return Errno::Success;
    serial = directory.serial;
    position = cookie;
    changes = changes_now;
    Errno error = reader.seek(directory.host, cookie);
    if (error != Errno::Success)
      serial = 0;
    return error;
  }
  void take(const platform::DirectoryEntry &entry) {
    position = entry.next;
    reader.take();
  }

  platform::DirectoryReader reader;

private:
  uint64_t serial = 0; // of the descriptor; 0: none
  uint64_t position = 0;
  uint64_t changes = 0; // FdTable::directoryChanges() since when it is read
};

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
  ReadAhead &ahead = ReadAhead::get();
  ReadAhead::Use use;
  if (Errno error = ahead.goTo(*descriptor, cookie, stateOf(instance).fds.directoryChanges());
      error != Errno::Success)
    return error == Errno::Inval ? memory.finish(used, Size(0)) : error; // beyond all entries

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
    Errno error = ahead.reader.next(descriptor->host, entry, found);
    if (error != Errno::Success && !filled)
      return error;
    if (error != Errno::Success || !found)
      break;
    Dirent dirent = {};
    dirent.next = entry.next;
    dirent.ino = entry.inode;
    dirent.name_len = entry.name_length;
    dirent.type = entry.type;
    bool fits = buf_len - filled >= sizeof(dirent) + entry.name_length;
    append(&dirent, sizeof(dirent));
    append(entry.name, entry.name_length);
    if (fits)
      ahead.take(entry);
  }
  return memory.finish(used, filled);
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_fd_readdir ,
#include "wasi-shim/define_entry_points.h"
