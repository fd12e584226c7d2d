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

bool InstanceAccess::hasExplicitBounds(uint32_t) const {
  return module_.options.bounds == BoundsChecks::Checked;
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

void InstanceAccess::markInvariant(LoadInst *load) {
  load->setMetadata(LLVMContext::MD_invariant_load, MDNode::get(load->getContext(), {}));
}

InstanceAccess::MemoryShape InstanceAccess::memoryShape(uint32_t index) const {
  const wasm::MemoryType &memory = module_.wasm.memories[index].type;
  constexpr uint64_t gib = uint64_t(1) << 30;
  uint64_t page = uint64_t(1) << memory.page_size_log2;
  uint64_t initial = memory.limits.min * page;
  uint64_t max = memory.limits.has_max ? memory.limits.max * page : 4 * gib;
  // The last page stays out of reach, so that an address below the limit plus a small step does
  // not wrap (codegen's trap-implied no-wrap); unless the module insists on it from the start.
  if (!memory.limits.is_64 && initial < 4 * gib)
    max = std::min(max, 4 * gib - 65536);
  if (uint64_t cap = module_.options.max_memory)
    max = std::min(max, cap / page * page);
  // i32 index + 32-bit offset + the widest access, and then some.
  uint64_t reservation = hasExplicitBounds(index) ? std::max(max, initial) : 8 * gib + 65536;
  return {initial, max, reservation, 0};
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
