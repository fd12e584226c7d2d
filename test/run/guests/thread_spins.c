// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flags: -O2 -nostdlib -matomics -mbulk-memory -Wl,--shared-memory,--import-memory
// flags: -Wl,--export-memory,--max-memory=16777216
// compare: text
// stdout: rounds 300
// Threads that wait for each other in loops over plain loads, as old programs do with volatile.
#include "mini_threads.h"

enum { rounds = 300 };
static Thread thread;
static volatile int ready, seen, turn, counted;
static volatile struct { int unused[3], turn; } * shared;

static bool isReady(void) { return ready; }

static void answer(void *unused) {
  while (!isReady()) {
  }
  seen = 1;
  for (int i = 0; i < rounds; ++i) {
    while (turn != 2 * i + 1)
      ++counted;
    shared->turn = 2 * i + 2;
    turn = 2 * i + 2;
  }
}

__attribute__((export_name("_start"))) void _start(void) {
  static volatile char place[32];
  shared = (void *)place;
  start(&thread, answer, NULL);
  ready = 1;
  while (!seen) {
  }
  int done = 0;
  for (int i = 0; i < rounds; ++i, ++done) {
    turn = 2 * i + 1;
    while (shared->turn != 2 * i + 2) {
    }
    while (turn != 2 * i + 2) {
    }
  }
  join(&thread);
  print("rounds ", done);
}
