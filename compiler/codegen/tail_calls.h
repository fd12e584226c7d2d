// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gives the functions of modules with tail calls their final calling convention.
#pragma once

namespace llvm {
class Module;
}

namespace wasmelt::codegen {

/// Changes the convention `tailcc`, which lowering uses to be allowed `musttail` calls between
/// functions of different types, to C's, which costs less. To be called when LLVM's IR passes are
/// done: code generators ask of a `musttail` call no more than that both conventions are the same
/// and all operands are in registers, which lowering sees to (lower/call_layout.h).
void useCConvention(llvm::Module &module);

} // namespace wasmelt::codegen
