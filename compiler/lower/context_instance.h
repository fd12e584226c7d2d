// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The context strategy of shared libraries: an instance is memory that the runtime allocates, and
// its address the first parameter of every function. What lies where in it is said in
// runtime-lib/abi/instance_layout.def; what compiled code does with it is in context_instance.cpp,
// what the runtime is told in context_instance_setup.cpp and context_thunks.cpp, and what hosts
// that are linked with the library call in context_entries.cpp.
#pragma once

#include "compiler/lower/entry_symbols.h"
#include "compiler/lower/instance_access.h"
#include "compiler/lower/memory_images.h"

#include <map>

namespace wasmelt::lower {

class ContextInstance final : public InstanceAccess {
public:
  explicit ContextInstance(ModuleContext &module);

  bool outlivesTraps() const override { return true; }
  TrapReach trapReach() const override;
  llvm::Value *memoryBase(Builder &b, uint32_t memory) override;
  llvm::Value *memorySize(Builder &b, uint32_t memory) override;
  llvm::Value *memory(Builder &b, uint32_t memory) override;
  llvm::Value *loadGlobal(Builder &b, uint32_t global) override;
  void storeGlobal(Builder &b, uint32_t global, llvm::Value *value) override;
  llvm::Value *table(Builder &b, uint32_t table) override;
  llvm::Value *tableSize(Builder &b, uint32_t table) override;
  llvm::Value *tableEntry(Builder &b, uint32_t table, llvm::Value *index) override;
  llvm::Value *loadTableEntry(Builder &b, uint32_t table, llvm::Value *index) override;
  void storeTableEntry(Builder &b, uint32_t table, llvm::Value *index,
                       llvm::Value *reference) override;
  Callee callee(Builder &b, uint32_t function) override;
  Callee entryCallee(Builder &b, llvm::Value *entry, const wasm::FunctionType &type) override;
  llvm::Value *isOtherType(Builder &b, llvm::Value *entry_type, uint32_t type) override;
  llvm::Value *functionReference(Builder &b, uint32_t function) override;
  llvm::Value *elementSegment(Builder &b, uint32_t element) override;
  llvm::Value *elementSegmentSize(Builder &b, uint32_t element) override;
  void dropElementSegment(Builder &b, uint32_t element) override;
  llvm::Value *dataSegment(Builder &, uint32_t data) override { return datas_[data]; }
  llvm::Value *dataSegmentSize(Builder &b, uint32_t data) override;
  void dropDataSegment(Builder &b, uint32_t data) override;
  llvm::Value *tag(Builder &b, uint32_t tag) override;
  llvm::Value *instance(Builder &b) override;
  llvm::Value *control(Builder &b) override;
  void emitDescriptors(FunctionLowering &functions, const std::string &cpu_features) override;

  // For the function that initialises an instance (lower_initialise.cpp).
  /// The offset of a function's ContextFuncRef in the instance. Never 0.
  uint32_t referenceOffset(uint32_t function) const;
  /// The value that a global of this module has for good, if that is known now.
  llvm::Constant *constantGlobal(uint32_t global) const { return constant_globals_[global]; }
  /// Makes segments as big as they are before they are dropped; fresh instances have 0.
  void setElementSegmentSize(Builder &b, uint32_t element, uint64_t size);
  void setDataSegmentSize(Builder &b, uint32_t data, uint64_t size);

  /// Whether an active data segment is part of an image, and so counts as dropped already.
  bool isImaged(uint32_t data) const {
    return data < imaged_ && module_.wasm.datas[data].mode == wasm::SegmentMode::Active;
  }

  /// A landing pad that returns the exception to the host.
  llvm::BasicBlock *makeExceptionReturn(llvm::Function &f);

private:
  void computeLayout();
  /// Asks for safepoints (codegen/safepoints.h).
  void markFunctions();
  void keepMarkedFunctions();
  void findConstantGlobals();
  void makeSegments();
  llvm::Value *at(Builder &b, uint64_t offset);
  /// Loads a slot that is set before compiled code runs and never again.
  llvm::LoadInst *loadSlot(Builder &b, uint64_t offset, llvm::Type *type);
  llvm::Value *globalAddress(Builder &b, uint32_t global);
  bool isExported(wasm::ExternKind kind, uint32_t index) const;

  llvm::GlobalVariable *makeTypeRows();
  llvm::Function *makeThunk(llvm::FunctionType *type, llvm::CallingConv::ID convention,
                            const char *kind);
  llvm::Function *makeCallThunk(const wasm::FunctionType &type);
  llvm::Function *makeHostArrayAdapter(const wasm::FunctionType &type);
  llvm::Function *makeHostNativeAdapter(const wasm::FunctionType &type);
  void emitEntries(llvm::GlobalVariable &descriptor, const EntrySymbols &symbols);
  void makeEntry(const EntrySymbols::Entry &entry, bool is_exported);
  llvm::Function *makeEntryBody(uint32_t function);
  void checkArgument(llvm::IRBuilder<> &b, llvm::Value *reference, wasm::ValueType type,
                     uint32_t number);
  void publish(llvm::Function &f, const std::string &symbol, bool is_exported);
  llvm::Constant *importRows();
  llvm::Constant *exportRows();
  llvm::Constant *referenceRows();
  llvm::Constant *tableRows();
  llvm::Constant *memoryRows();
  llvm::Constant *imageRows(size_t &count);
  llvm::Constant *globalRows();
  llvm::GlobalVariable *makeWords(const std::vector<uint32_t> &words, const char *name);
  /// Bytes of a name that may contain zeros.
  llvm::Constant *nameBytes(llvm::StringRef name);

  struct Layout {
    uint32_t control, memories, tables, tags, functions, references, size;
    std::vector<uint32_t> globals, elements, element_sizes, data_sizes;
  };
  Layout layout_{};
  std::vector<llvm::Constant *> constant_globals_; ///< null if not known
  std::vector<llvm::GlobalVariable *> datas_;
  std::vector<PlacedSegment> placed_; ///< of images
  size_t imaged_ = 0;                 ///< active segments below this number are in images
  llvm::GlobalVariable *type_ids_ = nullptr;
  llvm::GlobalVariable *null_entry_ = nullptr;
  std::map<std::pair<llvm::FunctionType *, int>, llvm::Function *> thunks_;
};

} // namespace wasmelt::lower
