// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Megabytes of initialised data, data with a hole, and a large zero region: all as the source says,
// writable, and private to each run.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define REPEAT4(...) __VA_ARGS__, __VA_ARGS__, __VA_ARGS__, __VA_ARGS__
#define REPEAT256(...) REPEAT4(REPEAT4(REPEAT4(REPEAT4(__VA_ARGS__))))
#define REPEAT65536(...) REPEAT256(REPEAT256(__VA_ARGS__))

static uint32_t words[] = {REPEAT65536(0x01020304, 0xdeadbeef, 7, 0x80000000, 5, 6, 42, 8), 99};
static uint8_t sparse[3 << 20] = {[0] = 1, [1000000] = 2, [(3 << 20) - 1] = 3};
static uint64_t zeros[2 << 20];
static const char text[] = "constant text";

static uint32_t hash(const void *data, size_t size) {
  const uint8_t *bytes = data;
  uint32_t result = 2166136261u;
  for (size_t i = 0; i < size; ++i)
    result = (result ^ bytes[i]) * 16777619;
  return result;
}

int main(void) {
  printf("%zu %08x\n", sizeof words, hash(words, sizeof words));
  printf("%08x\n", hash(sparse, sizeof sparse));
  printf("%08x\n", hash(zeros, sizeof zeros));
  printf("%s %u\n", text, words[sizeof words / sizeof *words - 1]);
  memset(words, 0x5a, sizeof words);
  sparse[2 << 20] = 9;
  zeros[(2 << 20) - 1] = 1;
  printf("%08x %08x %08x\n", hash(words, sizeof words), hash(sparse, sizeof sparse),
         hash(zeros, sizeof zeros));
  return 0;
}
