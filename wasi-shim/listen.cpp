// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sockets that a program is granted to accept connections on.
#include "wasi-shim/listen.h"
#include "wasi-shim/grants.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace wasmelt::wasi {
namespace {

constexpr int waiting_connections = 4096; // the system's own limit is lower, if it has one

union Address {
  sockaddr any;
  sockaddr_in ip4;
  sockaddr_in6 ip6;
  sockaddr_un local;
};

bool parsePort(const char *text, uint16_t &port) {
  uint32_t value = 0;
  const char *digit = text;
  for (; *digit >= '0' && *digit <= '9' && value <= UINT16_MAX; ++digit)
    value = value * 10 + uint32_t(*digit - '0');
  port = htons(uint16_t(value));
  return digit != text && !*digit && value <= UINT16_MAX;
}

/// The length of the address, or 0 if `text` is none.
socklen_t parseInternetAddress(const char *text, Address &address) {
  char name[INET6_ADDRSTRLEN];
  const char *colon = strrchr(text, ':');
  if (!colon)
    return 0;
  bool bracketed = text[0] == '[' && colon > text + 1 && colon[-1] == ']';
  size_t length = size_t(colon - text) - (bracketed ? 2 : 0);
  if (length >= sizeof(name))
    return 0;
  memcpy(name, text + (bracketed ? 1 : 0), length);
  name[length] = 0;
  if (bracketed) {
    address.ip6.sin6_family = AF_INET6;
    return parsePort(colon + 1, address.ip6.sin6_port) &&
                   inet_pton(AF_INET6, name, &address.ip6.sin6_addr) == 1
               ? sizeof(address.ip6)
               : 0;
  }
  address.ip4.sin_family = AF_INET;
  if (!strcmp(name, "localhost"))
    address.ip4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  else if (*name && strcmp(name, "*") && inet_pton(AF_INET, name, &address.ip4.sin_addr) != 1)
    return 0;
  return parsePort(colon + 1, address.ip4.sin_port) ? sizeof(address.ip4) : 0;
}

const char *describeSocketError() {
  switch (errno) {
  case EADDRINUSE:
    return "Address already in use";
  case EADDRNOTAVAIL:
    return "This machine has no such address";
  case EAFNOSUPPORT:
    return "This machine has no addresses of this kind";
  default:
    return describeErrno(errno);
  }
}

/// Removes a socket that a program which is gone has left in the file system.
bool removeStale(const Address &address, socklen_t length) {
  struct stat stat;
  if (lstat(address.local.sun_path, &stat) < 0 || !S_ISSOCK(stat.st_mode))
    return false;
  int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (probe < 0)
    return false;
  bool stale = connect(probe, &address.any, length) < 0 && errno == ECONNREFUSED;
  close(probe);
  return stale && unlink(address.local.sun_path) == 0;
}

} // namespace

const char *openListener(const char *text, int &host) {
  Address address = {};
  socklen_t length;
  bool is_local = !strncmp(text, "unix:", 5);
  if (is_local) {
    const char *path = text + 5;
    size_t path_length = strlen(path);
    if (!path_length)
      return "it names no path";
    if (path_length >= sizeof(address.local.sun_path))
      return "the path of a socket is shorter than 108 bytes";
    address.local.sun_family = AF_UNIX;
    memcpy(address.local.sun_path, path, path_length);
    length = sizeof(address.local);
  } else {
    length = parseInternetAddress(text, address);
    if (!length)
      return "it is neither HOST:PORT, with an address or localhost for HOST, nor unix:PATH";
  }
  host = socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (host < 0)
    return describeSocketError();
  int on = 1; // or the address of a program that has just ended could not be had again
  if (!is_local)
    setsockopt(host, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  bool bound = bind(host, &address.any, length) == 0;
  if (!bound && is_local && errno == EADDRINUSE) {
    bound = removeStale(address, length) && bind(host, &address.any, length) == 0;
    if (!bound)
      errno = EADDRINUSE;
  }
  if (!bound || listen(host, waiting_connections) < 0) {
    const char *reason = describeSocketError();
    close(host);
    return reason;
  }
  return nullptr;
}

} // namespace wasmelt::wasi
