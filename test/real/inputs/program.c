// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A C file for the clang that is compiled from WebAssembly.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Entry {
  const char *key;
  struct Entry *next;
  double values[4];
};

static struct Entry *buckets[64];

static uint32_t hash(const char *text) {
  uint32_t result = 2166136261u;
  for (; *text; ++text)
    result = (result ^ (uint8_t)*text) * 16777619u;
  return result;
}

static struct Entry *find(const char *key) {
  struct Entry **slot = &buckets[hash(key) % 64];
  for (struct Entry *entry = *slot; entry; entry = entry->next)
    if (!strcmp(entry->key, key))
      return entry;
  struct Entry *entry = calloc(1, sizeof *entry);
  entry->key = key;
  entry->next = *slot;
  return *slot = entry;
}

void saxpy(float *restrict y, const float *restrict x, float a, int n) {
  for (int i = 0; i < n; ++i)
    y[i] += a * x[i];
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i) {
    struct Entry *entry = find(argv[i]);
    switch (argv[i][0]) {
    case 'a':
      entry->values[0] += 1;
      break;
    case 'b':
      entry->values[1] *= 2.5;
      break;
    case 'c' ... 'f':
      entry->values[2] -= i / 3;
      break;
    default:
      entry->values[3] = (double)hash(argv[i]) / (i + 1);
    }
  }
  for (int i = 0; i < 64; ++i)
    for (struct Entry *entry = buckets[i]; entry; entry = entry->next)
      printf("%s %g %g %g %g\n", entry->key, entry->values[0], entry->values[1], entry->values[2],
             entry->values[3]);
  return argc;
}
