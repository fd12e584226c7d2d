// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The only place that knows where an instance's state lives: memory bases and sizes, globals,
// tables, references, imported functions. One interface, two strategies (design D2), between which
// lowering never distinguishes:
//  - static (static_instance.h), for executables: one instance, held in LLVM globals;
//  - context (context_instance.h), for libraries: many instances, each reached through the hidden
//    first parameter of every function.
#pragma once

#include "compiler/driver/module_flags.h"
#include "compiler/lower/module_context.h"

#include <llvm/IR/GlobalVariable.h>
#include <llvm/IR/IRBuilder.h>

#include <memory>

namespace wasmelt::lower {

class FunctionLowering;

/// Every method that returns a value may emit instructions at the builder, which stands in a
/// function with the module's own parameters (ModuleContext::functionType).
class InstanceAccess {
public:
  using Builder = llvm::IRBuilder<>;
  explicit InstanceAccess(ModuleContext &module) : module_(module) {}
  virtual ~InstanceAccess() = default;
  InstanceAccess(const InstanceAccess &) = delete;

  /// The store's Control structure, if there is one (ModuleContext::hasControl).
  virtual llvm::Value *control(Builder &) { llvm_unreachable("a program has no store"); }

  /// Whether somebody can look at the instance after a trap.
  virtual bool outlivesTraps() const { return false; }

  // Memories.
  /// Whether accesses are compared with the memory's size, as hardware does not find all that are
  /// outside.
  bool hasExplicitBounds(uint32_t memory) const;
  /// Whether hardware finds accesses outside of a memory, which, if it is the module's own, never
  /// grows into the last 64 KiB of 4 GiB.
  bool endsEarly(uint32_t memory) const;
  /// What code generation may conclude from accesses to memory 0.
  virtual TrapReach trapReach() const = 0;
  /// The host address of byte 0: a constant, or a load that may be hoisted anywhere.
  virtual llvm::Value *memoryBase(Builder &b, uint32_t memory) = 0;
  /// Accessible bytes, i64.
  virtual llvm::Value *memorySize(Builder &b, uint32_t memory) = 0;
  /// The Memory structure, for runtime calls.
  virtual llvm::Value *memory(Builder &b, uint32_t memory) = 0;

  // Globals.
  virtual llvm::Value *loadGlobal(Builder &b, uint32_t global) = 0;
  virtual void storeGlobal(Builder &b, uint32_t global, llvm::Value *value) = 0;

  // Tables.
  /// Whether entries are FuncRefs, not pointers.
  bool holdsFunctions(uint32_t table) const;
  /// The Table structure, for runtime calls.
  virtual llvm::Value *table(Builder &b, uint32_t table) = 0;
  /// Elements, i64; a constant if the table cannot grow.
  virtual llvm::Value *tableSize(Builder &b, uint32_t table) = 0;
  /// The address of an entry whose index (i64) was checked.
  virtual llvm::Value *tableEntry(Builder &b, uint32_t table, llvm::Value *index) = 0;
  virtual llvm::Value *loadTableEntry(Builder &b, uint32_t table, llvm::Value *index) = 0;
  virtual void storeTableEntry(Builder &b, uint32_t table, llvm::Value *index,
                               llvm::Value *reference) = 0;

  // Functions. A function reference is the address of a FuncRef; a funcref table's entry is a copy
  // of one, so that both are called in one way.
  /// What a call needs beside its operands.
  struct Callee {
    llvm::FunctionType *type;
    llvm::Value *code;
    llvm::Value *context; ///< the hidden first argument; null if there is none
    llvm::CallingConv::ID convention;
    /// A host function, called as C does it (CallLayout's `plain`), that throws nothing.
    bool is_host = false;
  };
  /// A function of this module, imported ones included.
  virtual Callee callee(Builder &b, uint32_t function) = 0;
  /// What a FuncRef or entry refers to; its type was checked.
  virtual Callee entryCallee(Builder &b, llvm::Value *entry, const wasm::FunctionType &type) = 0;
  /// The type of a FuncRef's or entry's function (i32): 0 for null, else to be compared by
  /// isOtherType.
  llvm::Value *entryType(Builder &b, llvm::Value *entry);
  /// Whether (i1) an entryType is neither type `type` of this module nor a subtype of it, as null's
  /// is. The fast path is one comparison; the builder may end up in another block.
  virtual llvm::Value *isOtherType(Builder &b, llvm::Value *entry_type, uint32_t type) = 0;
  virtual llvm::Value *functionReference(Builder &b, uint32_t function) = 0;
  llvm::Constant *nullReference() const { return llvm::ConstantPointerNull::get(module_.ptr); }

  // Segments.
  virtual llvm::Value *elementSegment(Builder &b, uint32_t element) = 0; ///< array of references
  virtual llvm::Value *elementSegmentSize(Builder &b,
                                          uint32_t element) = 0; ///< i64, 0 when dropped
  virtual void dropElementSegment(Builder &b, uint32_t element) = 0;
  virtual llvm::Value *dataSegment(Builder &b, uint32_t data) = 0;
  virtual llvm::Value *dataSegmentSize(Builder &b, uint32_t data) = 0;
  virtual void dropDataSegment(Builder &b, uint32_t data) = 0;

  // Tags.
  /// What identifies a tag: an address that no other tag has.
  virtual llvm::Value *tag(Builder &b, uint32_t tag) = 0;

  /// The Instance structure, the hidden argument of host functions.
  virtual llvm::Value *instance(Builder &b) = 0;

  /// Whether references of this type are counted when they are stored (runtime-lib/exception_heap).
  static bool isExceptionReference(wasm::ValueType type) {
    return type.isRef() &&
           (type.heap().kind == wasm::HeapType::Exn || type.heap().kind == wasm::HeapType::NoExn);
  }

  /// Emits what the runtime reads, and the functions that it starts with. To be called when all
  /// functions are lowered; `functions` may lower more. `cpu_features`: what the code needs of the
  /// CPU.
  virtual void emitDescriptors(FunctionLowering &functions, const std::string &cpu_features) = 0;

protected:
  llvm::GlobalVariable *makeVariable(llvm::Type *type, llvm::Constant *init, bool constant,
                                     const llvm::Twine &name);
  llvm::GlobalVariable *makeArray(llvm::Type *element, llvm::ArrayRef<llvm::Constant *> values,
                                  bool constant, const llvm::Twine &name);
  /// The address of an array's element.
  llvm::Constant *element(llvm::GlobalVariable *array, uint64_t index);
  llvm::Constant *cString(llvm::StringRef text);
  llvm::LoadInst *loadEntryField(Builder &b, llvm::Value *entry, unsigned field);
  /// A field of a structure of the runtime's, which others may change.
  llvm::LoadInst *loadField(Builder &b, llvm::StructType *structure, llvm::Value *address,
                            unsigned field);
  /// The size in a Memory structure; of a shared one, which other threads may grow, atomically.
  llvm::LoadInst *loadMemorySize(Builder &b, llvm::Value *structure, uint32_t memory);
  /// Stores such a reference in a global or a table's entry.
  void storeException(Builder &b, llvm::Value *slot, llvm::Value *reference);
  /// What is set before compiled code runs and never again.
  void markInvariant(llvm::LoadInst *load);
  /// What the runtime is told of a memory that this module defines.
  struct MemoryShape {
    uint64_t initial_size, max_size, reservation; ///< in bytes
    uint32_t flags;                               ///< MemoryFlags
  };
  MemoryShape memoryShape(uint32_t memory) const;
  /// Whether a type of this module is, or is declared to be a subtype of, another one.
  bool isSubtype(uint32_t type, uint32_t of) const;
  /// The number of a function in ModuleFacts::referenced_functions.
  size_t referenceNumber(uint32_t function) const;

  ModuleContext &module_;
};

/// The strategy that the options ask for.
std::unique_ptr<InstanceAccess> makeInstanceAccess(ModuleContext &module);

} // namespace wasmelt::lower
