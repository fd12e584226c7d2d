// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Opening below a directory in one step, where the system can.
#pragma once

namespace wasmelt::wasi::platform {

/// Opens `path` so that resolution never leaves `dir`, without following magic links. False if the
/// system cannot; otherwise `opened` is the descriptor, or -1 with errno (EXDEV: it would leave).
/// With `as_root`, what would leave `dir` starts or stops there, as in the root directory.
bool openBeneath(int dir, bool as_root, const char *path, int flags, unsigned mode, int &opened);

/// Cleared when the system turns out not to be able to (and by tests of the alternative).
extern bool can_open_beneath;

} // namespace wasmelt::wasi::platform
