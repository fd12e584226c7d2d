// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An echo server on a listening socket that it was given as descriptor 3 (stream_tests.py).
#include <stdint.h>
#include <stdio.h>
#include <wasi/api.h>

uint32_t sockAccept(uint32_t fd, uint32_t flags, uint32_t *accepted)
    __attribute__((import_module("wasi_snapshot_preview1"), import_name("sock_accept")));

int main(void) {
  uint32_t fd;
  if (sockAccept(3, 0, &fd))
    return 1;
  for (;;) {
    uint8_t text[100];
    size_t length, sent;
    __wasi_roflags_t flags;
    __wasi_iovec_t in = {text, sizeof(text)};
    if (__wasi_sock_recv(fd, &in, 1, 0, &length, &flags))
      return 2;
    if (!length)
      break;
    __wasi_ciovec_t out = {text, length};
    if (__wasi_sock_send(fd, &out, 1, 0, &sent) || sent != length)
      return 3;
  }
  if (__wasi_sock_shutdown(fd, __WASI_SDFLAGS_WR))
    return 4;
  puts("served");
  return __wasi_fd_close(fd);
}
