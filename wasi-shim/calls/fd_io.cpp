// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fd_read, fd_write and their kin: moving bytes, and the position in a file.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/io_vectors.h"
#include "wasi-shim/platform/write_at.h"
#include "wasi-shim/state.h"
#include "wasi-shim/variants.h"
#include "wasi-shim/waiting.h"

#include <unistd.h>

namespace wasmelt::wasi {
namespace {

constexpr Whence whence_values[] = {Whence::Set, Whence::Cur, Whence::End};

enum class Access { Read, Write };
constexpr int64_t at_position = -1; // in place of an offset: the file's own position, which moves

/// All four calls; they differ in so little that one copy of the code does.
Errno transferBytes(Instance *instance, Fd fd, Access access, GuestPtr<const Iovec> iovs,
                    Size iovs_len, int64_t offset, GuestPtr<Size> result) {
  GuestMemory memory(instance);
  DescriptorUse descriptor;
  bool reads = access == Access::Read;
  if (Errno error = stateOf(instance).fds.get(
          fd, reads ? Rights(needs::fd_read::fd) : needs::fd_write::fd, descriptor);
      error != Errno::Success)
    return error;
  if (!memory.contains(result))
    return Errno::Fault;
  IoVectors vectors(memory, iovs, iovs_len);
  if (Errno error = vectors.check(); error != Errno::Success)
    return error;
  int host = descriptor->host;
  // What is not a file might block at the second call with data of the first at hand.
  bool once = reads && descriptor->type != Filetype::RegularFile;
  if (once && offset == at_position && !vectors.isEmpty())
    if (Errno error = waitForInput(instance, host, Input::Bytes); error != Errno::Success)
      return error;
  Size total;
  Errno error = vectors.run(total, once, [&](iovec *list, int count, Size done) {
    if (offset == at_position)
      return reads ? readv(host, list, count) : writev(host, list, count);
    off_t at = off_t(offset + done);
    return reads ? preadv(host, list, count, at) : platform::writeAt(host, list, count, at);
  });
  return error == Errno::Success ? memory.finish(result, total) : error;
}

} // namespace

Errno seekTo(Instance *instance, Fd fd, S64 offset, Whence whence, GuestPtr<U64> position) {
  GuestMemory memory(instance);
  DescriptorUse descriptor;
  bool only_asks = whence == Whence::Cur && offset == 0;
  Errno error = stateOf(instance).fds.get(
      fd, only_asks ? Rights(needs::fd_tell::fd) : needs::fd_seek::fd, descriptor);
  // Terminals and sockets never have the right, and programs know a stream by this error.
  if (error == Errno::Notcapable && descriptor->type != Filetype::RegularFile &&
      descriptor->type != Filetype::Directory)
    return Errno::Spipe;
  if (error != Errno::Success)
    return error;
  if (!memory.contains(position))
    return Errno::Fault;
  int host_whence = whence == Whence::Set ? SEEK_SET : whence == Whence::Cur ? SEEK_CUR : SEEK_END;
  off_t result = lseek(descriptor->host, offset, host_whence);
  return result < 0 ? lastError() : memory.finish(position, U64(result));
}

namespace calls {
namespace {

Errno fd_read(Instance *instance, Fd fd, GuestPtr<const Iovec> iovs, Size iovs_len,
              GuestPtr<Size> nread) {
  return transferBytes(instance, fd, Access::Read, iovs, iovs_len, at_position, nread);
}

Errno fd_write(Instance *instance, Fd fd, GuestPtr<const Iovec> iovs, Size iovs_len,
               GuestPtr<Size> nwritten) {
  return transferBytes(instance, fd, Access::Write, iovs, iovs_len, at_position, nwritten);
}

Errno fd_pread(Instance *instance, Fd fd, GuestPtr<const Iovec> iovs, Size iovs_len, U64 offset,
               GuestPtr<Size> nread) {
  if (offset > INT64_MAX)
    return Errno::Inval;
  return transferBytes(instance, fd, Access::Read, iovs, iovs_len, int64_t(offset), nread);
}

Errno fd_pwrite(Instance *instance, Fd fd, GuestPtr<const Iovec> iovs, Size iovs_len, U64 offset,
                GuestPtr<Size> nwritten) {
  if (offset > INT64_MAX)
    return Errno::Inval;
  return transferBytes(instance, fd, Access::Write, iovs, iovs_len, int64_t(offset), nwritten);
}

Errno fd_seek(Instance *instance, Fd fd, S64 offset, U32 whence, GuestPtr<U64> position) {
  if (whence >= 3)
    return Errno::Inval;
  return seekTo(instance, fd, offset, whence_values[whence], position);
}

Errno fd_tell(Instance *instance, Fd fd, GuestPtr<U64> position) {
  return seekTo(instance, fd, 0, Whence::Cur, position);
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_fd_read ,
#define WASMELT_WASI_HERE_fd_write ,
#define WASMELT_WASI_HERE_fd_pread ,
#define WASMELT_WASI_HERE_fd_pwrite ,
#define WASMELT_WASI_HERE_fd_seek ,
#define WASMELT_WASI_HERE_fd_tell ,
#include "wasi-shim/define_entry_points.h"
