// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The context strategy: what compiled code does with an instance.
#include "compiler/lower/context_instance.h"

#include "compiler/lower/abi_types.h"

#include <llvm/IR/MDBuilder.h>

using namespace llvm;

namespace wasmelt::lower {

Value *ContextInstance::instance(Builder &b) { return b.GetInsertBlock()->getParent()->getArg(0); }

Value *ContextInstance::at(Builder &b, uint64_t offset) {
  return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), instance(b), offset);
}

LoadInst *ContextInstance::loadSlot(Builder &b, uint64_t offset, Type *type) {
  LoadInst *load = b.CreateLoad(type, at(b, offset));
  markInvariant(load);
  return load;
}

Value *ContextInstance::control(Builder &b) { return loadSlot(b, layout_.control, module_.ptr); }

// Memories

constexpr uint64_t full_page_count = 65536; // of a 32-bit memory

TrapReach ContextInstance::trapReach() const {
  // What is concluded lets an access trap earlier than another one before it.
  if (module_.wasm.memories.empty() || !endsEarly(0) || module_.options.strict_traps)
    return TrapReach::Nowhere;
  // Somebody else's memory may be as large as its type allows.
  const wasm::Memory &memory = module_.wasm.memories[0];
  bool may_be_full = !memory.type.limits.has_max || memory.type.limits.max >= full_page_count;
  return memory.import && may_be_full ? TrapReach::Nowhere : TrapReach::Reservation;
}

constexpr uint64_t pointer_size = 8;

Value *ContextInstance::memoryBase(Builder &b, uint32_t memory) {
  return loadSlot(b, layout_.memories + memory * 2 * pointer_size, module_.ptr);
}

Value *ContextInstance::memory(Builder &b, uint32_t memory) {
  return loadSlot(b, layout_.memories + memory * 2 * pointer_size + pointer_size, module_.ptr);
}

Value *ContextInstance::memorySize(Builder &b, uint32_t memory) {
  return loadMemorySize(b, this->memory(b, memory), memory);
}

// Globals

Value *ContextInstance::globalAddress(Builder &b, uint32_t global) {
  if (module_.wasm.globals[global].import)
    return loadSlot(b, layout_.globals[global], module_.ptr);
  return at(b, layout_.globals[global]);
}

Value *ContextInstance::loadGlobal(Builder &b, uint32_t global) {
  if (Constant *constant = constantGlobal(global))
    return constant;
  const wasm::Global &row = module_.wasm.globals[global];
  LoadInst *load = b.CreateLoad(module_.type(row.type.type), globalAddress(b, global));
  module_.aliasing.global(load, global);
  if (row.import && !row.type.is_mutable)
    markInvariant(load);
  return load;
}

void ContextInstance::storeGlobal(Builder &b, uint32_t global, Value *value) {
  if (isExceptionReference(module_.wasm.globals[global].type.type))
    return storeException(b, globalAddress(b, global), value);
  module_.aliasing.global(b.CreateStore(value, globalAddress(b, global)), global);
}

// Tables

Value *ContextInstance::table(Builder &b, uint32_t table) {
  return loadSlot(b, layout_.tables + table * pointer_size, module_.ptr);
}

Value *ContextInstance::tableSize(Builder &b, uint32_t table) {
  const wasm::Table &row = module_.wasm.tables[table];
  if (!row.import && !module_.facts.tables[table].grown &&
      !isExported(wasm::ExternKind::Table, table))
    return b.getInt64(row.type.limits.min);
  return loadField(b, abi::typeTable(b.getContext()), this->table(b, table), abi::Table::size);
}

Value *ContextInstance::tableEntry(Builder &b, uint32_t table, Value *index) {
  LoadInst *entries =
      loadField(b, abi::typeTable(b.getContext()), this->table(b, table), abi::Table::entries);
  markInvariant(entries); // tables do not move
  Type *type = holdsFunctions(table) ? static_cast<Type *>(abi::typeContextFuncRef(b.getContext()))
                                     : module_.ptr;
  return b.CreateGEP(type, entries, index, "", GEPNoWrapFlags::inBounds());
}

Value *ContextInstance::loadTableEntry(Builder &b, uint32_t table, Value *index) {
  Value *entry = tableEntry(b, table, index);
  if (!holdsFunctions(table)) {
    LoadInst *load = b.CreateLoad(module_.ptr, entry);
    module_.aliasing.table(load);
    return load;
  }
  // What an entry is a copy of lies in its own instance.
  Value *instance = loadEntryField(b, entry, abi::ContextFuncRef::instance);
  Value *offset = loadEntryField(b, entry, abi::ContextFuncRef::index);
  Value *reference = b.CreateGEP(b.getInt8Ty(), instance, b.CreateZExt(offset, module_.i64));
  return b.CreateSelect(b.CreateIsNull(entryType(b, entry)), nullReference(), reference);
}

void ContextInstance::storeTableEntry(Builder &b, uint32_t table, Value *index, Value *reference) {
  Value *entry = tableEntry(b, table, index);
  if (isExceptionReference(module_.wasm.tables[table].type.element))
    return storeException(b, entry, reference);
  if (!holdsFunctions(table)) {
    module_.aliasing.table(b.CreateStore(reference, entry));
    return;
  }
  // A null reference is copied from the null entry.
  Value *from = b.CreateSelect(b.CreateIsNull(reference), null_entry_, reference);
  CallInst *copy = b.CreateMemCpy(entry, Align(8), from, Align(8), 3 * pointer_size);
  module_.aliasing.table(copy);
}

// Functions

InstanceAccess::Callee ContextInstance::callee(Builder &b, uint32_t function) {
  FunctionType *type = module_.functionType(module_.wasm.functionType(function));
  if (!module_.wasm.functions[function].import)
    return {type, module_.function(function), instance(b), module_.convention()};
  uint64_t slot = layout_.functions + function * 2 * pointer_size;
  Value *code = loadSlot(b, slot, module_.ptr);
  return {type, code, loadSlot(b, slot + pointer_size, module_.ptr), module_.convention()};
}

InstanceAccess::Callee ContextInstance::entryCallee(Builder &b, Value *entry,
                                                    const wasm::FunctionType &type) {
  Value *code = loadEntryField(b, entry, abi::ContextFuncRef::code);
  return {module_.functionType(type), code, loadEntryField(b, entry, abi::ContextFuncRef::instance),
          module_.convention()};
}

Value *ContextInstance::isOtherType(Builder &b, Value *entry_type, uint32_t type) {
  LoadInst *expected = b.CreateLoad(module_.i32, element(type_ids_, type));
  markInvariant(expected);
  Value *differs = b.CreateICmpNE(entry_type, expected);
  if (module_.wasm.types[type].is_final)
    return differs;
  // It may yet be a subtype, perhaps one that another module declares.
  BasicBlock *here = b.GetInsertBlock();
  BasicBlock *slow = BasicBlock::Create(b.getContext(), "", here->getParent());
  BasicBlock *next = BasicBlock::Create(b.getContext(), "", here->getParent());
  b.CreateCondBr(differs, slow, next, MDBuilder(b.getContext()).createUnlikelyBranchWeights());
  b.SetInsertPoint(slow);
  Value *is_subtype =
      b.CreateCall(module_.runtimeCall(RuntimeCall::is_subtype), {entry_type, expected});
  Value *is_other = b.CreateIsNull(is_subtype);
  b.CreateBr(next);
  b.SetInsertPoint(next);
  PHINode *result = b.CreatePHI(b.getInt1Ty(), 2);
  result->addIncoming(b.getFalse(), here);
  result->addIncoming(is_other, slow);
  return result;
}

uint32_t ContextInstance::referenceOffset(uint32_t function) const {
  return uint32_t(layout_.references + referenceNumber(function) * 3 * pointer_size);
}

Value *ContextInstance::functionReference(Builder &b, uint32_t function) {
  return at(b, referenceOffset(function));
}

// Segments

Value *ContextInstance::elementSegment(Builder &b, uint32_t element) {
  return at(b, layout_.elements[element]);
}

Value *ContextInstance::elementSegmentSize(Builder &b, uint32_t element) {
  LoadInst *load = b.CreateLoad(module_.i64, at(b, layout_.element_sizes[element]));
  module_.aliasing.instance(load);
  return load;
}

void ContextInstance::setElementSegmentSize(Builder &b, uint32_t element, uint64_t size) {
  module_.aliasing.instance(b.CreateStore(b.getInt64(size), at(b, layout_.element_sizes[element])));
}

void ContextInstance::dropElementSegment(Builder &b, uint32_t element) {
  setElementSegmentSize(b, element, 0);
}

Value *ContextInstance::dataSegmentSize(Builder &b, uint32_t data) {
  LoadInst *load = b.CreateLoad(module_.i64, at(b, layout_.data_sizes[data]));
  module_.aliasing.instance(load);
  return load;
}

void ContextInstance::setDataSegmentSize(Builder &b, uint32_t data, uint64_t size) {
  module_.aliasing.instance(b.CreateStore(b.getInt64(size), at(b, layout_.data_sizes[data])));
}

void ContextInstance::dropDataSegment(Builder &b, uint32_t data) { setDataSegmentSize(b, data, 0); }

// Tags

Value *ContextInstance::tag(Builder &b, uint32_t tag) {
  return loadSlot(b, layout_.tags + tag * pointer_size, module_.ptr);
}

} // namespace wasmelt::lower
