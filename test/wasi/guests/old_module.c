// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The calls of wasi_unstable, among them those that changed afterwards.
// node: no
#include <stdint.h>
#include <string.h>

#define OLD(field) __attribute__((import_module("wasi_unstable"), import_name(field)))
typedef struct {
  const void *buf;
  uint32_t len;
} Vector;
uint32_t oldWrite(uint32_t, const Vector *, uint32_t, uint32_t *) OLD("fd_write");
uint32_t oldRead(uint32_t, const Vector *, uint32_t, uint32_t *) OLD("fd_read");
uint32_t oldSeek(uint32_t, int64_t, uint32_t, uint64_t *) OLD("fd_seek");
uint32_t oldStat(uint32_t, void *) OLD("fd_filestat_get");
uint32_t oldPoll(const void *, void *, uint32_t, uint32_t *) OLD("poll_oneoff");
uint32_t oldOpen(uint32_t, uint32_t, const char *, uint32_t, uint32_t, uint64_t, uint64_t, uint32_t,
                 uint32_t *) OLD("path_open");

static void print(const char *text) {
  Vector vector = {text, (uint32_t)strlen(text)};
  uint32_t n;
  oldWrite(1, &vector, 1, &n);
}
static void check(const char *what, int good) {
  print(what);
  print(good ? ": good\n" : ": BAD\n");
}

int main(void) {
  uint32_t fd, n;
  uint64_t position;
  check("open", oldOpen(3, 1, "f", 1, 1, 0x1fffffff, 0x1fffffff, 0, &fd) == 0);
  Vector vector = {"0123456789", 10};
  check("write", oldWrite(fd, &vector, 1, &n) == 0 && n == 10);
  check("seek to the start", oldSeek(fd, 2, 2, &position) == 0 && position == 2);
  check("seek on", oldSeek(fd, 3, 0, &position) == 0 && position == 5);
  check("seek to the end", oldSeek(fd, -1, 1, &position) == 0 && position == 9);
  uint8_t stat[57];
  uint64_t size;
  stat[56] = 99;
  check("stat", oldStat(fd, stat) == 0);
  memcpy(&size, stat + 24, 8);
  check("size", size == 10 && stat[16] == 4 && stat[20] == 1 && stat[56] == 99);
  uint64_t subscription[7] = {77, 0, 5, 1, 1000000, 0, 0}; // a clock, with an identifier
  uint64_t event[4];
  check("poll", oldPoll(subscription, event, 1, &n) == 0 && n == 1 && event[0] == 77);
  return 0;
}
