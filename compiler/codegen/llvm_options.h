// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LLVM's process-wide switches that have no other interface.
#pragma once

namespace wasmelt::codegen {

/// Sets them. Called before the first pass is built; later calls do nothing.
void setLlvmOptions();

} // namespace wasmelt::codegen
