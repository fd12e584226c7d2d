// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/bounded_sccp.h"

#include <llvm/IR/GlobalVariable.h>
#include <llvm/IR/Module.h>

#include <vector>

namespace wasmelt::codegen {

namespace {
constexpr unsigned many_uses = 200;
}

llvm::PreservedAnalyses BoundedSccpPass::run(llvm::Module &module,
                                             llvm::ModuleAnalysisManager &analyses) {
  // The pass follows variables of local linkage only.
  std::vector<std::pair<llvm::GlobalVariable *, llvm::GlobalValue::LinkageTypes>> hidden;
  for (llvm::GlobalVariable &variable : module.globals()) {
    if (!variable.hasLocalLinkage() || !variable.hasNUsesOrMore(many_uses))
      continue;
    hidden.emplace_back(&variable, variable.getLinkage());
    variable.setLinkage(llvm::GlobalValue::ExternalLinkage);
  }
  llvm::PreservedAnalyses preserved = llvm::IPSCCPPass(options_).run(module, analyses);
  for (auto [variable, linkage] : hidden)
    variable->setLinkage(linkage);
  return preserved;
}

} // namespace wasmelt::codegen
