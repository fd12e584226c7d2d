// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attributes of files as the system tells them.
#pragma once

#include <sys/stat.h>

namespace wasmelt::wasi::platform {

/// As fstat() and fstatat() do it.
int statusOf(int host, struct stat &status);
int statusAt(int directory, const char *path, struct stat &status, int flags);

} // namespace wasmelt::wasi::platform
