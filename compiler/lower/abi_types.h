// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The LLVM view of runtime-lib/abi/instance_layout.def: struct types and field numbers.
#pragma once

#include <llvm/IR/Constants.h>
#include <llvm/IR/DerivedTypes.h>
#include <llvm/IR/LLVMContext.h>

namespace wasmelt::lower::abi {

// Field numbers: abi::Memory::base and so on.
#define WASMELT_STRUCT(name)                                                                       \
  namespace name {                                                                                 \
  enum Field : unsigned {
#define WASMELT_FIELD(name, type, field) field,
#define WASMELT_END(name)                                                                          \
  FieldCount                                                                                       \
  }                                                                                                \
  ;                                                                                                \
  }
// clang-format off
#include "runtime-lib/abi/instance_layout.def"
// clang-format on

#define WASMELT_STRUCT(name)                                                                       \
  inline llvm::StructType *type##name(llvm::LLVMContext &context) {                                \
    [[maybe_unused]] llvm::Type *const Ptr = llvm::PointerType::get(context, 0);                   \
    [[maybe_unused]] llvm::Type *const U64 = llvm::Type::getInt64Ty(context);                      \
    [[maybe_unused]] llvm::Type *const U32 = llvm::Type::getInt32Ty(context);                      \
    [[maybe_unused]] llvm::Type *const I32 = llvm::Type::getInt32Ty(context);                      \
    return llvm::StructType::get(context, {
#define WASMELT_FIELD(name, type, field) type,
#define WASMELT_END(name)                                                                          \
  });                                                                                              \
  }
// clang-format off
#include "runtime-lib/abi/instance_layout.def"
// clang-format on

/// A constant of one of these struct types, its fields set one by one; the rest are zero.
class StructConstant {
public:
  explicit StructConstant(llvm::StructType *type) : type_(type) {
    for (llvm::Type *field : type->elements())
      values_.push_back(llvm::Constant::getNullValue(field));
  }
  StructConstant &set(unsigned field, llvm::Constant *value) {
    values_[field] = value;
    return *this;
  }
  StructConstant &set(unsigned field, uint64_t value) {
    return set(field, llvm::ConstantInt::get(type_->getElementType(field), value));
  }
  llvm::Constant *get() const { return llvm::ConstantStruct::get(type_, values_); }

private:
  llvm::StructType *type_;
  llvm::SmallVector<llvm::Constant *, 16> values_;
};

} // namespace wasmelt::lower::abi
