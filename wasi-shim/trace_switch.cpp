// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whether calls are traced: part of every program, where the rest of tracing is not.
#include "wasi-shim/trace.h"

namespace wasmelt::wasi {

Tracer tracer;

} // namespace wasmelt::wasi
