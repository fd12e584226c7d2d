// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flags: -O2 -nostdlib -matomics -mbulk-memory -Wl,--shared-memory,--import-memory
// flags: -Wl,--export-memory,--max-memory=16777216
// compare: text
// stdout: counted with atomics 800000
// stdout: counted under a mutex 800000
// stdout: thread-local counts that are right 8
// stdout: passed on 4950
// stdout: timed out 1
// Threads count, pass values on, and have their own stacks and thread-local variables.
#include "mini_threads.h"

enum { thread_count = 8, rounds = 100000 };
static Thread threads[thread_count];
static volatile int atomic_count;
static int right_locals;
static int64_t locked_count;
static Mutex mutex;
static _Thread_local int local_count = 42;

// Recursion, so that threads on one stack would be noticed.
__attribute__((noinline)) static int depth(volatile int *outer, int levels) {
  volatile int here = levels;
  int inner = levels ? depth(&here, levels - 1) : 0;
  return here == levels && *outer == levels + 1 ? inner + 1 : -1000;
}

static void count(void *number) {
  for (int i = 0; i < rounds; ++i) {
    __atomic_fetch_add(&atomic_count, 1, __ATOMIC_SEQ_CST);
    lock(&mutex);
    ++locked_count;
    unlock(&mutex);
    ++local_count;
    volatile int outer = 51;
    if (i % 1000 == 0 && depth(&outer, 50) != 51)
      local_count = -1;
  }
  if (local_count == 42 + rounds)
    __atomic_fetch_add(&right_locals, 1, __ATOMIC_SEQ_CST);
}

// A queue of one value between two threads.
static Mutex queue_mutex;
static Condition queue_condition;
static int queue, queue_is_full;

static void produce(void *unused) {
  for (int i = 0; i < 100; ++i) {
    lock(&queue_mutex);
    while (queue_is_full)
      await(&queue_condition, &queue_mutex);
    queue = i;
    queue_is_full = 1;
    signal(&queue_condition);
    unlock(&queue_mutex);
  }
}

__attribute__((export_name("_start"))) void _start(void) {
  for (int i = 0; i < thread_count; ++i)
    if (!start(&threads[i], count, NULL))
      proc_exit(1);
  for (int i = 0; i < thread_count; ++i)
    join(&threads[i]);
  print("counted with atomics ", (uint64_t)atomic_count);
  print("counted under a mutex ", (uint64_t)locked_count);
  print("thread-local counts that are right ", (uint64_t)right_locals);

  int sum = 0;
  start(&threads[0], produce, NULL);
  for (int i = 0; i < 100; ++i) {
    lock(&queue_mutex);
    while (!queue_is_full)
      await(&queue_condition, &queue_mutex);
    sum += queue;
    queue_is_full = 0;
    signal(&queue_condition);
    unlock(&queue_mutex);
  }
  join(&threads[0]);
  print("passed on ", (uint64_t)sum);

  volatile int word = 0;
  print("timed out ", !waitWhile(&word, 0, 1000000));
}
