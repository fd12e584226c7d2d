// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasi-threads: the one call of the module "wasi", thread-spawn. Not a row of preview1.def, as it
// is no part of that.
#include "runtime-lib/abi/host_interface.h"
#include "runtime-lib/abi/symbol_names.h"
#include "wasi-shim/fd_table.h"

namespace wasmelt::wasi {

/// The new thread's number, or less than 0 if there can be no more threads.
int32_t thread_spawn(Instance *instance, int32_t argument) __asm__(WASMELT_SYMBOL_IMPORT_PREFIX
                                                                   "wasi.thread-spawn:i_i");

int32_t thread_spawn(Instance *, int32_t argument) {
  // The guest's locks are words with a thread's number and some bits, so that numbers end at 2^29.
  // Of those numbers, so many do not come around again in the life of a thread.
  constexpr uint32_t most = 0x1fffffff;
  static uint32_t spawned;
  has_threads = true;
  int32_t id = int32_t(__atomic_fetch_add(&spawned, 1, __ATOMIC_RELAXED) % most + 1);
  return wasmelt_rt_start_thread(id, argument) ? id : -1;
}

} // namespace wasmelt::wasi
