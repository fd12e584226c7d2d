// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How optimised IR shows an access to linear memory 0, for passes that reason about such accesses.
#pragma once

#include "compiler/driver/module_flags.h"

#include <cstdint>
#include <optional>

namespace llvm {
class GetElementPtrInst;
class Instruction;
class Module;
class Value;
} // namespace llvm

namespace wasmelt::codegen {

TrapReach trapReach(const llvm::Module &module);

/// The address of an access: memory base + zext(index) + offset.
struct LinearAddress {
  llvm::GetElementPtrInst *base_gep; ///< adds the zext to the base
  llvm::Value *index;                ///< i32
  int64_t offset;
};

/// The address of a load or store of memory 0 (by its alias tag), if it has this form.
std::optional<LinearAddress> linearAddress(const llvm::Instruction &access);

} // namespace wasmelt::codegen
