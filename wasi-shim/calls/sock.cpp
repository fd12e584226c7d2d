// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// sock_*: on sockets that the program was given, and those that they accept.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/io_vectors.h"
#include "wasi-shim/listen.h"
#include "wasi-shim/state.h"
#include "wasi-shim/waiting.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace wasmelt::wasi {
namespace {

// Whoever can accept connections can be granted a socket to do that on: init.cpp refers to it
// weakly.
[[maybe_unused, gnu::used]] constexpr auto *linked_with_this = openListener;

/// A socket with all rights in `needed`. Notsock for anything else, whatever its rights.
Errno getSocket(Instance *instance, Fd fd, Rights needed, DescriptorUse &socket) {
  if (Errno error = stateOf(instance).fds.get(fd, 0, socket); error != Errno::Success)
    return error;
  if (socket->type != Filetype::SocketStream && socket->type != Filetype::SocketDgram)
    return Errno::Notsock;
  return needed & ~socket->rights ? Errno::Notcapable : Errno::Success;
}

} // namespace

namespace calls {
namespace {

Errno sock_accept(Instance *instance, Fd fd, U32 flags, GuestPtr<Fd> accepted) {
  GuestMemory memory(instance);
  DescriptorUse listener;
  Errno error = getSocket(instance, fd, needs::sock_accept::fd, listener);
  if (error != Errno::Success)
    return error;
  if (!memory.contains(accepted))
    return Errno::Fault;
  if (flags & ~uint32_t(FdflagNonblock))
    return Errno::Inval;
  if (error = waitForInput(instance, listener->host, Input::Connections); error != Errno::Success)
    return error;
  int host = retry([&] {
    return accept4(listener->host, nullptr, nullptr,
                   SOCK_CLOEXEC | (flags & FdflagNonblock ? SOCK_NONBLOCK : 0));
  });
  if (host < 0)
    return lastError();
  Descriptor socket;
  if (error = describeHostFd(host, socket); error != Errno::Success) {
    close(host);
    return error;
  }
  Fd number;
  error = stateOf(instance).fds.insert(socket, number);
  return error == Errno::Success ? memory.finish(accepted, number) : error;
}

Errno sock_recv(Instance *instance, Fd fd, GuestPtr<const Iovec> iovs, Size iovs_len, U32 flags,
                GuestPtr<Size> nread, GuestPtr<Roflags> out_flags) {
  GuestMemory memory(instance);
  DescriptorUse socket;
  if (Errno error = getSocket(instance, fd, needs::sock_recv::fd, socket); error != Errno::Success)
    return error;
  if (!memory.contains(nread) || !memory.contains(out_flags))
    return Errno::Fault;
  if (flags & ~(RecvPeek | RecvWaitall))
    return Errno::Inval;
  IoVectors vectors(memory, iovs, iovs_len);
  if (Errno error = vectors.check(); error != Errno::Success)
    return error;
  if (!vectors.isEmpty())
    if (Errno error = waitForInput(instance, socket->host, Input::Bytes); error != Errno::Success)
      return error;
  int host_flags = (flags & RecvPeek ? MSG_PEEK : 0) | (flags & RecvWaitall ? MSG_WAITALL : 0);
  bool truncated = false;
  Size total;
  Errno error = vectors.run(total, true, [&](iovec *list, int count, Size) {
    msghdr message = {};
    message.msg_iov = list;
    message.msg_iovlen = decltype(message.msg_iovlen)(count);
    ssize_t length = recvmsg(socket->host, &message, host_flags);
    truncated = length >= 0 && (message.msg_flags & MSG_TRUNC);
    return length;
  });
  if (error != Errno::Success)
    return error;
  memory.store(out_flags, Roflags(truncated ? RecvDataTruncated : 0));
  return memory.finish(nread, total);
}

Errno sock_send(Instance *instance, Fd fd, GuestPtr<const Iovec> iovs, Size iovs_len, U32 flags,
                GuestPtr<Size> nwritten) {
  GuestMemory memory(instance);
  DescriptorUse socket;
  if (Errno error = getSocket(instance, fd, needs::sock_send::fd, socket); error != Errno::Success)
    return error;
  if (!memory.contains(nwritten))
    return Errno::Fault;
  if (flags)
    return Errno::Inval;
  IoVectors vectors(memory, iovs, iovs_len);
  if (Errno error = vectors.check(); error != Errno::Success)
    return error;
  // A datagram is one call, whatever its number of parts.
  bool datagram = socket->type == Filetype::SocketDgram;
  if (datagram && iovs_len > IoVectors::max_chunk)
    return Errno::Msgsize;
  Size total;
  Errno error = vectors.run(total, datagram, [&](iovec *list, int count, Size) {
    msghdr message = {};
    message.msg_iov = list;
    message.msg_iovlen = decltype(message.msg_iovlen)(count);
    return sendmsg(socket->host, &message, MSG_NOSIGNAL);
  });
  return error == Errno::Success ? memory.finish(nwritten, total) : error;
}

Errno sock_shutdown(Instance *instance, Fd fd, U32 how) {
  static constexpr int host_how[] = {-1, SHUT_RD, SHUT_WR, SHUT_RDWR};
  DescriptorUse socket;
  if (Errno error = getSocket(instance, fd, needs::sock_shutdown::fd, socket);
      error != Errno::Success)
    return error;
  if (how == 0 || how > (ShutdownRead | ShutdownWrite))
    return Errno::Inval;
  return resultOf(shutdown(socket->host, host_how[how]));
}

} // namespace
} // namespace calls

} // namespace wasmelt::wasi

#define WASMELT_WASI_HERE_sock_accept ,
#define WASMELT_WASI_HERE_sock_recv ,
#define WASMELT_WASI_HERE_sock_send ,
#define WASMELT_WASI_HERE_sock_shutdown ,
#include "wasi-shim/define_entry_points.h"
