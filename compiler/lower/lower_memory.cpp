// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads, stores, memory.size and memory.grow. Accesses are unaligned, not volatile, and marked with
// the memory that they belong to.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

Value *FunctionLowering::popAddress(const wasm::MemArgImmediate &imm, uint64_t size) {
  return memory_.address(imm.memory, pop(), imm.offset, size, [this](Value *out_of_bounds) {
    trapIf(out_of_bounds, TrapKind::MemoryOutOfBounds);
  });
}

LoadInst *FunctionLowering::load(const wasm::MemArgImmediate &imm, Type *type) {
  uint64_t size = type->getPrimitiveSizeInBits().getFixedValue() / 8;
  LoadInst *load = b_.CreateAlignedLoad(type, popAddress(imm, size), Align(1));
  module_.aliasing.memory(load, imm.memory);
  if (module_.options.strict_traps)
    load->setVolatile(true);
  return load;
}

void FunctionLowering::store(const wasm::MemArgImmediate &imm, Value *value) {
  uint64_t size = value->getType()->getPrimitiveSizeInBits().getFixedValue() / 8;
  StoreInst *store = b_.CreateAlignedStore(value, popAddress(imm, size), Align(1));
  module_.aliasing.memory(store, imm.memory);
}

void FunctionLowering::loadExtended(const wasm::MemArgImmediate &imm, unsigned bits, Type *type,
                                    bool is_signed) {
  Value *value = load(imm, b_.getIntNTy(bits));
  push(is_signed ? b_.CreateSExt(value, type) : b_.CreateZExt(value, type));
}

void FunctionLowering::storeTruncated(const wasm::MemArgImmediate &imm, unsigned bits) {
  Value *value = b_.CreateTrunc(pop(), b_.getIntNTy(bits));
  store(imm, value);
}

#define FULL_ACCESS(type, llvm_type)                                                               \
  void FunctionLowering::type##_load(const wasm::MemArgImmediate &imm) {                           \
    push(load(imm, llvm_type));                                                                    \
  }                                                                                                \
  void FunctionLowering::type##_store(const wasm::MemArgImmediate &imm) {                          \
    Value *value = pop();                                                                          \
    store(imm, value);                                                                             \
  }
FULL_ACCESS(i32, b_.getInt32Ty())
FULL_ACCESS(i64, b_.getInt64Ty())
FULL_ACCESS(f32, b_.getFloatTy())
FULL_ACCESS(f64, b_.getDoubleTy())
FULL_ACCESS(v128, module_.v128)

#define NARROW_ACCESS(type, bits)                                                                  \
  void FunctionLowering::type##_load##bits##_s(const wasm::MemArgImmediate &imm) {                 \
    loadExtended(imm, bits, module_.type, true);                                                   \
  }                                                                                                \
  void FunctionLowering::type##_load##bits##_u(const wasm::MemArgImmediate &imm) {                 \
    loadExtended(imm, bits, module_.type, false);                                                  \
  }                                                                                                \
  void FunctionLowering::type##_store##bits(const wasm::MemArgImmediate &imm) {                    \
    storeTruncated(imm, bits);                                                                     \
  }
NARROW_ACCESS(i32, 8)
NARROW_ACCESS(i32, 16)
NARROW_ACCESS(i64, 8)
NARROW_ACCESS(i64, 16)
NARROW_ACCESS(i64, 32)

void FunctionLowering::memory_size(const wasm::MemoryImmediate &imm) {
  const wasm::MemoryType &type = module_.memoryType(imm.memory);
  Value *size = instance_.memorySize(b_, imm.memory);
  // Unlike a bounds check, the instruction has to see what another thread has done.
  if (auto *load = dyn_cast<LoadInst>(size); load && type.limits.is_shared)
    load->setOrdering(AtomicOrdering::SequentiallyConsistent);
  push(b_.CreateTrunc(b_.CreateLShr(size, type.page_size_log2), module_.addressType(type.limits)));
}

void FunctionLowering::memory_grow(const wasm::MemoryImmediate &imm) {
  const wasm::Limits &limits = module_.memoryType(imm.memory).limits;
  Value *delta = toI64(pop());
  Value *old = b_.CreateCall(module_.runtimeCall(limits.is_shared ? RuntimeCall::memory_grow_shared
                                                                  : RuntimeCall::memory_grow),
                             {instance_.memory(b_, imm.memory), delta});
  push(b_.CreateTrunc(old, module_.addressType(limits)));
}

} // namespace wasmelt::lower
