// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Directories that are granted before a module runs.
#pragma once

#include "wasi-shim/fd_table.h"

namespace wasmelt::wasi {

/// Opens a directory of the host that the guest will know as `guest`, a string that has to stay.
/// False: errno says why.
bool openGrantedDirectory(const char *host, const char *guest, bool read_only,
                          Descriptor &directory);

} // namespace wasmelt::wasi
