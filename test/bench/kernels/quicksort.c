// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A sort of records with a comparison through a pointer: recursion, branches, swaps.
#include "arguments.h"
#include <stdint.h>

struct Record {
  uint32_t key, payload[3];
};
typedef int (*Compare)(const struct Record *, const struct Record *);

static int ascending(const struct Record *a, const struct Record *b) {
  return (a->key > b->key) - (a->key < b->key);
}
static int byPayload(const struct Record *a, const struct Record *b) {
  return (a->payload[1] > b->payload[1]) - (a->payload[1] < b->payload[1]);
}

static void sort(struct Record *records, int count, Compare compare) {
  while (count > 16) {
    struct Record pivot = records[count / 2];
    int low = 0, high = count - 1;
    for (;;) {
      while (compare(&records[low], &pivot) < 0)
        ++low;
      while (compare(&pivot, &records[high]) < 0)
        --high;
      if (low >= high)
        break;
      struct Record swap = records[low];
      records[low++] = records[high];
      records[high--] = swap;
    }
    int left = high + 1;
    sort(records, left, compare);
    records += left;
    count -= left;
  }
  for (int i = 1; i < count; ++i) {
    struct Record record = records[i];
    int j = i;
    for (; j > 0 && compare(&record, &records[j - 1]) < 0; --j)
      records[j] = records[j - 1];
    records[j] = record;
  }
}

int main(int argc, char **argv) {
  int count = amount(argc, argv, 6000000);
  struct Record *records = malloc(count * sizeof *records);
  uint64_t seed = 88172645463325252ull;
  for (int i = 0; i < count; ++i) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    records[i] = (struct Record){(uint32_t)seed, {(uint32_t)i, (uint32_t)(seed >> 32), 7}};
  }
  Compare volatile orders[] = {ascending, byPayload};
  uint32_t hash = 0;
  for (int order = 0; order < 2; ++order) {
    sort(records, count, orders[order]);
    for (int i = 0; i < count; i += 97)
      hash = hash * 31 + records[i].key;
  }
  printf("%08x\n", hash);
  return 0;
}
