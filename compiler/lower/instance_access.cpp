// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What both strategies have in common.
#include "compiler/lower/instance_access.h"

#include "compiler/lower/abi_types.h"
#include "compiler/lower/context_instance.h"
#include "compiler/lower/static_instance.h"
#include "runtime-lib/abi/instance_layout.h"

#include <algorithm>

using namespace llvm;

namespace wasmelt::lower {

std::unique_ptr<InstanceAccess> makeInstanceAccess(ModuleContext &module) {
  if (module.hasContext())
    return std::make_unique<ContextInstance>(module);
  return std::make_unique<StaticInstance>(module);
}

bool InstanceAccess::hasExplicitBounds(uint32_t memory) const {
  const wasm::MemoryType &type = module_.memoryType(memory);
  // No machine has pages larger than those of an ordinary memory.
  constexpr uint8_t ordinary_page_size_log2 = 16;
  return module_.options.bounds == BoundsChecks::Checked ||
         module_.options.traps == Traps::Explicit || type.limits.is_64 ||
         type.page_size_log2 < ordinary_page_size_log2;
}

constexpr uint64_t gib = uint64_t(1) << 30;

bool InstanceAccess::endsEarly(uint32_t memory) const {
  return !hasExplicitBounds(memory) && module_.minimumSize(memory) < 4 * gib;
}

LoadInst *InstanceAccess::loadMemorySize(Builder &b, Value *structure, uint32_t memory) {
  LoadInst *load = loadField(b, abi::typeMemory(b.getContext()), structure, abi::Memory::size);
  // Bounds checks may do with an old size, as memories do not shrink.
  if (module_.memoryType(memory).limits.is_shared)
    load->setOrdering(AtomicOrdering::Unordered);
  return load;
}

bool InstanceAccess::holdsFunctions(uint32_t table) const {
  wasm::HeapType heap = module_.wasm.tables[table].type.element.heap();
  return heap.kind == wasm::HeapType::Func || heap.kind == wasm::HeapType::NoFunc ||
         (heap.kind == wasm::HeapType::Concrete &&
          module_.wasm.types[heap.index].kind == wasm::DefinedType::Function);
}

LoadInst *InstanceAccess::loadEntryField(Builder &b, Value *entry, unsigned field) {
  StructType *type = module_.hasContext() ? abi::typeContextFuncRef(b.getContext())
                                          : abi::typeFuncRef(b.getContext());
  LoadInst *load = b.CreateLoad(type->getElementType(field), b.CreateStructGEP(type, entry, field));
  module_.aliasing.table(load);
  return load;
}

Value *InstanceAccess::entryType(Builder &b, Value *entry) {
  // The same field of FuncRef and ContextFuncRef.
  return loadEntryField(b, entry, abi::FuncRef::type);
}

LoadInst *InstanceAccess::loadField(Builder &b, StructType *structure, Value *address,
                                    unsigned field) {
  LoadInst *load =
      b.CreateLoad(structure->getElementType(field), b.CreateStructGEP(structure, address, field));
  module_.aliasing.instance(load);
  return load;
}

void InstanceAccess::storeException(Builder &b, Value *slot, Value *reference) {
  b.CreateCall(module_.runtimeCall(RuntimeCall::exception_store), {slot, reference});
}

void InstanceAccess::markInvariant(LoadInst *load) {
  load->setMetadata(LLVMContext::MD_invariant_load, MDNode::get(load->getContext(), {}));
}

InstanceAccess::MemoryShape InstanceAccess::memoryShape(uint32_t index) const {
  const wasm::MemoryType &memory = module_.memoryType(index);
  constexpr uint64_t most = uint64_t(1) << 62;
  uint64_t page = uint64_t(1) << memory.page_size_log2;
  // In bytes, and in whole pages, of what no address space has room for.
  auto bytes = [&](uint64_t pages) { return std::min(pages, most / page) * page; };
  uint64_t initial = bytes(memory.limits.min);
  uint64_t max = memory.limits.has_max ? bytes(memory.limits.max)
                 : memory.limits.is_64 ? most
                                       : 4 * gib;
  // The last page stays out of reach, so that an address below the limit plus a small step does
  // not wrap (codegen's trap-implied no-wrap); unless the module insists on it from the start.
  if (!memory.limits.is_64 && initial < 4 * gib)
    max = std::min(max, 4 * gib - 65536);
  if (uint64_t cap = module_.options.max_memory)
    max = std::min(max, cap / page * page);
  // i32 index + 32-bit offset + the widest access, and then some. With explicit bounds what it may
  // grow to; as a 64-bit memory may often grow to all that there is, of that so much as leaves room
  // for a thousand memories: growing beyond it fails.
  constexpr uint64_t reserved_of_64_bits = 64 * gib;
  uint64_t reservation = hasExplicitBounds(index)
                             ? std::max(std::min(max, reserved_of_64_bits), initial)
                             : 8 * gib + 65536;
  uint32_t flags =
      (memory.limits.is_64 ? MemoryIs64 : 0) | (memory.limits.is_shared ? MemoryShared : 0);
  return {initial, max, reservation, flags};
}

bool InstanceAccess::isSubtype(uint32_t type, uint32_t of) const {
  const auto &types = module_.wasm.types;
  for (;;) {
    if (types[type].canonical_id == types[of].canonical_id)
      return true;
    if (types[type].supertypes.empty())
      return false;
    type = types[type].supertypes[0];
  }
}

size_t InstanceAccess::referenceNumber(uint32_t function) const {
  const auto &functions = module_.facts.referenced_functions;
  auto it = std::lower_bound(functions.begin(), functions.end(), function);
  assert(it != functions.end() && *it == function && "validation requires a declaration");
  return size_t(it - functions.begin());
}

Constant *InstanceAccess::element(GlobalVariable *array, uint64_t index) {
  if (index == 0)
    return array;
  Type *i64 = module_.i64;
  return ConstantExpr::getInBoundsGetElementPtr(
      array->getValueType(), array,
      ArrayRef<Constant *>{ConstantInt::get(i64, 0), ConstantInt::get(i64, index)});
}

GlobalVariable *InstanceAccess::makeVariable(Type *type, Constant *init, bool constant,
                                             const Twine &name) {
  auto *variable =
      new GlobalVariable(module_.ir, type, constant, GlobalValue::InternalLinkage, init, name);
  variable->setDSOLocal(true);
  return variable;
}

GlobalVariable *InstanceAccess::makeArray(Type *element, ArrayRef<Constant *> values, bool constant,
                                          const Twine &name) {
  ArrayType *type = ArrayType::get(element, values.size());
  return makeVariable(type, ConstantArray::get(type, values), constant, name);
}

Constant *InstanceAccess::cString(StringRef text) {
  Constant *init = ConstantDataArray::getString(module_.ir.getContext(), text);
  GlobalVariable *variable = makeVariable(init->getType(), init, true, "wasmelt.string");
  variable->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
  variable->setAlignment(Align(1));
  return variable;
}

} // namespace wasmelt::lower
