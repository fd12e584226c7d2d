// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/lower/call_layout.h"

#include "compiler/lower/module_context.h"

#include <llvm/TargetParser/Triple.h>

using namespace llvm;

namespace wasmelt::lower {

namespace {

struct Registers {
  unsigned integer_operands, float_operands, integer_results, float_results;
};

/// What the C convention has, vectors being in the same registers as floating point.
Registers registersOf(const Triple &triple) {
  switch (triple.getArch()) {
  case Triple::x86_64:
    return triple.isOSWindows() ? Registers{4, 4, 1, 1} : Registers{6, 8, 3, 4};
  case Triple::aarch64:
    return {8, 8, 8, 8};
  case Triple::riscv64:
    return {8, 8, 2, 2};
  default:
    return {4, 4, 1, 1};
  }
}

/// Places values where they fit, and in order in the area where not.
class Placement {
public:
  Placement(unsigned integers, unsigned floats, bool shared)
      : integers_(integers), floats_(floats), shared_(shared) {}

  bool fits(wasm::ValueType type) {
    bool is_float = type.kind() == wasm::ValueType::F32 || type.kind() == wasm::ValueType::F64 ||
                    type.kind() == wasm::ValueType::V128;
    unsigned &left = is_float && !shared_ ? floats_ : integers_;
    return left && left--;
  }
  uint32_t place(wasm::ValueType type) {
    uint64_t size = type.isVector() ? 16 : 8;
    uint64_t at = alignTo(size_, size);
    size_ = at + size;
    return uint32_t(at);
  }
  uint64_t size() const { return size_; }

private:
  unsigned integers_, floats_;
  bool shared_;
  uint64_t size_ = 0;
};

} // namespace

CallLayout::CallLayout(ModuleContext &module, const wasm::FunctionType &type, bool plain)
    : module_(module), type_(type) {
  operands_.assign(type.params.size(), in_register);
  results_.assign(type.results.size(), in_register);
  if (plain || !module.usesCallArea())
    return;
  const Triple &triple = module.ir.getTargetTriple();
  Registers registers = registersOf(triple);
  // Windows counts registers of both kinds together.
  bool shared = triple.isOSWindows();
  Placement operands(registers.integer_operands - (module.hasContext() ? 1 : 0),
                     registers.float_operands, shared);
  for (size_t i = 0; i < type.params.size(); ++i)
    if (!operands.fits(type.params[i]))
      operands_[i] = operands.place(type.params[i]);
  Placement results(registers.integer_results, registers.float_results, shared);
  for (wasm::ValueType result : type.results)
    results_in_area_ |= !results.fits(result);
  if (results_in_area_)
    for (size_t i = 0; i < type.results.size(); ++i)
      results_[i] = results.place(type.results[i]);
  area_size_ = std::max(operands.size(), results.size());
}

FunctionType *CallLayout::functionType(bool has_context) const {
  SmallVector<Type *, 8> params;
  if (has_context)
    params.push_back(module_.ptr);
  for (size_t i = 0; i < operands_.size(); ++i)
    if (operands_[i] == in_register)
      params.push_back(module_.type(type_.params[i]));
  Type *result =
      results_in_area_ ? Type::getVoidTy(module_.ir.getContext()) : module_.resultType(type_);
  return FunctionType::get(result, params, false);
}

/// One use of the area, whose address is asked for if need be.
class CallLayout::Area {
public:
  Area(Builder &b, ModuleContext &module) : b_(b), module_(module) {}
  Value *load(Type *type, uint32_t offset) {
    LoadInst *load = b_.CreateAlignedLoad(type, at(offset), Align(8));
    module_.aliasing.callArea(load);
    return load;
  }
  void store(Value *value, uint32_t offset) {
    module_.aliasing.callArea(b_.CreateAlignedStore(value, at(offset), Align(8)));
  }

private:
  Value *at(uint32_t offset) {
    if (!address_)
      address_ = module_.callArea(b_);
    return b_.CreateConstInBoundsGEP1_64(b_.getInt8Ty(), address_, offset);
  }
  Builder &b_;
  ModuleContext &module_;
  Value *address_ = nullptr;
};

CallLayout::Values CallLayout::arguments(Builder &b, Value *context,
                                         ArrayRef<Value *> operands) const {
  Values arguments;
  Area area(b, module_);
  if (context)
    arguments.push_back(context);
  for (size_t i = 0; i < operands_.size(); ++i) {
    if (operands_[i] == in_register)
      arguments.push_back(operands[i]);
    else
      area.store(operands[i], operands_[i]);
  }
  return arguments;
}

CallLayout::Values CallLayout::operands(Builder &b, Function &function, unsigned first) const {
  Values operands;
  Area area(b, module_);
  for (size_t i = 0; i < operands_.size(); ++i)
    operands.push_back(operands_[i] == in_register
                           ? function.getArg(first++)
                           : area.load(module_.type(type_.params[i]), operands_[i]));
  return operands;
}

CallLayout::Values CallLayout::results(Builder &b, Value *call) const {
  Values results;
  Area area(b, module_);
  for (unsigned i = 0; i < results_.size(); ++i)
    results.push_back(results_in_area_ ? area.load(module_.type(type_.results[i]), results_[i])
                      : results_.size() == 1 ? call
                                             : b.CreateExtractValue(call, i));
  return results;
}

void CallLayout::ret(Builder &b, ArrayRef<Value *> results) const {
  if (results_in_area_) {
    Area area(b, module_);
    for (size_t i = 0; i < results_.size(); ++i)
      area.store(results[i], results_[i]);
    b.CreateRetVoid();
  } else if (results_.empty()) {
    b.CreateRetVoid();
  } else if (results_.size() == 1) {
    b.CreateRet(results[0]);
  } else {
    Value *result = PoisonValue::get(module_.resultType(type_));
    for (unsigned i = 0; i < results_.size(); ++i)
      result = b.CreateInsertValue(result, results[i], i);
    b.CreateRet(result);
  }
}

} // namespace wasmelt::lower
