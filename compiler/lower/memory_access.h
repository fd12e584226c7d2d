// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The only place where the host address of a linear-memory access is formed.
#pragma once

#include <llvm/IR/IRBuilder.h>

#include <cstdint>

namespace wasmelt::lower {

class InstanceAccess;
class ModuleContext;

class MemoryAccess {
public:
  MemoryAccess(ModuleContext &module, InstanceAccess &instance, llvm::IRBuilder<> &builder)
      : module_(module), instance_(instance), b_(builder) {}

  /// How the caller traps if the access needs an explicit check.
  using TrapIf = llvm::function_ref<void(llvm::Value *condition)>;

  /// The host address of `size` bytes at `index` (i32 or i64) + `offset` in `memory`. Accessing it
  /// faults, or `trap_if` was called, unless all of them are inside the memory.
  llvm::Value *address(uint32_t memory, llvm::Value *index, uint64_t offset, uint64_t size,
                       TrapIf trap_if);
  /// The same for an address that compiled code may not access itself: `trap_if` was always called.
  llvm::Value *explicitlyChecked(uint32_t memory, llvm::Value *index, uint64_t offset,
                                 uint64_t size, TrapIf trap_if);
  /// The host address of a range that the caller has checked.
  llvm::Value *checkedAddress(uint32_t memory, llvm::Value *index);

private:
  llvm::Value *isOutside(uint32_t memory, llvm::Value *index, uint64_t offset, uint64_t size);
  llvm::Value *isOutside64(uint32_t memory, llvm::Value *index, uint64_t offset, uint64_t size);
  llvm::Value *at(uint32_t memory, llvm::Value *index64, uint64_t offset);
  ModuleContext &module_;
  InstanceAccess &instance_;
  llvm::IRBuilder<> &b_;
};

} // namespace wasmelt::lower
