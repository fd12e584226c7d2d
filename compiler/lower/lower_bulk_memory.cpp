// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// memory.fill, copy, init and data.drop. The whole range is checked before anything is written.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

void FunctionLowering::memory_fill(const wasm::MemoryImmediate &imm) {
  Value *count = toI64(pop());
  chargeRange(count, 6);
  Value *value = b_.CreateTrunc(pop(), b_.getInt8Ty());
  Value *start = pop();
  checkRange(toI64(start), count, instance_.memorySize(b_, imm.memory), TrapKind::MemoryOutOfBounds,
             is64(imm.memory));
  CallInst *fill =
      b_.CreateMemSet(memory_.checkedAddress(imm.memory, start), value, count, Align(1));
  module_.aliasing.memory(fill, imm.memory);
}

void FunctionLowering::memory_copy(const wasm::MemoryCopyImmediate &imm) {
  Value *count = toI64(pop());
  chargeRange(count, 6);
  Value *src = pop();
  Value *dst = pop();
  checkRange(toI64(src), count, instance_.memorySize(b_, imm.src_memory),
             TrapKind::MemoryOutOfBounds, is64(imm.src_memory));
  checkRange(toI64(dst), count, instance_.memorySize(b_, imm.dst_memory),
             TrapKind::MemoryOutOfBounds, is64(imm.dst_memory));
  CallInst *copy = b_.CreateMemMove(memory_.checkedAddress(imm.dst_memory, dst), Align(1),
                                    memory_.checkedAddress(imm.src_memory, src), Align(1), count);
  if (imm.dst_memory == imm.src_memory)
    module_.aliasing.memory(copy, imm.dst_memory);
}

void FunctionLowering::memory_init(const wasm::MemoryInitImmediate &imm) {
  Value *count = toI64(pop());
  chargeRange(count, 6);
  Value *src = toI64(pop());
  Value *dst = pop();
  checkRange(src, count, instance_.dataSegmentSize(b_, imm.data), TrapKind::MemoryOutOfBounds);
  checkRange(toI64(dst), count, instance_.memorySize(b_, imm.memory), TrapKind::MemoryOutOfBounds,
             is64(imm.memory));
  Value *from = b_.CreateInBoundsGEP(b_.getInt8Ty(), instance_.dataSegment(b_, imm.data), src);
  b_.CreateMemCpy(memory_.checkedAddress(imm.memory, dst), Align(1), from, Align(1), count);
}

void FunctionLowering::data_drop(const wasm::DataImmediate &imm) {
  instance_.dropDataSegment(b_, imm.data);
}

} // namespace wasmelt::lower
