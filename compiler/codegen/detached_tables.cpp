// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/detached_tables.h"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/GlobalVariable.h>
#include <llvm/IR/Module.h>
#include <llvm/Transforms/Utils/ModuleUtils.h>

namespace wasmelt::codegen {

namespace {

/// Tables with fewer functions stay, so that calls through known entries become direct.
constexpr unsigned big_table = 256;

/// How many mentions of functions `constant` has, up to `big_table`; not through other variables.
unsigned countFunctions(const llvm::Constant &constant, llvm::SmallPtrSetImpl<const void *> &seen) {
  unsigned count = 0;
  for (const llvm::Use &operand : constant.operands()) {
    if (llvm::isa<llvm::Function>(operand))
      ++count;
    else if (const auto *inner = llvm::dyn_cast<llvm::Constant>(operand);
             inner && !llvm::isa<llvm::GlobalValue>(inner) && seen.insert(inner).second)
      count += countFunctions(*inner, seen);
    if (count >= big_table)
      break;
  }
  return count;
}

} // namespace

DetachedTables::DetachedTables(llvm::Module &module) : module_(module) {
  std::vector<llvm::GlobalVariable *> found;
  for (llvm::GlobalVariable &variable : module.globals()) {
    llvm::SmallPtrSet<const void *, 32> seen;
    if (variable.hasInitializer() && !variable.hasAppendingLinkage() &&
        countFunctions(*variable.getInitializer(), seen) >= big_table)
      found.push_back(&variable);
  }
  std::vector<llvm::GlobalValue *> keep;
  for (llvm::GlobalVariable *table : found) {
    auto *holder = new llvm::GlobalVariable(
        module, table->getValueType(), true, llvm::GlobalValue::PrivateLinkage,
        table->getInitializer(), table->getName() + ".contents");
    tables_.push_back({table, holder, table->getLinkage()});
    table->setInitializer(nullptr);
    table->setLinkage(llvm::GlobalValue::ExternalLinkage);
    keep.push_back(holder);
    keep.push_back(table);
  }
  if (!keep.empty())
    llvm::appendToCompilerUsed(module, keep);
}

DetachedTables::~DetachedTables() {
  if (tables_.empty())
    return;
  for (const Table &table : tables_) {
    table.table->setInitializer(table.holder->getInitializer());
    table.table->setLinkage(llvm::GlobalValue::LinkageTypes(table.linkage));
  }
  llvm::removeFromUsedLists(module_, [&](llvm::Constant *used) {
    return llvm::any_of(tables_,
                        [&](const Table &t) { return used == t.table || used == t.holder; });
  });
  for (const Table &table : tables_)
    table.holder->eraseFromParent();
}

} // namespace wasmelt::codegen
