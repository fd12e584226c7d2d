// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Archives of objects.
#pragma once

#include <string>

namespace wasmelt::link {

/// Writes an archive with one object, the file `object`, which it calls `name`. Throws Error.
void writeStaticLibrary(const std::string &output, const std::string &object,
                        const std::string &name);

} // namespace wasmelt::link
