// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sockets that the guest was given, and those that they accept.
#include "test/unit/wasi-shim/guest.h"

#include <netinet/in.h>
#include <sys/socket.h>

namespace wasmelt::wasi {
namespace {

struct Sockets : GuestTest {
  int peer = -1;
  void TearDown() override { close(peer); }

  Fd give(int host) {
    Descriptor descriptor;
    Fd fd;
    EXPECT_EQ(describeHostFd(host, descriptor), Errno::Success);
    EXPECT_EQ(stateOf(instance).fds.insert(descriptor, fd), Errno::Success);
    return fd;
  }
  Fd connection(int type) {
    int pair[2];
    EXPECT_EQ(socketpair(AF_UNIX, type, 0, pair), 0);
    peer = pair[1];
    return give(pair[0]);
  }
  Errno send(Fd fd, std::string_view text) {
    auto out = guest.allocate<Size>();
    // In two parts, one of them empty.
    auto list = guest.vectors({{0, 0}, {guest.put(text).address, uint32_t(text.size())}});
    return sock_send(instance, fd, list, 2, 0, out);
  }
  Errno receive(Fd fd, Size size, uint32_t flags, std::string &text, U16 &out_flags) {
    auto out = guest.allocate<Size>();
    auto flags_out = guest.allocate<U16>();
    auto buffer = guest.allocate<Byte>(size);
    Errno error =
        sock_recv(instance, fd, guest.vectors({{buffer.address, size}}), 1, flags, out, flags_out);
    if (error == Errno::Success) {
      text = guest.text(buffer.address, guest.get(out));
      out_flags = guest.get(flags_out);
    }
    return error;
  }
};

TEST_F(Sockets, AListenerAcceptsAndTheConnectionCarriesBytes) {
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr *>(&address), length), 0);
  ASSERT_EQ(listen(listener, 1), 0);
  ASSERT_EQ(getsockname(listener, reinterpret_cast<sockaddr *>(&address), &length), 0);
  Fd server = give(listener);
  auto out = guest.allocate<Fd>();
  EXPECT_EQ(fd_fdstat_set_flags(instance, server, FdflagNonblock), Errno::Success);
  EXPECT_EQ(sock_accept(instance, server, 0, out), Errno::Again);

  peer = socket(AF_INET, SOCK_STREAM, 0);
  ASSERT_EQ(connect(peer, reinterpret_cast<sockaddr *>(&address), length), 0);
  EXPECT_EQ(fd_fdstat_set_flags(instance, server, 0), Errno::Success);
  ASSERT_EQ(sock_accept(instance, server, FdflagNonblock, out), Errno::Success);
  Fd connection = guest.get(out);
  EXPECT_EQ(guest.fdstat(connection).flags, FdflagNonblock);
  EXPECT_EQ(guest.fdstat(connection).filetype, Filetype::SocketStream);
  std::string text;
  U16 flags;
  EXPECT_EQ(receive(connection, 10, 0, text, flags), Errno::Again);
  EXPECT_EQ(send(connection, "hello"), Errno::Success);
  char received[5];
  EXPECT_EQ(recv(peer, received, 5, MSG_WAITALL), 5);
  EXPECT_EQ(std::string(received, 5), "hello");
}

TEST_F(Sockets, PeekingLeavesTheBytes) {
  Fd fd = connection(SOCK_STREAM);
  ASSERT_EQ(::send(peer, "abc", 3, 0), 3);
  std::string text;
  U16 flags;
  EXPECT_EQ(receive(fd, 10, RecvPeek, text, flags), Errno::Success);
  EXPECT_EQ(text, "abc");
  EXPECT_EQ(receive(fd, 2, 0, text, flags), Errno::Success);
  EXPECT_EQ(text, "ab");
  EXPECT_EQ(flags, 0);
  EXPECT_EQ(receive(fd, 10, 4, text, flags), Errno::Inval);
}

TEST_F(Sockets, ATooLongDatagramIsMarked) {
  Fd fd = connection(SOCK_DGRAM);
  EXPECT_EQ(guest.fdstat(fd).filetype, Filetype::SocketDgram);
  ASSERT_EQ(::send(peer, "abcdef", 6, 0), 6);
  std::string text;
  U16 flags = 0;
  EXPECT_EQ(receive(fd, 4, 0, text, flags), Errno::Success);
  EXPECT_EQ(text, "abcd");
  EXPECT_EQ(flags, RecvDataTruncated);
  EXPECT_EQ(send(fd, "one datagram"), Errno::Success);
  char received[64];
  EXPECT_EQ(recv(peer, received, sizeof(received), 0), 12);
}

TEST_F(Sockets, ShutdownIsSeenByThePeer) {
  Fd fd = connection(SOCK_STREAM);
  EXPECT_EQ(sock_shutdown(instance, fd, 0), Errno::Inval);
  EXPECT_EQ(sock_shutdown(instance, fd, 4), Errno::Inval);
  EXPECT_EQ(sock_shutdown(instance, fd, ShutdownWrite), Errno::Success);
  char byte;
  EXPECT_EQ(recv(peer, &byte, 1, 0), 0);
  EXPECT_EQ(send(fd, "x"), Errno::Pipe);
  ASSERT_EQ(::send(peer, "y", 1, 0), 1);
  std::string text;
  U16 flags;
  EXPECT_EQ(receive(fd, 1, 0, text, flags), Errno::Success);
}

TEST_F(Sockets, OtherFilesAreNoSockets) {
  outside.file("sandbox/f", "x");
  Fd fd;
  ASSERT_EQ(guest.open(dir, "f", 0, RightsAll, fd), Errno::Success);
  auto out = guest.allocate<Fd>();
  std::string text;
  U16 flags;
  EXPECT_EQ(sock_accept(instance, fd, 0, out), Errno::Notsock);
  EXPECT_EQ(sock_shutdown(instance, fd, 1), Errno::Notsock);
  EXPECT_EQ(send(fd, "x"), Errno::Notsock);
  EXPECT_EQ(receive(fd, 1, 0, text, flags), Errno::Notsock);
  EXPECT_EQ(sock_accept(instance, 99, 0, out), Errno::Badf);
}

} // namespace
} // namespace wasmelt::wasi
