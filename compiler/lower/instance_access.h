// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The only place that knows where an instance's state lives: memory bases and sizes, globals,
// tables, references. This is the static strategy of executables: one instance, held in LLVM
// globals.
#pragma once

#include "compiler/lower/module_context.h"

#include <llvm/IR/GlobalVariable.h>
#include <llvm/IR/IRBuilder.h>

namespace wasmelt::lower {

class InstanceAccess {
public:
  explicit InstanceAccess(ModuleContext &module);

  using Builder = llvm::IRBuilder<>;
  /// Low enough that the base is a displacement in every address, and above what kernels keep free.
  static constexpr uint64_t constant_memory_base = 65536;
  /// Images of memory are pages of the file; the largest page size of any target's usual kernels
  /// would waste space on all others.
  static constexpr uint64_t image_page_size = 4096;

  // Memories.
  bool hasExplicitBounds(uint32_t memory) const;
  /// Whether the base is constant_memory_base (design: memory 0 of an executable).
  bool hasConstantBase(uint32_t memory) const {
    return memory == 0 && module_.options.memory_base == MemoryBase::Constant;
  }
  /// Whether code generation may conclude from an access to memory 0 that its address does not wrap;
  /// see codegen/trap_implied_no_wrap.h for the conditions.
  bool trapsImplyNoWrap() const;
  /// The host address of byte 0: a constant, or a load that may be hoisted anywhere.
  llvm::Value *memoryBase(Builder &b, uint32_t memory);
  /// Accessible bytes, i64.
  llvm::Value *memorySize(Builder &b, uint32_t memory);
  /// The Memory structure, for runtime calls.
  llvm::Constant *memory(uint32_t memory);

  // Globals.
  llvm::Value *loadGlobal(Builder &b, uint32_t global);
  void storeGlobal(Builder &b, uint32_t global, llvm::Value *value);

  // Tables.
  /// Whether entries are FuncRefs, not pointers.
  bool holdsFunctions(uint32_t table) const;
  /// The Table structure, for runtime calls.
  llvm::Constant *table(uint32_t table);
  /// Elements, i64; a constant if the table cannot grow.
  llvm::Value *tableSize(Builder &b, uint32_t table);
  /// The address of an entry whose index (i64) was checked.
  llvm::Value *tableEntry(Builder &b, uint32_t table, llvm::Value *index);
  llvm::Value *loadTableEntry(Builder &b, uint32_t table, llvm::Value *index);
  void storeTableEntry(Builder &b, uint32_t table, llvm::Value *index, llvm::Value *reference);
  /// Code and type id of a FuncRef or funcref table entry.
  llvm::Value *entryCode(Builder &b, llvm::Value *entry);
  llvm::Value *entryType(Builder &b, llvm::Value *entry);

  // References and segments.
  llvm::Constant *functionReference(uint32_t function);
  llvm::Constant *nullReference() const { return llvm::ConstantPointerNull::get(module_.ptr); }
  llvm::Constant *elementSegment(uint32_t element);              ///< array of references
  llvm::Value *elementSegmentSize(Builder &b, uint32_t element); ///< i64, 0 when dropped
  void dropElementSegment(Builder &b, uint32_t element);
  llvm::Constant *dataSegment(uint32_t data);
  llvm::Value *dataSegmentSize(Builder &b, uint32_t data);
  void dropDataSegment(Builder &b, uint32_t data);

  /// The Instance structure, the hidden argument of imports.
  llvm::Constant *instance() const { return instance_; }

  /// Emits what the runtime reads: module descriptor, memory images, configuration and the entry
  /// function. To be called when all functions are lowered.
  void emitDescriptors(const std::string &cpu_features);

private:
  llvm::GlobalVariable *makeVariable(llvm::Type *type, llvm::Constant *init, bool constant,
                                     const llvm::Twine &name);
  llvm::GlobalVariable *makeArray(llvm::Type *element, llvm::ArrayRef<llvm::Constant *> values,
                                  bool constant, const llvm::Twine &name);
  llvm::Constant *element(llvm::GlobalVariable *array, uint64_t index);
  llvm::Constant *cString(llvm::StringRef text);
  llvm::Constant *constantOf(const wasm::ConstExpr &expr);
  /// A reference constant's FuncRef, as a table entry.
  llvm::Constant *entryOf(const wasm::ConstExpr &expr);
  void makeMemories();
  void makeGlobals();
  void makeFunctionReferences();
  void makeSegments();
  void makeTables();
  llvm::GlobalVariable *makeImages(uint32_t &count);
  llvm::Constant *makeConfig(const std::string &cpu_features);
  llvm::Function *makeEntry();

  ModuleContext &module_;
  llvm::Module &ir_;
  llvm::GlobalVariable *instance_ = nullptr;
  llvm::GlobalVariable *memories_ = nullptr;
  llvm::GlobalVariable *tables_ = nullptr;
  llvm::GlobalVariable *funcrefs_ = nullptr;
  llvm::GlobalVariable *null_entry_ = nullptr;
  std::vector<llvm::GlobalVariable *> globals_;
  std::vector<llvm::GlobalVariable *> table_entries_; ///< null if the table is dynamic
  std::vector<llvm::GlobalVariable *> elements_, element_sizes_, datas_, data_sizes_;
  /// An active segment does not fit, so that instantiation traps.
  bool tables_trap_ = false, memories_trap_ = false;
};

} // namespace wasmelt::lower
