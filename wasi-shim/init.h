// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the runtime calls before a WASI program runs.
#pragma once

#include "runtime-lib/abi/instance_layout.h"

namespace wasmelt {

/// Gives the program its arguments, standard streams and all that it was granted: at compile time
/// (ProgramConfig) and, unless it is sealed, in the environment variables
///
///   WASMELT_DIRS     HOST[::GUEST][:ro],...  directories; GUEST defaults to HOST
///   WASMELT_ENV      NAME=VALUE or NAME,...  variables to set or to pass on
///   WASMELT_LISTEN   HOST:PORT or unix:PATH,...  addresses to accept connections on
///   WASMELT_SOCKETS  N,...                   open sockets to pass on, by descriptor number
///
/// whose items are separated by commas; `\,` and `\\` stand for a comma and a backslash.
/// Directories become descriptors 3, 4, ... in this order, then listening sockets, then others.
/// Does not return if a grant cannot be honoured: it says so on standard error and exits with
/// status 1. Linked in only if the program imports a call that needs it, so refer to it weakly.
extern "C" void wasmelt_wasi_init(Instance *instance, int argc, char **argv, char **envp);

} // namespace wasmelt
