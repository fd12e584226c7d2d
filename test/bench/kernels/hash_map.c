// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An open-addressing hash map of strings: inserts, lookups, deletions, growth; cache misses.
#include "arguments.h"
#include <stdint.h>
#include <string.h>

struct Slot {
  char *key;
  uint32_t hash, value;
};
static struct Slot *slots;
static uint32_t capacity, used;
static char gone[1];

static uint32_t hashOf(const char *text) {
  uint32_t hash = 2166136261u;
  for (; *text; ++text)
    hash = (hash ^ (uint8_t)*text) * 16777619u;
  return hash ^ hash >> 15;
}

static struct Slot *find(const char *key, uint32_t hash) {
  struct Slot *free_slot = NULL;
  for (uint32_t i = hash & (capacity - 1);; i = (i + 1) & (capacity - 1)) {
    struct Slot *slot = &slots[i];
    if (!slot->key)
      return free_slot ? free_slot : slot;
    if (slot->key == gone)
      free_slot = free_slot ? free_slot : slot;
    else if (slot->hash == hash && strcmp(slot->key, key) == 0)
      return slot;
  }
}

static void grow(void) {
  struct Slot *old = slots;
  uint32_t old_capacity = capacity;
  capacity = capacity ? capacity * 2 : 1024;
  slots = calloc(capacity, sizeof *slots);
  used = 0;
  for (uint32_t i = 0; i < old_capacity; ++i)
    if (old[i].key && old[i].key != gone) {
      *find(old[i].key, old[i].hash) = old[i];
      ++used;
    }
  free(old);
}

static struct Slot *insert(const char *key) {
  if (used * 10 >= capacity * 7)
    grow();
  uint32_t hash = hashOf(key);
  struct Slot *slot = find(key, hash);
  if (!slot->key || slot->key == gone) {
    used += slot->key == NULL;
    size_t length = strlen(key) + 1;
    slot->key = memcpy(malloc(length), key, length);
    slot->hash = hash;
    slot->value = 0;
  }
  return slot;
}

static void name(char *text, uint32_t number) {
  int length = 0;
  text[length++] = 'k';
  for (; number; number /= 10)
    text[length++] = (char)('0' + number % 10);
  text[length] = 0;
}

int main(int argc, char **argv) {
  int operations = amount(argc, argv, 12000000);
  grow();
  uint32_t seed = 12345, hash = 0;
  char text[16];
  for (int i = 0; i < operations; ++i) {
    seed = seed * 1664525u + 1013904223u;
    name(text, (seed >> 8) % 700000);
    if ((seed & 0xf0) == 0xf0) {
      struct Slot *slot = find(text, hashOf(text));
      if (slot->key && slot->key != gone) {
        free(slot->key);
        slot->key = gone;
      }
    } else {
      hash += ++insert(text)->value;
    }
  }
  printf("%u %u %u\n", used, capacity, hash);
  return 0;
}
