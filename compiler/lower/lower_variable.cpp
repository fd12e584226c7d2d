// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Locals and globals. Locals are stack slots that LLVM promotes to registers.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::local_get(const wasm::LocalImmediate &imm) {
  AllocaInst *local = locals_[imm.local];
  push(b_.CreateLoad(local->getAllocatedType(), local));
}
void FunctionLowering::local_set(const wasm::LocalImmediate &imm) {
  b_.CreateStore(pop(), locals_[imm.local]);
}
void FunctionLowering::local_tee(const wasm::LocalImmediate &imm) {
  b_.CreateStore(stack_.back(), locals_[imm.local]);
}
void FunctionLowering::global_get(const wasm::GlobalImmediate &imm) {
  push(instance_.loadGlobal(b_, imm.global));
}
void FunctionLowering::global_set(const wasm::GlobalImmediate &imm) {
  instance_.storeGlobal(b_, imm.global, pop());
}

} // namespace wasmelt::lower
