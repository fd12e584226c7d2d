// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flags: -O1 -nostdlib -matomics -mbulk-memory -Wl,--shared-memory,--import-memory
// flags: -Wl,--export-memory,--max-memory=16777216
// compare: text
// status: 134
// stderr: wasmelt: trap: call stack exhausted
// stderr: 0: recurse
// Every thread's stack has a guard, and its signals a stack of their own.
#include "mini_threads.h"

static Thread thread;
static volatile int deep;

__attribute__((noinline)) static int recurse(int n) {
  return deep ? n : recurse(n + 1) + recurse(n + 2);
}
static void overflow(void *unused) { deep = recurse(0); }

__attribute__((export_name("_start"))) void _start(void) {
  start(&thread, overflow, NULL);
  join(&thread);
}
