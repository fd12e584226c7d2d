// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table from code addresses to names that back traces are written with.
#include "compiler/lower/abi_types.h"
#include "compiler/lower/lower_module.h"
#include "runtime-lib/abi/symbol_names.h"

#include <llvm/IR/InstrTypes.h>
#include <llvm/IR/Module.h>

using namespace llvm;

namespace wasmelt::lower {

namespace {

/// Where a program's or a library's descriptor has the table.
struct DescriptorFields {
  unsigned count, names, strings;
};

/// The symbol of the Wasm function that a function's code is of; empty: of none.
StringRef wasmFunctionOf(const Function &f) {
  if (f.isDeclaration())
    return "";
  if (f.getName().starts_with("wasm."))
    return f.getName();
  // A way into one that LLVM has made one with it.
  StringRef entered = f.getFnAttribute(entered_function_attribute).getValueAsString();
  const Function *other = entered.empty() ? nullptr : f.getParent()->getFunction(entered);
  bool calls_it = other && any_of(other->users(), [&](const User *user) {
                    const auto *call = dyn_cast<CallBase>(user);
                    return call && call->getFunction() == &f;
                  });
  return calls_it ? "" : entered;
}

} // namespace

void addFunctionNameTable(llvm::Module &ir) {
  LLVMContext &context = ir.getContext();
  GlobalVariable *descriptor = ir.getNamedGlobal(WASMELT_SYMBOL_MODULE);
  DescriptorFields fields = {abi::ModuleDescriptor::function_name_count,
                             abi::ModuleDescriptor::function_names,
                             abi::ModuleDescriptor::name_strings};
  if (!descriptor) {
    descriptor = ir.getNamedGlobal(WASMELT_SYMBOL_LIBRARY);
    fields = {abi::LibraryDescriptor::function_name_count, abi::LibraryDescriptor::function_names,
              abi::LibraryDescriptor::name_strings};
  }
  std::vector<Function *> functions;
  for (Function &f : ir)
    if (!wasmFunctionOf(f).empty())
      functions.push_back(&f);
  if (!descriptor || functions.empty())
    return;

  StructType *row_type = abi::typeFunctionName(context);
  ArrayType *table_type = ArrayType::get(row_type, functions.size());
  auto *table = new GlobalVariable(ir, table_type, true, GlobalValue::InternalLinkage, nullptr,
                                   "wasmelt.function_names");
  Type *i64 = Type::getInt64Ty(context);
  Type *i32 = Type::getInt32Ty(context);
  std::string strings;
  std::vector<Constant *> rows;
  for (Function *f : functions) {
    // Relative, so that the table needs no relocation at start.
    Constant *row = ConstantExpr::getInBoundsGetElementPtr(
        table_type, table,
        ArrayRef<Constant *>{ConstantInt::get(i64, 0), ConstantInt::get(i64, rows.size())});
    Constant *distance =
        ConstantExpr::getTrunc(ConstantExpr::getSub(ConstantExpr::getPtrToInt(f, i64),
                                                    ConstantExpr::getPtrToInt(row, i64)),
                               i32);
    rows.push_back(abi::StructConstant(row_type)
                       .set(abi::FunctionName::code, distance)
                       .set(abi::FunctionName::name, strings.size())
                       .get());
    strings += wasmFunctionOf(*f).drop_front(StringRef("wasm.").size());
    strings += '\0';
  }
  table->setInitializer(ConstantArray::get(table_type, rows));
  Constant *string_init = ConstantDataArray::getString(context, strings, /*AddNull=*/false);
  auto *string_table =
      new GlobalVariable(ir, string_init->getType(), true, GlobalValue::InternalLinkage,
                         string_init, "wasmelt.function_name_strings");
  string_table->setAlignment(Align(1));

  auto *old = cast<ConstantStruct>(descriptor->getInitializer());
  abi::StructConstant updated(cast<StructType>(old->getType()));
  for (unsigned i = 0; i < old->getNumOperands(); ++i)
    updated.set(i, old->getOperand(i));
  descriptor->setInitializer(updated.set(fields.count, rows.size())
                                 .set(fields.names, table)
                                 .set(fields.strings, string_table)
                                 .get());
}

} // namespace wasmelt::lower
