// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The static strategy of executables: one instance, held in LLVM globals, so that LLVM optimises
// module state as such. What compiled code does with that state is in static_instance.cpp, how it
// is set up in static_instance_setup.cpp.
#pragma once

#include "compiler/lower/instance_access.h"
#include "runtime-lib/abi/trap_kinds.h"

#include <llvm/IR/GlobalVariable.h>

namespace wasmelt::lower {

class StaticInstance final : public InstanceAccess {
public:
  explicit StaticInstance(ModuleContext &module);

  /// Low enough that the base is a displacement in every address, and above what kernels keep free.
  static constexpr uint64_t constant_memory_base = 65536;
  /// Images of memory are pages of the file; the largest page size of any target's usual kernels
  /// would waste space on all others.
  static constexpr uint64_t image_page_size = 4096;

  TrapReach trapReach() const override;
  llvm::Value *memoryBase(Builder &b, uint32_t memory) override;
  llvm::Value *memorySize(Builder &b, uint32_t memory) override;
  llvm::Value *memory(Builder &, uint32_t memory) override { return memoryStructure(memory); }
  llvm::Value *loadGlobal(Builder &b, uint32_t global) override;
  void storeGlobal(Builder &b, uint32_t global, llvm::Value *value) override;
  llvm::Value *table(Builder &b, uint32_t table) override { return tableStructure(b, table); }
  llvm::Value *tableSize(Builder &b, uint32_t table) override;
  llvm::Value *tableEntry(Builder &b, uint32_t table, llvm::Value *index) override;
  llvm::Value *loadTableEntry(Builder &b, uint32_t table, llvm::Value *index) override;
  void storeTableEntry(Builder &b, uint32_t table, llvm::Value *index,
                       llvm::Value *reference) override;
  Callee callee(Builder &b, uint32_t function) override;
  Callee entryCallee(Builder &b, llvm::Value *entry, const wasm::FunctionType &type) override;
  llvm::Value *isOtherType(Builder &b, llvm::Value *entry_type, uint32_t type) override;
  llvm::Value *functionReference(Builder &, uint32_t function) override {
    return constantReference(function);
  }
  llvm::Value *elementSegment(Builder &, uint32_t element) override { return elements_[element]; }
  llvm::Value *elementSegmentSize(Builder &b, uint32_t element) override;
  void dropElementSegment(Builder &b, uint32_t element) override;
  llvm::Value *dataSegment(Builder &, uint32_t data) override { return datas_[data]; }
  llvm::Value *dataSegmentSize(Builder &b, uint32_t data) override;
  void dropDataSegment(Builder &b, uint32_t data) override;
  llvm::Value *tag(Builder &b, uint32_t tag) override;
  llvm::Value *instance(Builder &) override { return instance_; }
  void emitDescriptors(FunctionLowering &functions, const std::string &cpu_features) override;

private:
  /// Whether the base is constant_memory_base (design: memory 0 of an executable).
  bool hasConstantBase(uint32_t memory) const {
    return memory == 0 && module_.options.memory_base == MemoryBase::Constant;
  }
  llvm::Constant *memoryStructure(uint32_t memory) { return element(memories_, memory); }
  llvm::Value *tableStructure(Builder &b, uint32_t table);
  llvm::Constant *constantReference(uint32_t function);
  llvm::GlobalVariable *makeTag(uint32_t tag);
  llvm::Constant *constantOf(const wasm::ConstExpr &expr);
  /// A reference constant's FuncRef, as a table entry.
  llvm::Constant *entryOf(const wasm::ConstExpr &expr);
  /// A variable of the instance: of each thread, if the program has threads.
  llvm::GlobalVariable *makeInstanceVariable(llvm::Type *type, llvm::Constant *init,
                                             const llvm::Twine &name);
  llvm::Value *addressOf(Builder &b, llvm::GlobalVariable *variable);
  void makeMemories();
  void makeGlobals();
  void makeFunctionReferences();
  void makeSegments();
  void makeTables();
  llvm::GlobalVariable *makeImages(uint32_t &count);
  llvm::Constant *hostFunction(const char *symbol, bool wanted);
  llvm::Constant *makeConfig(const std::string &cpu_features);
  /// Where an active segment goes; nothing if it does not fit, so that instantiation traps.
  std::optional<uint64_t> placeOf(const wasm::DataSegment &segment);
  /// A function of no result that the runtime calls, or one of these does.
  llvm::Function *makeFunction(llvm::ArrayRef<llvm::Type *> params,
                               llvm::GlobalValue::LinkageTypes linkage, const char *name);
  void emitInstantiation(Builder &b, llvm::Function *instantiate);
  void emitTrap(Builder &b, TrapKind kind);
  /// Calls a function of the module.
  void emitRun(Builder &b, uint32_t function, llvm::ArrayRef<llvm::Value *> args = {});
  llvm::Function *makeEntry();
  void emitTableInitialisation(Builder &b);
  llvm::Function *makeThreadInstantiation();
  void makeThreadMain(llvm::Function *instantiate);

  llvm::Module &ir_;
  llvm::GlobalVariable *instance_ = nullptr;
  llvm::GlobalVariable *memories_ = nullptr;
  llvm::GlobalVariable *tables_ = nullptr;
  llvm::GlobalVariable *funcrefs_ = nullptr;
  llvm::GlobalVariable *null_entry_ = nullptr;
  std::vector<llvm::GlobalVariable *> globals_;
  std::vector<llvm::GlobalVariable *> table_entries_; ///< null if the table is dynamic
  std::vector<llvm::GlobalVariable *> elements_, element_sizes_, datas_, data_sizes_, tags_;
  /// An active segment does not fit, so that instantiation traps.
  bool tables_trap_ = false, memories_trap_ = false;
};

} // namespace wasmelt::lower
