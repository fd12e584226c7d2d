// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// File attributes, from the host's form to WASI's and back.
#pragma once

#include "wasi-shim/preview1_types.h"

#include <sys/stat.h>

namespace wasmelt::wasi {

/// The attributes of a file; `socket_type` is what to call it if it is a socket.
Filestat filestatOf(const struct stat &stat, Filetype socket_type = Filetype::SocketStream);

/// Fills the times that utimensat takes. Inval if both a time and "now" are asked for, or what is
/// not known.
Errno timesOf(Timestamp atim, Timestamp mtim, uint32_t fst_flags, timespec (&times)[2]);

/// The host's open flags for WASI's descriptor flags, and the other way round.
int hostFlagsOf(uint32_t fd_flags);
uint32_t fdFlagsOf(int host_flags);

} // namespace wasmelt::wasi
