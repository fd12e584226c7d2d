// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads of a program, for wasi-threads. They are the C library's, so that errno and all that is
// thread_local work on them; each brings what the first has from main(): a stack with a guard that
// no access gets across, and a stack for signals.
#include "runtime-lib/abi/host_interface.h"
#include "runtime-lib/platform/signals.h"
#include "runtime-lib/platform/virtual_memory.h"
#include "runtime-lib/program.h"
#include "runtime-lib/table.h"

#include <pthread.h>

// There only if the program throws. A thread's globals and tables, which may refer to exceptions,
// end with it.
extern "C" __attribute__((weak)) void wasmelt_rt_release_exceptions();

namespace wasmelt::runtime {

namespace {

thread_local ProgramStack own_stack; // all zero on the first thread

// Both numbers of a thread travel in the pointer.
static_assert(sizeof(void *) >= 2 * sizeof(int32_t));

void findOwnStack() {
  pthread_attr_t attributes;
  void *low;
  size_t size, guard;
  pthread_getattr_np(pthread_self(), &attributes);
  pthread_attr_getstack(&attributes, &low, &size);
  pthread_attr_getguardsize(&attributes, &guard);
  uintptr_t start = reinterpret_cast<uintptr_t>(low);
  own_stack = {start - guard, {start, start + size}};
}

void releaseTables() {
  Table *tables = static_cast<Table *>(wasmelt_thread_tables());
  for (uint32_t i = 0; i != wasmelt_module.table_count; ++i)
    if ((tables[i].flags & TableDynamic) && tables[i].entries)
      release(tables[i].entries, tableReservation(tables[i]));
}

void *runThread(void *numbers) {
  uint64_t both = reinterpret_cast<uintptr_t>(numbers);
  // At the far end from where the stack may overflow.
  alignas(16) char signal_stack[signal_stack_size];
  useSignalStack(signal_stack);
  findOwnStack();
  if (wasmelt_thread_tables)
    reserveTables(wasmelt_module);
  wasmelt_thread_main(static_cast<int32_t>(both >> 32), static_cast<int32_t>(both));
  if (wasmelt_thread_tables)
    releaseTables();
  if (wasmelt_rt_release_exceptions)
    wasmelt_rt_release_exceptions();
  useSignalStack(nullptr);
  return nullptr;
}

} // namespace

} // namespace wasmelt::runtime

extern "C" const wasmelt::runtime::ProgramStack *wasmelt_rt_thread_stack() {
  using namespace wasmelt::runtime;
  return own_stack.bounds.high ? &own_stack : &program_stack;
}

extern "C" bool wasmelt_rt_start_thread(int32_t thread_id, int32_t argument) {
  using namespace wasmelt::runtime;
  uint64_t size = program_stack.bounds.high - program_stack.bounds.low + signal_stack_size;
  uint64_t both = static_cast<uint64_t>(static_cast<uint32_t>(thread_id)) << 32 |
                  static_cast<uint32_t>(argument);
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  return pthread_attr_setstacksize(&attributes, size) == 0 &&
         pthread_attr_setguardsize(&attributes, stack_guard_size) == 0 &&
         pthread_create(&thread, &attributes, runThread, reinterpret_cast<void *>(both)) == 0;
}
