// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flags: -O2 -nostdlib -matomics -mbulk-memory -Wl,--shared-memory,--import-memory
// flags: -Wl,--export-memory,--max-memory=16777216
// compare: text
// status: 134
// stderr: wasmelt: trap: unreachable
// stderr: 0: trap
// A trap on one thread ends the program, whatever the others do.
#include "mini_threads.h"

static Thread thread;

static void trap(void *unused) { __builtin_trap(); }

__attribute__((export_name("_start"))) void _start(void) {
  start(&thread, trap, NULL);
  for (;;)
    join(&thread);
}
