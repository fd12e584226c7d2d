// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The flags of the standard streams, which whoever started the program shares: a shell would find
// its terminal not waiting any more.
#pragma once

namespace wasmelt::wasi {

/// Changes a host descriptor's open flags, as fcntl(F_SETFL) does. Those of a standard stream are
/// put back when the program ends (wasmelt_wasi_end in host_interface.h).
int setOpenFlags(int host, int flags);

} // namespace wasmelt::wasi
