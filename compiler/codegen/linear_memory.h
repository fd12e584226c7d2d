// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How optimised IR shows an access to linear memory 0, for passes that reason about such accesses.
#pragma once

#include <cstdint>
#include <optional>

namespace llvm {
class GetElementPtrInst;
class Instruction;
class Module;
class Value;
} // namespace llvm

namespace wasmelt::codegen {

/// Module flag (i32 1) that lowering sets if: memory 0 ends at least 64 KiB below 4 GiB, nothing
/// else is mapped within 2^45 bytes of its base (an executable's memory at a low constant address,
/// with the image position-independent), and accesses outside of it trap by hardware.
inline constexpr char no_wrap_module_flag[] = "wasmelt-trap-implied-no-wrap";
bool trapsImplyNoWrap(const llvm::Module &module);

/// The address of an access: memory base + zext(index) + offset.
struct LinearAddress {
  llvm::GetElementPtrInst *base_gep; ///< adds the zext to the base
  llvm::Value *index;                ///< i32
  int64_t offset;
};

/// The address of a load or store of memory 0 (by its alias tag), if it has this form.
std::optional<LinearAddress> linearAddress(const llvm::Instruction &access);

} // namespace wasmelt::codegen
