// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A set of addresses: open addressing with linear probing, at most half full.
#include "runtime-lib/library/live_stores.h"

#include <stdlib.h>

namespace wasmelt::embed {

namespace {

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
Store **slots;
size_t slot_count, used; // slot_count: a power of two, or 0

size_t homeOf(const Store *store) {
  // Allocations are multiples of 16.
  return (reinterpret_cast<uintptr_t>(store) >> 4) * 0x9e3779b97f4a7c15 & (slot_count - 1);
}

// The slot of a store, or the free one where it would be.
size_t find(const Store *store) {
  size_t i = homeOf(store);
  while (slots[i] && slots[i] != store)
    i = (i + 1) & (slot_count - 1);
  return i;
}

bool makeRoom() {
  if (slot_count > 2 * used)
    return true;
  size_t count = slot_count ? 2 * slot_count : 64;
  auto **fresh = static_cast<Store **>(calloc(count, sizeof(Store *)));
  if (!fresh)
    return false;
  Store **old = slots;
  size_t old_count = slot_count;
  slots = fresh;
  slot_count = count;
  for (size_t i = 0; i != old_count; ++i)
    if (old[i])
      slots[find(old[i])] = old[i];
  free(old);
  return true;
}

// Moves up what could not be at home because of the slot that is free now.
void close(size_t hole) {
  for (size_t i = (hole + 1) & (slot_count - 1); slots[i]; i = (i + 1) & (slot_count - 1)) {
    size_t from_home = (i - homeOf(slots[i])) & (slot_count - 1);
    if (from_home < ((i - hole) & (slot_count - 1)))
      continue;
    slots[hole] = slots[i];
    slots[i] = nullptr;
    hole = i;
  }
}

} // namespace

bool addLiveStore(Store *store) {
  pthread_mutex_lock(&mutex);
  bool done = makeRoom();
  if (done) {
    slots[find(store)] = store;
    ++used;
  }
  pthread_mutex_unlock(&mutex);
  return done;
}

bool removeLiveStore(Store *store) {
  pthread_mutex_lock(&mutex);
  size_t slot = slot_count ? find(store) : 0;
  bool found = slot_count && slots[slot];
  if (found) {
    slots[slot] = nullptr;
    --used;
    close(slot);
  }
  pthread_mutex_unlock(&mutex);
  return found;
}

} // namespace wasmelt::embed
