// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Spaces of one size lie side by side in slabs, which are never given back: there are few of them
// to search for a faulting address, and a signal handler can do it without a lock.
#include "runtime-lib/library/space_pool.h"

#include "runtime-lib/library/memory_image.h"
#include "runtime-lib/platform/image_file.h"
#include "runtime-lib/platform/virtual_memory.h"
#include "runtime-lib/table.h"

#include <pthread.h>
#include <stdlib.h>

namespace wasmelt::embed {

namespace {

class Guard {
public:
  explicit Guard(pthread_mutex_t &mutex) : mutex_(mutex) { pthread_mutex_lock(&mutex_); }
  ~Guard() { pthread_mutex_unlock(&mutex_); }
  Guard(const Guard &) = delete;

private:
  pthread_mutex_t &mutex_;
};

bool blank(Space &space) {
  if (space.accessible && !runtime::blankPages(space.base, space.accessible))
    return false;
  space.accessible = 0;
  space.image = nullptr;
  return true;
}

/// Makes `accessible` bytes of a space so, with the image's contents.
bool prepare(Space &space, uint64_t accessible, MemoryImage *image) {
  if (space.image && space.image != image && !blank(space))
    return false;
  if (space.accessible < accessible) {
    if (!runtime::makeAccessible(space.base + space.accessible, accessible - space.accessible))
      return false;
  } else if (space.accessible > accessible) {
    if (!runtime::makeInaccessible(space.base + accessible, space.accessible - accessible))
      return false;
  }
  space.accessible = accessible;
  if (!image || space.image == image)
    return true;
  if (!image->putInto(space.base))
    return false;
  if (image->isMapped())
    space.image = image;
  return true;
}

/// Makes a space what it was when it was taken. False: it has pages that it cannot get rid of.
bool reset(Space &space, uint64_t accessible) {
  uint64_t at_first = space.accessible;
  runtime::resetPages(space.base, accessible);
  return accessible <= at_first ||
         runtime::makeInaccessible(space.base + at_first, accessible - at_first);
}

class SpacePool {
public:
  constexpr explicit SpacePool(uint64_t slot_size) : slot_size_(slot_size) {}

  Space *take(uint64_t size, uint64_t accessible, MemoryImage *image, SpaceError &error) {
    Space *space = size <= slot_size_ ? find(image) : makeSingle(size);
    if (!space) {
      error = SpaceError::Reservation;
      return nullptr;
    }
    if (prepare(*space, accessible, image))
      return space;
    // Pages of those that nobody uses may be in the way: mappings are limited in number, too.
    dropIdle();
    if (prepare(*space, accessible, image))
      return space;
    error = SpaceError::Pages;
    discard(space);
    return nullptr;
  }

  void give(Space *space, uint64_t accessible) {
    if (space->size > slot_size_) {
      runtime::release(space->base, space->size);
      free(space);
    } else if (!reset(*space, accessible)) {
      space->accessible = accessible;
      discard(space);
    } else {
      keep(space);
    }
  }

  bool holds(uintptr_t address) const {
    uint32_t count = __atomic_load_n(&slab_count_, __ATOMIC_ACQUIRE);
    for (uint32_t i = 0; i != count; ++i)
      if (address - slabs_[i].base < slabs_[i].size)
        return true;
    return false;
  }

private:
  // Each as large as all before it, up to this many spaces.
  static constexpr uint32_t largest_slab = 256, most_slabs = 1024;
  // How many unused spaces keep their pages and mappings, of which a process may have 65530.
  static constexpr uint32_t most_idle = 1000;

  struct Slab {
    uintptr_t base;
    uint64_t size;
  };

  static Space *pop(Space *&list) {
    Space *space = list;
    if (space)
      list = space->next;
    return space;
  }
  static void push(Space *&list, Space *space) {
    space->next = list;
    list = space;
  }

  Space *find(MemoryImage *image) {
    Guard guard(mutex_);
    Space *space = image ? pop(image->idle) : nullptr;
    if (!space)
      space = pop(plain_);
    if (!space && !blank_ && idle_count_ < most_idle)
      addSlab();
    for (MemoryImage *other = images_; other && !space && !blank_; other = other->next)
      space = pop(other->idle);
    if (!space && !blank_)
      addSlab();
    if (!space)
      return pop(blank_);
    --idle_count_;
    return space;
  }

  void addSlab() {
    if (slab_count_ == most_slabs)
      return;
    uint32_t count = total_ ? (total_ < largest_slab ? total_ : largest_slab) : 1;
    for (; count; count /= 2) {
      runtime::Reservation reservation = runtime::reserve(nullptr, count * slot_size_);
      if (reservation.error != runtime::ReserveError::None)
        continue;
      auto *spaces = static_cast<Space *>(calloc(count, sizeof(Space)));
      if (!spaces) {
        runtime::release(reservation.base, count * slot_size_);
        return;
      }
      for (uint32_t i = count; i--;) {
        spaces[i].base = reservation.base + i * slot_size_;
        spaces[i].size = slot_size_;
        push(blank_, &spaces[i]);
      }
      total_ += count;
      slabs_[slab_count_] = {reinterpret_cast<uintptr_t>(reservation.base), count * slot_size_};
      __atomic_store_n(&slab_count_, slab_count_ + 1, __ATOMIC_RELEASE);
      return;
    }
  }

  static Space *makeSingle(uint64_t size) {
    auto *space = static_cast<Space *>(calloc(1, sizeof(Space)));
    if (!space)
      return nullptr;
    runtime::Reservation reservation = runtime::reserve(nullptr, size);
    if (reservation.error != runtime::ReserveError::None) {
      free(space);
      return nullptr;
    }
    space->base = reservation.base;
    space->size = size;
    return space;
  }

  void keep(Space *space) {
    Guard guard(mutex_);
    MemoryImage *image = space->image;
    if (idle_count_ == most_idle) {
      if (blank(*space))
        push(blank_, space);
      return;
    }
    ++idle_count_;
    if (!image) {
      push(plain_, space);
      return;
    }
    push(image->idle, space);
    if (!image->is_listed) {
      image->is_listed = true;
      image->next = images_;
      images_ = image;
    }
  }

  // A space of which it is not known what it is like.
  void discard(Space *space) {
    if (space->size > slot_size_) {
      runtime::release(space->base, space->size);
      free(space);
      return;
    }
    space->accessible = space->size;
    if (!blank(*space))
      return; // lost: only address space
    Guard guard(mutex_);
    push(blank_, space);
  }

  void dropIdle() {
    Guard guard(mutex_);
    auto drop = [&](Space *&list) {
      while (Space *space = pop(list)) {
        --idle_count_;
        if (blank(*space))
          push(blank_, space);
      }
    };
    drop(plain_);
    for (MemoryImage *image = images_; image; image = image->next)
      drop(image->idle);
  }

  const uint64_t slot_size_;
  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
  Space *blank_ = nullptr; ///< inaccessible
  Space *plain_ = nullptr; ///< with pages, all zero
  MemoryImage *images_ = nullptr;
  uint32_t idle_count_ = 0; ///< those in `plain_` and with images
  uint32_t total_ = 0, slab_count_ = 0;
  Slab slabs_[most_slabs] = {};
};

constexpr uint64_t largest_page = 65536;
constexpr uint64_t table_space_size =
    (runtime::most_table_elements * sizeof(ContextFuncRef) + largest_page - 1) &
    ~(largest_page - 1);

SpacePool memories(memory_space_size), tables(table_space_size);

} // namespace

Space *takeMemorySpace(uint64_t size, uint64_t accessible, MemoryImage *image, SpaceError &error) {
  return memories.take(size, accessible, image, error);
}

Space *takeTableSpace(uint64_t size, uint64_t accessible, SpaceError &error) {
  return tables.take(size, accessible, nullptr, error);
}

void giveMemorySpace(Space *space, uint64_t accessible) { memories.give(space, accessible); }

void giveTableSpace(Space *space, uint64_t accessible) { tables.give(space, accessible); }

bool isInMemory(uintptr_t address) { return memories.holds(address); }

} // namespace wasmelt::embed
