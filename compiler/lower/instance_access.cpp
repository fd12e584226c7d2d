// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The static strategy: state in internal LLVM globals. What compiled code does with that state is
// here; how it is set up is in instance_setup.cpp.
#include "compiler/lower/instance_access.h"

#include "compiler/lower/abi_types.h"

using namespace llvm;

namespace wasmelt::lower {

Constant *InstanceAccess::element(GlobalVariable *array, uint64_t index) {
  if (index == 0)
    return array;
  Type *i64 = module_.i64;
  return ConstantExpr::getInBoundsGetElementPtr(
      array->getValueType(), array,
      ArrayRef<Constant *>{ConstantInt::get(i64, 0), ConstantInt::get(i64, index)});
}

// Memories

bool InstanceAccess::hasExplicitBounds(uint32_t) const {
  return module_.options.bounds == BoundsChecks::Checked;
}

bool InstanceAccess::trapsImplyNoWrap() const {
  if (module_.wasm.memories.empty() || !hasConstantBase(0) || hasExplicitBounds(0))
    return false;
  const wasm::MemoryType &memory = module_.wasm.memories[0].type;
  return (memory.limits.min << memory.page_size_log2) < uint64_t(1) << 32;
}

Constant *InstanceAccess::memory(uint32_t memory) { return element(memories_, memory); }

Value *InstanceAccess::memoryBase(Builder &b, uint32_t memory) {
  if (hasConstantBase(memory))
    return ConstantExpr::getIntToPtr(b.getInt64(constant_memory_base), module_.ptr);
  Value *field =
      b.CreateStructGEP(abi::typeMemory(b.getContext()), this->memory(memory), abi::Memory::base);
  LoadInst *load = b.CreateLoad(module_.ptr, field);
  // Set before compiled code runs and never again: memories do not move.
  load->setMetadata(LLVMContext::MD_invariant_load, MDNode::get(b.getContext(), {}));
  return load;
}

Value *InstanceAccess::memorySize(Builder &b, uint32_t memory) {
  Value *field =
      b.CreateStructGEP(abi::typeMemory(b.getContext()), this->memory(memory), abi::Memory::size);
  LoadInst *load = b.CreateLoad(module_.i64, field);
  module_.aliasing.instance(load);
  return load;
}

// Globals

Value *InstanceAccess::loadGlobal(Builder &b, uint32_t global) {
  GlobalVariable *variable = globals_[global];
  if (variable->isConstant())
    return variable->getInitializer();
  LoadInst *load = b.CreateLoad(variable->getValueType(), variable);
  module_.aliasing.global(load, global);
  return load;
}

void InstanceAccess::storeGlobal(Builder &b, uint32_t global, Value *value) {
  module_.aliasing.global(b.CreateStore(value, globals_[global]), global);
}

// Tables

Constant *InstanceAccess::table(uint32_t table) { return element(tables_, table); }

Value *InstanceAccess::tableSize(Builder &b, uint32_t table) {
  if (!module_.facts.tables[table].grown)
    return b.getInt64(module_.wasm.tables[table].type.limits.min);
  Value *field =
      b.CreateStructGEP(abi::typeTable(b.getContext()), this->table(table), abi::Table::size);
  LoadInst *load = b.CreateLoad(module_.i64, field);
  module_.aliasing.instance(load);
  return load;
}

bool InstanceAccess::holdsFunctions(uint32_t table) const {
  wasm::HeapType heap = module_.wasm.tables[table].type.element.heap();
  return heap.kind == wasm::HeapType::Func || heap.kind == wasm::HeapType::NoFunc ||
         (heap.kind == wasm::HeapType::Concrete &&
          module_.wasm.types[heap.index].kind == wasm::DefinedType::Function);
}

Value *InstanceAccess::tableEntry(Builder &b, uint32_t table, Value *index) {
  Type *type =
      holdsFunctions(table) ? static_cast<Type *>(abi::typeFuncRef(b.getContext())) : module_.ptr;
  Value *entries;
  if (table_entries_[table]) {
    entries = table_entries_[table];
  } else {
    Value *field =
        b.CreateStructGEP(abi::typeTable(b.getContext()), this->table(table), abi::Table::entries);
    LoadInst *load = b.CreateLoad(module_.ptr, field);
    load->setMetadata(LLVMContext::MD_invariant_load, MDNode::get(b.getContext(), {}));
    entries = load;
  }
  return b.CreateGEP(type, entries, index, "", GEPNoWrapFlags::inBounds());
}

Value *InstanceAccess::entryType(Builder &b, Value *entry) {
  LoadInst *load = b.CreateLoad(
      module_.i32, b.CreateStructGEP(abi::typeFuncRef(b.getContext()), entry, abi::FuncRef::type));
  module_.aliasing.table(load);
  return load;
}

Value *InstanceAccess::entryCode(Builder &b, Value *entry) {
  LoadInst *load = b.CreateLoad(
      module_.ptr, b.CreateStructGEP(abi::typeFuncRef(b.getContext()), entry, abi::FuncRef::code));
  module_.aliasing.table(load);
  return load;
}

Value *InstanceAccess::loadTableEntry(Builder &b, uint32_t table, Value *index) {
  Value *entry = tableEntry(b, table, index);
  if (!holdsFunctions(table)) {
    LoadInst *load = b.CreateLoad(module_.ptr, entry);
    module_.aliasing.table(load);
    return load;
  }
  // The reference that an entry is a copy of is found by its number.
  StructType *type = abi::typeFuncRef(b.getContext());
  LoadInst *number = b.CreateLoad(module_.i32, b.CreateStructGEP(type, entry, abi::FuncRef::index));
  module_.aliasing.table(number);
  Value *reference = b.CreateGEP(type, funcrefs_, b.CreateZExt(number, module_.i64), "",
                                 GEPNoWrapFlags::inBounds());
  return b.CreateSelect(b.CreateIsNull(entryType(b, entry)), nullReference(), reference);
}

void InstanceAccess::storeTableEntry(Builder &b, uint32_t table, Value *index, Value *reference) {
  Value *entry = tableEntry(b, table, index);
  if (!holdsFunctions(table)) {
    module_.aliasing.table(b.CreateStore(reference, entry));
    return;
  }
  // A null reference is copied from the null entry.
  Value *from = b.CreateSelect(b.CreateIsNull(reference), null_entry_, reference);
  CallInst *copy = b.CreateMemCpy(entry, Align(8), from, Align(8), 16);
  module_.aliasing.table(copy);
}

// References and segments

Constant *InstanceAccess::functionReference(uint32_t function) {
  const auto &functions = module_.facts.referenced_functions;
  auto it = std::lower_bound(functions.begin(), functions.end(), function);
  assert(it != functions.end() && *it == function && "validation requires a declaration");
  return element(funcrefs_, it - functions.begin());
}

Constant *InstanceAccess::elementSegment(uint32_t element) { return elements_[element]; }
Constant *InstanceAccess::dataSegment(uint32_t data) { return datas_[data]; }

Value *InstanceAccess::elementSegmentSize(Builder &b, uint32_t element) {
  return b.CreateLoad(module_.i64, element_sizes_[element]);
}
void InstanceAccess::dropElementSegment(Builder &b, uint32_t element) {
  b.CreateStore(b.getInt64(0), element_sizes_[element]);
}
Value *InstanceAccess::dataSegmentSize(Builder &b, uint32_t data) {
  return b.CreateLoad(module_.i64, data_sizes_[data]);
}
void InstanceAccess::dropDataSegment(Builder &b, uint32_t data) {
  b.CreateStore(b.getInt64(0), data_sizes_[data]);
}

} // namespace wasmelt::lower
