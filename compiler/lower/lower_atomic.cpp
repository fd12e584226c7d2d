// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic accesses, wait and notify. All are sequentially consistent, on shared memories and others,
// and trap on addresses that are not aligned, so that hardware has an instruction for each.
#include "compiler/lower/function_lowering.h"

using namespace llvm;

namespace wasmelt::lower {

constexpr AtomicOrdering ordering = AtomicOrdering::SequentiallyConsistent;

void FunctionLowering::trapIfUnaligned(Value *index, uint64_t offset, uint64_t size) {
  if (size == 1)
    return;
  // Memories begin at a page, so the address in the memory says it; of the sum the lowest bits do,
  // whether it wraps or not.
  auto number = [&](uint64_t value) { return ConstantInt::get(index->getType(), value); };
  if (uint64_t low = offset & (size - 1))
    index = b_.CreateAdd(index, number(low));
  trapIf(b_.CreateICmpNE(b_.CreateAnd(index, number(size - 1)), number(0)),
         TrapKind::UnalignedAtomic);
}

Value *FunctionLowering::popAtomicAddress(const wasm::MemArgImmediate &imm, uint64_t size) {
  trapIfUnaligned(stack_.back(), imm.offset, size);
  return popAddress(imm, size);
}

void FunctionLowering::atomicLoad(const wasm::MemArgImmediate &imm, unsigned bits, Type *type) {
  Value *address = popAtomicAddress(imm, bits / 8);
  LoadInst *load = b_.CreateAlignedLoad(b_.getIntNTy(bits), address, Align(bits / 8));
  load->setAtomic(ordering);
  module_.aliasing.memory(load, imm.memory);
  push(b_.CreateZExt(load, type));
}

void FunctionLowering::atomicStore(const wasm::MemArgImmediate &imm, unsigned bits) {
  Value *value = b_.CreateTrunc(pop(), b_.getIntNTy(bits));
  StoreInst *store = b_.CreateAlignedStore(value, popAtomicAddress(imm, bits / 8), Align(bits / 8));
  store->setAtomic(ordering);
  module_.aliasing.memory(store, imm.memory);
}

void FunctionLowering::atomicModify(const wasm::MemArgImmediate &imm, AtomicRMWInst::BinOp op,
                                    unsigned bits) {
  Value *operand = pop();
  Value *value = b_.CreateTrunc(operand, b_.getIntNTy(bits));
  Value *index = pop();
  trapIfUnaligned(index, imm.offset, bits / 8);
  auto trap = [this](Value *condition) { trapIf(condition, TrapKind::MemoryOutOfBounds); };
  // x86-64 makes of `or` with 0 whose result nobody needs a mere fence, so that hardware would not
  // see the address.
  Value *address = op == AtomicRMWInst::Or
                       ? memory_.explicitlyChecked(imm.memory, index, imm.offset, bits / 8, trap)
                       : memory_.address(imm.memory, index, imm.offset, bits / 8, trap);
  AtomicRMWInst *modify = b_.CreateAtomicRMW(op, address, value, Align(bits / 8), ordering);
  // Or else LLVM turns what modifies nothing (adding 0 and the like) into that `or`.
  modify->setVolatile(true);
  module_.aliasing.memory(modify, imm.memory);
  push(b_.CreateZExt(modify, operand->getType()));
}

void FunctionLowering::atomicCompareExchange(const wasm::MemArgImmediate &imm, unsigned bits) {
  Value *operand = pop();
  Value *replacement = b_.CreateTrunc(operand, b_.getIntNTy(bits));
  Value *expected = b_.CreateTrunc(pop(), b_.getIntNTy(bits));
  AtomicCmpXchgInst *exchange = b_.CreateAtomicCmpXchg(
      popAtomicAddress(imm, bits / 8), expected, replacement, Align(bits / 8), ordering, ordering);
  module_.aliasing.memory(exchange, imm.memory);
  push(b_.CreateZExt(b_.CreateExtractValue(exchange, 0), operand->getType()));
}

#define MODIFY(type, infix, suffix, bits)                                                          \
  void FunctionLowering::type##_atomic_rmw##infix##_add##suffix(                                   \
      const wasm::MemArgImmediate &imm) {                                                          \
    atomicModify(imm, AtomicRMWInst::Add, bits);                                                   \
  }                                                                                                \
  void FunctionLowering::type##_atomic_rmw##infix##_sub##suffix(                                   \
      const wasm::MemArgImmediate &imm) {                                                          \
    atomicModify(imm, AtomicRMWInst::Sub, bits);                                                   \
  }                                                                                                \
  void FunctionLowering::type##_atomic_rmw##infix##_and##suffix(                                   \
      const wasm::MemArgImmediate &imm) {                                                          \
    atomicModify(imm, AtomicRMWInst::And, bits);                                                   \
  }                                                                                                \
  void FunctionLowering::type##_atomic_rmw##infix##_or##suffix(const wasm::MemArgImmediate &imm) { \
    atomicModify(imm, AtomicRMWInst::Or, bits);                                                    \
  }                                                                                                \
  void FunctionLowering::type##_atomic_rmw##infix##_xor##suffix(                                   \
      const wasm::MemArgImmediate &imm) {                                                          \
    atomicModify(imm, AtomicRMWInst::Xor, bits);                                                   \
  }                                                                                                \
  void FunctionLowering::type##_atomic_rmw##infix##_xchg##suffix(                                  \
      const wasm::MemArgImmediate &imm) {                                                          \
    atomicModify(imm, AtomicRMWInst::Xchg, bits);                                                  \
  }                                                                                                \
  void FunctionLowering::type##_atomic_rmw##infix##_cmpxchg##suffix(                               \
      const wasm::MemArgImmediate &imm) {                                                          \
    atomicCompareExchange(imm, bits);                                                              \
  }
#define FULL(type, bits)                                                                           \
  void FunctionLowering::type##_atomic_load(const wasm::MemArgImmediate &imm) {                    \
    atomicLoad(imm, bits, module_.type);                                                           \
  }                                                                                                \
  void FunctionLowering::type##_atomic_store(const wasm::MemArgImmediate &imm) {                   \
    atomicStore(imm, bits);                                                                        \
  }                                                                                                \
  MODIFY(type, , , bits)
#define NARROW(type, bits)                                                                         \
  void FunctionLowering::type##_atomic_load##bits##_u(const wasm::MemArgImmediate &imm) {          \
    atomicLoad(imm, bits, module_.type);                                                           \
  }                                                                                                \
  void FunctionLowering::type##_atomic_store##bits(const wasm::MemArgImmediate &imm) {             \
    atomicStore(imm, bits);                                                                        \
  }                                                                                                \
  MODIFY(type, bits, _u, bits)
FULL(i32, 32)
FULL(i64, 64)
NARROW(i32, 8)
NARROW(i32, 16)
NARROW(i64, 8)
NARROW(i64, 16)
NARROW(i64, 32)

void FunctionLowering::atomic_fence(const wasm::FenceImmediate &) { b_.CreateFence(ordering); }

// The runtime is given a host address; it cannot trap on our behalf, so all is checked here.

void FunctionLowering::memory_atomic_notify(const wasm::MemArgImmediate &imm) {
  Value *count = pop(), *index = pop();
  trapIfUnaligned(index, imm.offset, 4);
  Value *address =
      memory_.explicitlyChecked(imm.memory, index, imm.offset, 4, [this](Value *out_of_bounds) {
        trapIf(out_of_bounds, TrapKind::MemoryOutOfBounds);
      });
  push(b_.CreateCall(module_.runtimeCall(RuntimeCall::memory_atomic_notify), {address, count}));
}

void FunctionLowering::atomicWait(const wasm::MemArgImmediate &imm, uint64_t size,
                                  RuntimeCall call) {
  Value *timeout = pop(), *expected = pop(), *index = pop();
  trapIfUnaligned(index, imm.offset, size);
  Value *address =
      memory_.explicitlyChecked(imm.memory, index, imm.offset, size, [this](Value *out_of_bounds) {
        trapIf(out_of_bounds, TrapKind::MemoryOutOfBounds);
      });
  if (!module_.memoryType(imm.memory).limits.is_shared)
    trapIf(b_.getTrue(), TrapKind::ExpectedSharedMemory);
  Value *control =
      module_.options.interruptible ? instance_.control(b_) : ConstantPointerNull::get(module_.ptr);
  push(b_.CreateCall(module_.runtimeCall(call), {address, expected, timeout, control}));
}

void FunctionLowering::memory_atomic_wait32(const wasm::MemArgImmediate &imm) {
  atomicWait(imm, 4, RuntimeCall::memory_atomic_wait32);
}
void FunctionLowering::memory_atomic_wait64(const wasm::MemArgImmediate &imm) {
  atomicWait(imm, 8, RuntimeCall::memory_atomic_wait64);
}

} // namespace wasmelt::lower
