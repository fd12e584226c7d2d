// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The flags of an open descriptor.
#pragma once

namespace wasmelt::wasi::platform {

/// What fcntl(F_GETFL) returns, and errno as it sets it.
int openFlagsOf(int host);

} // namespace wasmelt::wasi::platform
