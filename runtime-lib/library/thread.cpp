// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Instances remember the thread that was last in them, so that entering them again needs no look at
// thread-local variables, which libraries of hosts cannot have at a known place. So threads that
// have ended must stay readable: their memory is used again, but never freed.
#include "runtime-lib/library/thread.h"

#include "runtime-lib/library/new.h"
#include "runtime-lib/platform/host_signals.h"

#include <pthread.h>
#include <stdlib.h>

namespace wasmelt::embed {

namespace {

thread_local Thread *current;

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
Thread *free_threads;
pthread_key_t key;
pthread_once_t key_once = PTHREAD_ONCE_INIT;

// At the end of a thread.
void giveBack(void *address) {
  auto *thread = static_cast<Thread *>(address);
  current = nullptr;
  thread->failure.keep(nullptr);
  __atomic_store_n(&thread->self, nullptr, __ATOMIC_RELAXED);
  pthread_mutex_lock(&mutex);
  thread->next_free = free_threads;
  free_threads = thread;
  pthread_mutex_unlock(&mutex);
}

void makeKey() { pthread_key_create(&key, giveBack); }

Thread *takeThread() {
  pthread_mutex_lock(&mutex);
  Thread *thread = free_threads;
  if (thread)
    free_threads = thread->next_free;
  pthread_mutex_unlock(&mutex);
  if (thread)
    return thread;
  void *memory = aligned_alloc(64, (sizeof(Thread) + 63) & ~size_t(63));
  return memory ? new (memory) Thread() : nullptr;
}

Thread *makeCurrent() {
  pthread_once(&key_once, makeKey);
  Thread *thread = takeThread();
  if (!thread)
    return nullptr;
  thread->innermost = nullptr;
  thread->stack_limit = runtime::threadStack().low + guard_reach + host_stack;
  __atomic_store_n(&thread->self, runtime::threadPointer(), __ATOMIC_RELAXED);
  pthread_setspecific(key, thread);
  return current = thread;
}

} // namespace

Thread *knownThread() { return current; }

Thread *currentThread() { return current ? current : makeCurrent(); }

} // namespace wasmelt::embed
