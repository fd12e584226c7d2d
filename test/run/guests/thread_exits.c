// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flags: -O2 -nostdlib -matomics -mbulk-memory -Wl,--shared-memory,--import-memory
// flags: -Wl,--export-memory,--max-memory=16777216
// compare: text
// status: 7
// stdout: from a thread 1
// proc_exit on any thread ends the program.
#include "mini_threads.h"

static Thread thread;

static void leave(void *unused) {
  print("from a thread ", 1);
  proc_exit(7);
}

__attribute__((export_name("_start"))) void _start(void) {
  start(&thread, leave, NULL);
  for (;;)
    join(&thread);
}
