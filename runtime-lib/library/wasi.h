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

/// Functions of WASI for the imports of one instance.
class WasiProvider {
public:
  /// `wasi` may be null: there are none.
  WasiProvider(Store &store, wasmelt_wasi *wasi) : store_(store), wasi_(wasi) {}

  /// Null if it is no function of WASI, or `error` says why.
  wasmelt_function_t *provide(const Import &import, wasmelt_error_t **error);
  /// To be completed when the instance is made. Null if nothing was provided.
  WasiCaller *caller() { return caller_; }

private:
  Store &store_;
  wasmelt_wasi *wasi_;
  WasiCaller *caller_ = nullptr; ///< the store's
};

} // namespace wasmelt::embed
