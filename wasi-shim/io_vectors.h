// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists of buffers in guest memory, for reading and writing in as many pieces as the host allows.
#pragma once

#include "wasi-shim/guest_memory.h"
#include "wasi-shim/scratch_array.h"

#include <sys/uio.h>

namespace wasmelt::wasi {

/// A guest's list of buffers, checked whole before anything is read or written.
class IoVectors {
public:
  static constexpr size_t max_chunk = 1024; // IOV_MAX

  IoVectors(const GuestMemory &memory, GuestPtr<const Iovec> list, Size count)
      : memory(memory), list(list), count(count), host(count < max_chunk ? count : max_chunk) {}

  Errno check() const {
    if (!host.isValid())
      return Errno::Nomem;
    Iovec vector;
    if (!memory.contains(list, count))
      return Errno::Fault;
    for (Size i = 0; i < count; ++i)
      if (!load(i, vector) || !memory.contains(vector.buf, vector.len))
        return Errno::Fault;
    return Errno::Success;
  }

  /// Whether there is no room for a byte.
  bool isEmpty() const {
    Iovec vector;
    for (Size i = 0; i < count; ++i)
      if (load(i, vector) && vector.len)
        return false;
    return true;
  }

  /// Calls `transfer(vectors, count, done)`, which returns as readv does, until all is done, or
  /// less than asked for, or it fails. An error counts only if nothing was transferred before it.
  /// With `once`, it is called for the first chunk only.
  template <class Transfer>
  Errno run(Size &total, bool once, Transfer transfer) {
    total = 0;
    Size next = 0;
    do {
      size_t asked = 0;
      int length = 0;
      for (; next < count && size_t(length) < max_chunk; ++next) {
        Iovec vector;
        uint8_t *bytes;
        if (!load(next, vector) || !memory.range(vector.buf, vector.len, bytes))
          return Errno::Fault;
        // The host transfers at most this much in one call; so the sum fits the guest's Size.
        if (asked + vector.len > max_bytes - total)
          vector.len = Size(max_bytes - total - asked);
        host[size_t(length++)] = {bytes, vector.len};
        asked += vector.len;
      }
      ssize_t done = retry([&] { return transfer(host.data(), length, total); });
      if (done < 0)
        return total ? Errno::Success : lastError();
      total += Size(done);
      if (size_t(done) < asked)
        break;
    } while (!once && next < count && total < max_bytes);
    return Errno::Success;
  }

private:
  static constexpr size_t max_bytes = 0x7ffff000;

  bool load(Size i, Iovec &vector) const {
    return memory.load(list.offsetBy(uint64_t(i) * sizeof(Iovec)), vector);
  }

  const GuestMemory &memory;
  GuestPtr<const Iovec> list;
  Size count;
  mutable ScratchArray<iovec, 16> host;
};

} // namespace wasmelt::wasi
