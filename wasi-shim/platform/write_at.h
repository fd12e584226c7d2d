// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writing at an offset.
#pragma once

#include <sys/uio.h>

namespace wasmelt::wasi::platform {

/// As the system's pwritev() does it, whose offset does not count in a file that is appended to.
ssize_t writeAt(int host, const iovec *list, int count, off_t offset);

} // namespace wasmelt::wasi::platform
