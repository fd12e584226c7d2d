// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A store: what instances and hosts allocate, freed together.
#pragma once

#include "runtime-lib/library/control.h"
#include "runtime-lib/library/library.h"
#include "runtime-lib/library/space_pool.h"

#include <pthread.h>

namespace wasmelt::embed {

/// A memory and what imports of it are matched with.
struct StoreMemory {
  Memory memory; // first: its address is the address of this
  Limits limits;
  Store *store;
  Space *space;
  StoreMemory *next; ///< in its store
};

struct StoreTable {
  Table table; // first
  Limits limits;
  ValueType element;
  Store *store;
  Space *space; ///< null: in the store's own memory
  StoreTable *next;
};

/// An instance, behind what the runtime has to know of it.
struct alignas(16) StoreInstance {
  Store *store;
  const Library *library;
  void *global_objects; ///< what the C interface hands out for globals (api.h), by index
  // Who is in the instance, if its store checks that: some address of the thread's, and how often.
  void *user;
  uint32_t depth;
  // Whether the store was made for this instance alone, and goes with it.
  bool owns_store;
  // The runtime::EntryThread that entered last; null: none, or all are to be admitted each time.
  // Last, where wasmelt_rt_enter_native looks for it.
  void *thread;

  Instance &instance() { return *reinterpret_cast<Instance *>(this + 1); }
  static StoreInstance &of(Instance &instance) {
    return *(reinterpret_cast<StoreInstance *>(&instance) - 1);
  }
  template <typename T>
  T *slots(uint32_t offset) {
    return reinterpret_cast<T *>(reinterpret_cast<char *>(&instance()) + offset);
  }
};

/// What WASI's functions take for the instance that calls them.
struct WasiCaller {
  Instance instance; // first
  Control *control;  ///< the store's, if it may stop the code of the instance; else null
  static WasiCaller &of(Instance &instance) { return *reinterpret_cast<WasiCaller *>(&instance); }
};

static_assert(offsetof(StoreInstance, thread) + sizeof(void *) == sizeof(StoreInstance));

/// What several may take of, on several threads.
class Budget {
public:
  explicit Budget(uint64_t limit) : limit_(limit) {}
  uint64_t limit() const { return limit_; }
  /// False: there is not so much left.
  bool take(uint64_t amount) {
    uint64_t taken = __atomic_load_n(&taken_, __ATOMIC_RELAXED);
    do
      if (limit_ && amount > limit_ - taken)
        return false;
    while (!__atomic_compare_exchange_n(&taken_, &taken, taken + amount, true, __ATOMIC_RELAXED,
                                        __ATOMIC_RELAXED));
    return true;
  }
  void giveBack(uint64_t amount) { __atomic_sub_fetch(&taken_, amount, __ATOMIC_RELAXED); }

private:
  const uint64_t limit_; ///< 0: none
  uint64_t taken_ = 0;
};

class Store {
public:
  Store(const StoreLimits &limits, bool checks)
      : control(limits.stack_size), memory_budget(limits.total_memory),
        element_budget(limits.total_elements), checks_(checks), limits_(limits) {}
  ~Store() { release(); }
  /// Frees what is in the store, which is good for nothing afterwards; with `checks`, not all, so
  /// that those who use it nevertheless find out.
  void release();
  bool checks() const { return checks_; }
  /// Whether calls into the store have to be told before and after.
  bool watchesCalls() const { return checks_ || control.isUsed(); }
  StoreControl control;
  Budget memory_budget;  ///< bytes, of all memories
  Budget element_budget; ///< of all tables
  bool isReleased() const { return is_released_; }
  Store *next_released = nullptr; ///< among those that are kept for checks
  /// Zeroed memory at a multiple of 16, freed with the store; null if there is none.
  void *allocate(size_t size);
  template <typename T>
  T *make() {
    return static_cast<T *>(allocate(sizeof(T)));
  }

  /// Memories and tables with their address space. Null, and `result` says why, on failure.
  /// `image`: what the memory begins with; null: zeros.
  StoreMemory *makeMemory(const Memory &shape, const Limits &limits, MemoryImage *image,
                          Result &result);
  StoreTable *makeTable(ValueType element, const Limits &limits, uint32_t flags, Result &result);
  /// Whether there may be one more instance, which is counted then.
  bool countInstance(Result &result) {
    return count(instances_, limits_.instances, "instances", result);
  }

private:
  struct alignas(16) Block {
    Block *next;
  };
  bool reserve(StoreMemory &made, MemoryImage *image, Result &result);
  bool reserve(StoreTable &made);
  bool count(uint64_t &counter, uint64_t limit, const char *what, Result &result);

  const bool checks_;
  bool is_released_ = false;
  const StoreLimits limits_;
  uint64_t instances_ = 0, memories_ = 0, tables_ = 0;
  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
  Block *blocks_ = nullptr;
  StoreMemory *first_memory_ = nullptr; // those with a space
  StoreTable *first_table_ = nullptr;
};

/// What a memory of these limits is to be like if nothing more is known: compiled code may rely on
/// guard pages, if it is of 32 bits.
Memory memoryShape(const Limits &limits, unsigned page_size_log2);

/// Flags of a table whose elements are of this type.
uint32_t tableFlags(ValueType element);

} // namespace wasmelt::embed
