// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/lower/lower_module.h"

#include "compiler/driver/module_flags.h"
#include "compiler/lower/function_lowering.h"
#include "compiler/lower/instance_access.h"
#include "compiler/lower/not_lowered.h"
#include "compiler/wasm/validate_module.h"

#include <llvm/IR/Module.h>
#include <llvm/Target/TargetMachine.h>

using namespace llvm;

namespace wasmelt::lower {

std::unique_ptr<llvm::Module> lowerModule(LLVMContext &context, const wasm::Module &module,
                                          const CompileOptions &options,
                                          const TargetMachine &target,
                                          const std::string &cpu_features,
                                          const EntrySymbols &entries) {
  auto ir = std::make_unique<llvm::Module>(module.file_name, context);
  ir->setTargetTriple(target.getTargetTriple());
  ir->setDataLayout(target.createDataLayout());
  ir->setPICLevel(PICLevel::SmallPIC);
  if (options.strategy == InstanceStrategy::Static)
    ir->setPIELevel(PIELevel::Small);
  ir->setUwtable(UWTableKind::Async);

  checkParts(module);
  ModuleFacts facts =
      collectFacts(module, options.wasm_features, options.strategy == InstanceStrategy::Context);
  ModuleContext lowering(*ir, module, options, facts);
  lowering.entry_symbols = entries;
  lowering.setTarget(target.getTargetCPU(), target.getTargetFeatureString(), cpu_features);
  lowering.declareFunctions();
  std::unique_ptr<InstanceAccess> instance = makeInstanceAccess(lowering);
  FunctionLowering functions(lowering, *instance);
  for (uint32_t f = module.importedFunctionCount; f < module.functions.size(); ++f)
    wasm::validateFunction(module, f, options.wasm_features, &functions);
  instance->emitDescriptors(functions, cpu_features);
  ir->addModuleFlag(llvm::Module::Override, trap_reach_flag, uint32_t(instance->trapReach()));
  if (any_of(module.memories, [](const auto &memory) { return memory.type.limits.is_shared; }))
    ir->addModuleFlag(llvm::Module::Override, shared_memory_flag, 1);
  return ir;
}

} // namespace wasmelt::lower
