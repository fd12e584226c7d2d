// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The flags of an open descriptor.
#pragma once

namespace wasmelt::wasi::platform {

/// What fcntl(F_GETFL) returns, and errno as it sets it.
int openFlagsOf(int host);
/// As fcntl(F_SETFL).
int setOpenFlagsOf(int host, int flags);
/// Another descriptor for the same, beyond the standard streams'; -1 if there is none left.
int duplicate(int host);

} // namespace wasmelt::wasi::platform
