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

Value *CallLayout::areaAt(Builder &b, uint32_t offset) const {
  return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), module_.callArea(b), offset);
}

CallLayout::Values CallLayout::arguments(Builder &b, Value *context,
                                         ArrayRef<Value *> operands) const {
  Values arguments;
  if (context)
    arguments.push_back(context);
  for (size_t i = 0; i < operands_.size(); ++i) {
    if (operands_[i] == in_register)
      arguments.push_back(operands[i]);
    else
      module_.aliasing.callArea(
          b.CreateAlignedStore(operands[i], areaAt(b, operands_[i]), Align(8)));
  }
  return arguments;
}

CallLayout::Values CallLayout::operands(Builder &b, Function &function, unsigned first) const {
  Values operands;
  for (size_t i = 0; i < operands_.size(); ++i) {
    if (operands_[i] == in_register) {
      operands.push_back(function.getArg(first++));
      continue;
    }
    LoadInst *load =
        b.CreateAlignedLoad(module_.type(type_.params[i]), areaAt(b, operands_[i]), Align(8));
    module_.aliasing.callArea(load);
    operands.push_back(load);
  }
  return operands;
}

CallLayout::Values CallLayout::results(Builder &b, Value *call) const {
  Values results;
  for (unsigned i = 0; i < results_.size(); ++i) {
    if (results_in_area_) {
      LoadInst *load =
          b.CreateAlignedLoad(module_.type(type_.results[i]), areaAt(b, results_[i]), Align(8));
      module_.aliasing.callArea(load);
      results.push_back(load);
    } else {
      results.push_back(results_.size() == 1 ? call : b.CreateExtractValue(call, i));
    }
  }
  return results;
}

void CallLayout::ret(Builder &b, ArrayRef<Value *> results) const {
  if (results_in_area_) {
    for (size_t i = 0; i < results_.size(); ++i)
      module_.aliasing.callArea(b.CreateAlignedStore(results[i], areaAt(b, results_[i]), Align(8)));
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
