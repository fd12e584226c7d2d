// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Alias information: linear memories, globals, tables and instance data never overlap.
#pragma once

#include <llvm/IR/Instruction.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Metadata.h>

#include <vector>

namespace wasmelt::lower {

class Aliasing {
public:
  explicit Aliasing(llvm::LLVMContext &context);

  /// The first so many memories and globals are imported, and may be the same one.
  void setImported(uint32_t memories, uint32_t globals) {
    imported_memories_ = memories;
    imported_globals_ = globals;
  }

  /// Marks a load or store as one of: linear memory `index`, Wasm global `index`, table entries,
  /// instance structures (sizes, bases), the call area (call_layout.h).
  void memory(llvm::Instruction *access, uint32_t index);
  void global(llvm::Instruction *access, uint32_t index);
  void table(llvm::Instruction *access);
  void instance(llvm::Instruction *access);
  void callArea(llvm::Instruction *access);

private:
  llvm::MDNode *tag(llvm::StringRef name);
  llvm::LLVMContext &context_;
  llvm::MDNode *root_;
  llvm::MDNode *table_, *instance_, *call_area_;
  uint32_t imported_memories_ = 0, imported_globals_ = 0;
  std::vector<llvm::MDNode *> memories_, globals_;
};

} // namespace wasmelt::lower
