// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Table and element segment instructions.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::table_get(const wasm::TableImmediate &imm) {
  Value *index = toI64(pop());
  trapIf(b_.CreateICmpUGE(index, instance_.tableSize(b_, imm.table)), TrapKind::TableOutOfBounds);
  push(instance_.loadTableEntry(b_, imm.table, index));
}

void FunctionLowering::table_set(const wasm::TableImmediate &imm) {
  Value *reference = pop();
  Value *index = toI64(pop());
  trapIf(b_.CreateICmpUGE(index, instance_.tableSize(b_, imm.table)), TrapKind::TableOutOfBounds);
  instance_.storeTableEntry(b_, imm.table, index, reference);
}

void FunctionLowering::table_size(const wasm::TableImmediate &imm) {
  push(b_.CreateTrunc(instance_.tableSize(b_, imm.table),
                      module_.addressType(module_.wasm.tables[imm.table].type.limits)));
}

void FunctionLowering::table_grow(const wasm::TableImmediate &imm) {
  Value *delta = toI64(pop());
  chargeRange(delta, 3);
  Value *init = pop();
  Value *old = b_.CreateCall(module_.runtimeCall(RuntimeCall::table_grow),
                             {instance_.table(b_, imm.table), delta, init});
  push(b_.CreateTrunc(old, module_.addressType(module_.wasm.tables[imm.table].type.limits)));
}

void FunctionLowering::table_fill(const wasm::TableImmediate &imm) {
  Value *count = toI64(pop());
  chargeRange(count, 3);
  Value *value = pop();
  Value *start = toI64(pop());
  b_.CreateCall(module_.runtimeCall(RuntimeCall::table_fill),
                {instance_.table(b_, imm.table), start, value, count});
}

void FunctionLowering::table_copy(const wasm::TableCopyImmediate &imm) {
  Value *count = toI64(pop());
  chargeRange(count, 3);
  Value *src = toI64(pop());
  Value *dst = toI64(pop());
  b_.CreateCall(
      module_.runtimeCall(RuntimeCall::table_copy),
      {instance_.table(b_, imm.dst_table), instance_.table(b_, imm.src_table), dst, src, count});
}

void FunctionLowering::table_init(const wasm::TableInitImmediate &imm) {
  Value *count = toI64(pop());
  chargeRange(count, 3);
  Value *src = toI64(pop());
  Value *dst = toI64(pop());
  b_.CreateCall(module_.runtimeCall(RuntimeCall::table_init),
                {instance_.table(b_, imm.table), instance_.elementSegment(b_, imm.element),
                 instance_.elementSegmentSize(b_, imm.element), dst, src, count});
}

void FunctionLowering::elem_drop(const wasm::ElementImmediate &imm) {
  instance_.dropElementSegment(b_, imm.element);
}

} // namespace wasmelt::lower
