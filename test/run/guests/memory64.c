// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flags: --target=wasm64-unknown-unknown -O2 -nostdlib -mbulk-memory -ffreestanding
// flags: -Wl,--export-memory
// compare: text
// stdout: pages before growing are as linked 1
// stdout: grown beyond 4 GiB 1
// stdout: sum over both ends 196608
// stdout: copied up and down 1
// stdout: filled 251
// stdout: too much is refused 1
// stdout: chained 999000
// A memory with 64-bit addresses of more than 4 GiB. WASI's calls are those of 32-bit memories.
#include <stddef.h>
#include <stdint.h>

__attribute__((import_module("wasi_snapshot_preview1"), import_name("fd_write"))) int
fd_write(int fd, uint32_t vectors, uint32_t count, uint32_t written);

static void print(const char *text, uint64_t number) {
  char digits[24], *next = digits + sizeof digits;
  uint32_t parts[4], length = 0, written;
  *--next = '\n';
  do
    *--next = (char)('0' + number % 10);
  while (number /= 10);
  while (text[length])
    ++length;
  parts[0] = (uint32_t)(uintptr_t)text;
  parts[1] = length;
  parts[2] = (uint32_t)(uintptr_t)next;
  parts[3] = (uint32_t)(digits + sizeof digits - next);
  fd_write(1, (uint32_t)(uintptr_t)parts, 2, (uint32_t)(uintptr_t)&written);
}

struct Link {
  struct Link *next;
  uint64_t value;
};

__attribute__((noinline)) static uint64_t sum(const volatile uint32_t *from, size_t count) {
  uint64_t total = 0;
  for (size_t i = 0; i < count; ++i)
    total += from[i];
  return total;
}

__attribute__((export_name("_start"))) void _start(void) {
  const uint64_t gib = 1ull << 30, page = 65536;
  uint64_t pages = __builtin_wasm_memory_size(0);
  print("pages before growing are as linked ", pages >= 1 && pages < 10);
  print("grown beyond 4 GiB ", __builtin_wasm_memory_grow(0, 5 * gib / page) == pages &&
                                   __builtin_wasm_memory_size(0) == pages + 5 * gib / page);
  char *low = (char *)(gib / 2), *high = (char *)(9 * gib / 2);
  for (size_t i = 0; i < 65536; ++i) {
    ((uint32_t *)low)[i] = 1;
    ((uint32_t *)high)[i] = 2;
  }
  print("sum over both ends ", sum((uint32_t *)low, 65536) + sum((uint32_t *)high, 65536));
  volatile size_t size = 100000;
  for (size_t i = 0; i < size; ++i)
    low[i] = (char)(i * 7);
  __builtin_memcpy(high, low, size);
  __builtin_memmove(high + 3, high, size);
  int same = 1;
  for (size_t i = 0; i < size; ++i)
    same &= high[i + 3] == (char)(i * 7);
  print("copied up and down ", (uint64_t)same);
  __builtin_memset(high, 251, size);
  print("filled ", (uint8_t)high[size - 1]);
  print("too much is refused ", __builtin_wasm_memory_grow(0, (size_t)1 << 47) == (size_t)-1);
  struct Link *links = (struct Link *)high, *first = NULL;
  for (uint64_t i = 0; i < 1000; ++i) {
    links[i * 3].next = first;
    links[i * 3].value = i * 2;
    first = &links[i * 3];
  }
  uint64_t total = 0;
  for (struct Link *link = first; link; link = link->next)
    total += link->value;
  print("chained ", total);
}
