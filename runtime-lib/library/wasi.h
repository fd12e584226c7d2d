// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// WASI in a host process: the same shim as in executables, whose state is here an object of the
// host's, not the process's.
#pragma once

#include "runtime-lib/include/wasmelt/wasi.h"
#include "runtime-lib/library/store.h"
#include "wasi-shim/state.h"

/// What a standard stream does if the host has functions for it.
struct WasiStream {
  uint64_t serial = 0; ///< of its descriptor, which tells it by whatever number; 0: no functions
  wasmelt_wasi_read_t read = nullptr;
  wasmelt_wasi_write_t write = nullptr;
  void *data = nullptr;
};

struct wasmelt_wasi {
  wasmelt::wasi::State state;
  /// The guest's names of directories, which descriptors refer to.
  const char *const *dir_names = nullptr;
  uint32_t dir_count = 0;
  WasiStream streams[3];
};

namespace wasmelt::embed {

/// What the shim takes for the calling instance: the memory that it works on, and the state.
/// Made for each instance; lives as long as its store. Null: not enough memory.
Instance *makeWasiCaller(Store &store, wasmelt_wasi &wasi);

/// A function of WASI for that caller. Null if there is none of this name, or `result` says why.
ContextFuncRef *makeWasiFunction(Store &store, Instance &caller, Name module, Name name,
                                 Result &result);

} // namespace wasmelt::embed
