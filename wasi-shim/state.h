// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the shim keeps for an instance.
#pragma once

#include "runtime-lib/abi/instance_layout.h"
#include "wasi-shim/fd_table.h"

namespace wasmelt::wasi {

struct State {
  FdTable fds;
  uint32_t arg_count = 0;
  uint32_t env_count = 0;
  const char *const *args = nullptr;
  const char *const *env = nullptr; ///< what was granted, as NAME=VALUE
};

/// The state of an instance. Executables have one instance and so one state.
State &stateOf(Instance *instance);

} // namespace wasmelt::wasi
