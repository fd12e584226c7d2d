// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime-lib/library/deadlines.h"

#include <signal.h>
#include <time.h>

namespace wasmelt::embed {

namespace {

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed;
StoreControl *watched; // the earliest deadline first
bool is_running;

uint64_t now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}

void *watch(void *) {
  pthread_mutex_lock(&mutex);
  while (watched) {
    uint64_t deadline = watched->deadline;
    if (deadline <= now()) {
      StoreControl &store = *watched;
      watched = store.next_deadline;
      store.deadline = StoreControl::no_deadline;
      store.passDeadline();
      continue;
    }
    timespec until = {static_cast<time_t>(deadline / 1'000'000'000),
                      static_cast<long>(deadline % 1'000'000'000)};
    pthread_cond_timedwait(&changed, &mutex, &until);
  }
  is_running = false; // a later deadline gets another thread
  pthread_cond_destroy(&changed);
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

// With the mutex.
bool start() {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&changed, &attributes);
  pthread_condattr_destroy(&attributes);
  // The host's signals are for the host's threads.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  is_running = pthread_create(&thread, nullptr, watch, nullptr) == 0;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (is_running)
    pthread_detach(thread);
  else
    pthread_cond_destroy(&changed);
  return is_running;
}

void remove(StoreControl &control) {
  StoreControl **place = &watched;
  while (*place && *place != &control)
    place = &(*place)->next_deadline;
  if (*place)
    *place = control.next_deadline;
  control.deadline = StoreControl::no_deadline;
}

void insert(StoreControl &control, uint64_t deadline) {
  control.deadline = deadline;
  StoreControl **place = &watched;
  while (*place && (*place)->deadline <= deadline)
    place = &(*place)->next_deadline;
  control.next_deadline = *place;
  *place = &control;
}

} // namespace

bool watchDeadline(StoreControl &control, uint64_t nanoseconds) {
  pthread_mutex_lock(&mutex);
  remove(control);
  bool done = true;
  if (nanoseconds != StoreControl::no_deadline) {
    uint64_t start_time = now();
    insert(control, nanoseconds < UINT64_MAX / 2 ? start_time + nanoseconds : UINT64_MAX / 2);
    done = is_running || start();
    if (!done)
      remove(control);
  }
  if (is_running)
    pthread_cond_signal(&changed);
  pthread_mutex_unlock(&mutex);
  return done;
}

} // namespace wasmelt::embed
