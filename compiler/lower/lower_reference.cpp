// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ref.null, ref.is_null, ref.func.
#include "compiler/lower/function_lowering.h"

namespace wasmelt::lower {

void FunctionLowering::ref_null(const wasm::HeapTypeImmediate &) {
  push(instance_.nullReference());
}
void FunctionLowering::ref_is_null(const wasm::NoneImmediate &) {
  pushBool(b_.CreateIsNull(pop()));
}
void FunctionLowering::ref_func(const wasm::FunctionImmediate &imm) {
  push(instance_.functionReference(b_, imm.function));
}

} // namespace wasmelt::lower
