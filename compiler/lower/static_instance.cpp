// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The static strategy: state in internal LLVM globals. What compiled code does with that state is
// here; how it is set up is in static_instance_setup.cpp.
#include "compiler/lower/static_instance.h"

#include "compiler/lower/abi_types.h"
#include "compiler/wasm/diagnostic.h"

#include <set>

using namespace llvm;

namespace wasmelt::lower {

// Memories

TrapReach StaticInstance::trapReach() const {
  if (module_.wasm.memories.empty() || !endsEarly(0))
    return TrapReach::Nowhere;
  return hasConstantBase(0) ? TrapReach::Everywhere : TrapReach::Reservation;
}

Value *StaticInstance::memoryBase(Builder &b, uint32_t memory) {
  if (hasConstantBase(memory))
    return ConstantExpr::getIntToPtr(b.getInt64(constant_memory_base), module_.ptr);
  Value *field = b.CreateStructGEP(abi::typeMemory(b.getContext()), memoryStructure(memory),
                                   abi::Memory::base);
  LoadInst *load = b.CreateLoad(module_.ptr, field);
  markInvariant(load); // memories do not move
  return load;
}

Value *StaticInstance::memorySize(Builder &b, uint32_t memory) {
  return loadMemorySize(b, memoryStructure(memory), memory);
}

// Globals

Value *StaticInstance::addressOf(Builder &b, GlobalVariable *variable) {
  return variable->isThreadLocal() ? b.CreateThreadLocalAddress(variable)
                                   : static_cast<Value *>(variable);
}

Value *StaticInstance::loadGlobal(Builder &b, uint32_t global) {
  GlobalVariable *variable = globals_[global];
  if (variable->isConstant())
    return variable->getInitializer();
  LoadInst *load = b.CreateLoad(variable->getValueType(), addressOf(b, variable));
  module_.aliasing.global(load, global);
  return load;
}

void StaticInstance::storeGlobal(Builder &b, uint32_t global, Value *value) {
  Value *variable = addressOf(b, globals_[global]);
  if (isExceptionReference(module_.wasm.globals[global].type.type))
    return storeException(b, variable, value);
  module_.aliasing.global(b.CreateStore(value, variable), global);
}

// Tables

Value *StaticInstance::tableStructure(Builder &b, uint32_t table) {
  if (!tables_->isThreadLocal())
    return element(tables_, table);
  return b.CreateConstInBoundsGEP2_64(tables_->getValueType(), addressOf(b, tables_), 0, table);
}

Value *StaticInstance::tableSize(Builder &b, uint32_t table) {
  if (!module_.facts.tables[table].grown)
    return b.getInt64(module_.wasm.tables[table].type.limits.min);
  return loadField(b, abi::typeTable(b.getContext()), tableStructure(b, table), abi::Table::size);
}

Value *StaticInstance::tableEntry(Builder &b, uint32_t table, Value *index) {
  Type *type =
      holdsFunctions(table) ? static_cast<Type *>(abi::typeFuncRef(b.getContext())) : module_.ptr;
  Value *entries;
  if (table_entries_[table]) {
    entries = table_entries_[table];
  } else {
    Value *field = b.CreateStructGEP(abi::typeTable(b.getContext()), tableStructure(b, table),
                                     abi::Table::entries);
    LoadInst *load = b.CreateLoad(module_.ptr, field);
    markInvariant(load);
    entries = load;
  }
  return b.CreateGEP(type, entries, index, "", GEPNoWrapFlags::inBounds());
}

Value *StaticInstance::loadTableEntry(Builder &b, uint32_t table, Value *index) {
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

void StaticInstance::storeTableEntry(Builder &b, uint32_t table, Value *index, Value *reference) {
  Value *entry = tableEntry(b, table, index);
  if (isExceptionReference(module_.wasm.tables[table].type.element))
    return storeException(b, entry, reference);
  if (!holdsFunctions(table)) {
    module_.aliasing.table(b.CreateStore(reference, entry));
    return;
  }
  // A null reference is copied from the null entry.
  Value *from = b.CreateSelect(b.CreateIsNull(reference), null_entry_, reference);
  CallInst *copy = b.CreateMemCpy(entry, Align(8), from, Align(8), 16);
  module_.aliasing.table(copy);
}

// Functions

InstanceAccess::Callee StaticInstance::callee(Builder &, uint32_t function) {
  Function *code = module_.function(function);
  bool host = module_.wasm.functions[function].import.has_value();
  return {code->getFunctionType(), code, host ? instance_ : nullptr, code->getCallingConv(), host};
}

InstanceAccess::Callee StaticInstance::entryCallee(Builder &b, Value *entry,
                                                   const wasm::FunctionType &type) {
  return {module_.functionType(type), loadEntryField(b, entry, abi::FuncRef::code), nullptr,
          module_.convention()};
}

Value *StaticInstance::isOtherType(Builder &b, Value *entry_type, uint32_t type) {
  // Every function there is has a type of this module.
  std::set<uint32_t> ids;
  for (uint32_t i = 0; i < module_.wasm.types.size(); ++i)
    if (isSubtype(i, type))
      ids.insert(module_.wasm.types[i].canonical_id);
  Value *is_other = nullptr;
  for (uint32_t id : ids) {
    Value *differs = b.CreateICmpNE(entry_type, b.getInt32(id));
    is_other = is_other ? b.CreateAnd(is_other, differs) : differs;
  }
  return is_other;
}

Constant *StaticInstance::constantReference(uint32_t function) {
  return element(funcrefs_, referenceNumber(function));
}

Value *StaticInstance::elementSegmentSize(Builder &b, uint32_t element) {
  return b.CreateLoad(module_.i64, addressOf(b, element_sizes_[element]));
}
void StaticInstance::dropElementSegment(Builder &b, uint32_t element) {
  b.CreateStore(b.getInt64(0), addressOf(b, element_sizes_[element]));
}
Value *StaticInstance::dataSegmentSize(Builder &b, uint32_t data) {
  return b.CreateLoad(module_.i64, addressOf(b, data_sizes_[data]));
}
void StaticInstance::dropDataSegment(Builder &b, uint32_t data) {
  b.CreateStore(b.getInt64(0), addressOf(b, data_sizes_[data]));
}

// Tags

Value *StaticInstance::tag(Builder &, uint32_t tag) {
  tags_.resize(module_.wasm.tags.size());
  if (auto import = module_.wasm.tags[tag].import)
    throw wasm::Error(wasm::Error::Kind::Unsupported, module_.wasm.file_name,
                      module_.wasm.imports[*import].offset, "",
                      "an executable cannot import a tag: nothing provides it");
  if (!tags_[tag])
    tags_[tag] = makeTag(tag);
  return tags_[tag];
}

} // namespace wasmelt::lower
