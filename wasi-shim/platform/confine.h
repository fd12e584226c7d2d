// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Giving up what the process does not need of the system. Both functions return null, or what the
// system lacks, in words; both cannot be taken back.
#pragma once

#include <stddef.h>

namespace wasmelt::wasi::platform {

struct GrantedDirectory {
  int host;
  bool read_only;
};

/// From now on no file can be opened, made or removed but below these directories, no TCP
/// connection made, and no other process be sent a signal, as far as the system can prevent it;
/// `closes_files` says whether closeHostFd() needs its device.
const char *restrictFiles(const GrantedDirectory *directories, size_t count, bool closes_files);

/// From now on every system call that neither the runtime nor one of the named WASI calls needs
/// ends the process.
const char *restrictSystemCalls(const char *const *wasi_calls, size_t count);

} // namespace wasmelt::wasi::platform
