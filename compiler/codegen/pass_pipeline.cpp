// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/pass_pipeline.h"

#include "compiler/codegen/detached_tables.h"
#include "compiler/codegen/memory_base.h"
#include "compiler/codegen/reroll_loops.h"
#include "compiler/codegen/trap_implied_no_wrap.h"

#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/PassInstrumentation.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/Utils/LoopSimplify.h>

#include <algorithm>

namespace wasmelt::codegen {

namespace {

llvm::OptimizationLevel llvmLevel(OptLevel level) {
  switch (level) {
  case OptLevel::O0:
    return llvm::OptimizationLevel::O0;
  case OptLevel::O1:
    return llvm::OptimizationLevel::O1;
  case OptLevel::O2:
    return llvm::OptimizationLevel::O2;
  case OptLevel::O3:
    return llvm::OptimizationLevel::O3;
  case OptLevel::Os:
    return llvm::OptimizationLevel::Os;
  case OptLevel::Oz:
    return llvm::OptimizationLevel::Oz;
  }
  return llvm::OptimizationLevel::O2;
}

/// The size levels are attributes of functions as far as most passes and the code generator go.
void markForSize(llvm::Module &module, OptLevel level) {
  if (level != OptLevel::Os && level != OptLevel::Oz)
    return;
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr(llvm::Attribute::OptimizeForSize);
    if (level == OptLevel::Oz)
      function.addFnAttr(llvm::Attribute::MinSize);
  }
}

/// Turns the passes that have run into a fraction of simplification: SROA runs once over all
/// functions before inlining and twice in the inliner's walk, which takes most of the time.
class ProgressMeter {
public:
  ProgressMeter(llvm::PassInstrumentationCallbacks &callbacks, size_t functions,
                const std::function<void(double)> &report)
      : total_(3 * std::max<size_t>(functions, 1)), report_(report) {
    callbacks.registerAfterPassCallback(
        [this](llvm::StringRef pass, llvm::Any, const llvm::PreservedAnalyses &) {
          if (pass != "SROAPass")
            return;
          double now = std::min(1.0, double(++runs_) / double(total_));
          if (now >= last_ + 0.01)
            report_(last_ = now);
        });
  }

private:
  size_t total_, runs_ = 0;
  double last_ = 0;
  const std::function<void(double)> &report_;
};

llvm::PipelineTuningOptions tuningFor(OptLevel level) {
  llvm::PipelineTuningOptions tuning;
  tuning.SLPVectorization = level == OptLevel::O2 || level == OptLevel::O3 || level == OptLevel::Os;
  tuning.LoopVectorization = tuning.SLPVectorization;
  tuning.LoopInterleaving = tuning.LoopVectorization;
  tuning.MergeFunctions = level == OptLevel::Os || level == OptLevel::Oz;
  // Modules reach 133,000 functions; analyses kept for all of them at once take gigabytes.
  tuning.EagerlyInvalidateAnalyses = true;
  // There is no profile, and the section it would write is not used.
  tuning.CallGraphProfile = false;
  return tuning;
}

/// A PassBuilder with its analyses, ready to run a pipeline.
class PassRunner {
public:
  PassRunner(llvm::TargetMachine &machine, const OptimizeOptions &options)
      : builder(&machine, tuningFor(options.level), std::nullopt, &callbacks) {
    auto eachFunction = [](auto pass) {
      return llvm::createModuleToFunctionPassAdaptor(std::move(pass));
    };
    builder.registerPipelineStartEPCallback(
        [eachFunction](llvm::ModulePassManager &passes, llvm::OptimizationLevel) {
          passes.addPass(eachFunction(LocalizeMemoryBasePass()));
        });
    // The vectoriser gains most from the proofs, and what simplifies addresses further has run.
    builder.registerVectorizerStartEPCallback(
        [](llvm::FunctionPassManager &passes, llvm::OptimizationLevel) {
          passes.addPass(RestoreMemoryBasePass());
          passes.addPass(TrapImpliedNoWrapPass());
        });
    // What indirect calls may call is not to be known: tables are read by index.
    callbacks.registerShouldRunOptionalPassCallback([](llvm::StringRef pass, llvm::Any) {
      return pass != "CalledValuePropagationPass";
    });
    if (options.extend)
      options.extend(builder);
    // Before PassBuilder's registration, which keeps what is there.
    function_analyses_.registerPass(
        [&machine] { return llvm::TargetLibraryAnalysis(libraryInfo(machine.getTargetTriple())); });
    builder.registerModuleAnalyses(module_analyses_);
    builder.registerCGSCCAnalyses(call_graph_analyses_);
    builder.registerFunctionAnalyses(function_analyses_);
    builder.registerLoopAnalyses(loop_analyses_);
    builder.crossRegisterProxies(loop_analyses_, function_analyses_, call_graph_analyses_,
                                 module_analyses_);
  }

  void run(llvm::ModulePassManager passes, llvm::Module &module) {
    passes.run(module, module_analyses_);
  }

  llvm::PassInstrumentationCallbacks callbacks;
  llvm::PassBuilder builder;

private:
  llvm::LoopAnalysisManager loop_analyses_;
  llvm::FunctionAnalysisManager function_analyses_;
  llvm::CGSCCAnalysisManager call_graph_analyses_;
  llvm::ModuleAnalysisManager module_analyses_;
};

} // namespace

llvm::TargetLibraryInfoImpl libraryInfo(const llvm::Triple &triple) {
  llvm::TargetLibraryInfoImpl info(triple);
  info.disableAllFunctions();
  for (llvm::LibFunc function : {llvm::LibFunc_memcpy, llvm::LibFunc_memmove, llvm::LibFunc_memset})
    info.setAvailable(function);
  return info;
}

void simplify(llvm::Module &module, llvm::TargetMachine &machine, const OptimizeOptions &options) {
  PassRunner runner(machine, options);
  llvm::ModulePassManager passes;
  if (options.level == OptLevel::O0) {
    passes.addPass(llvm::GlobalDCEPass());
    return runner.run(std::move(passes), module);
  }
  markForSize(module, options.level);
  DetachedTables detached(module);
  std::optional<ProgressMeter> meter;
  if (options.progress)
    meter.emplace(runner.callbacks,
                  std::count_if(module.begin(), module.end(),
                                [](const auto &f) { return !f.isDeclaration(); }),
                  options.progress);
  llvm::OptimizationLevel level = llvmLevel(options.level);
  // This extension point is asked first for the clean-up before inlining: code is in registers there
  // and not yet rearranged. Then for the scalar passes: before induction variables are widened by
  // LLVM, which does not know that addresses do not wrap.
  unsigned asked = 0;
  runner.builder.registerPeepholeEPCallback(
      [&](llvm::FunctionPassManager &passes, llvm::OptimizationLevel) {
        if (options.level == OptLevel::O1 || asked >= 2)
          return;
        passes.addPass(llvm::LoopSimplifyPass());
        if (asked++ == 0)
          passes.addPass(RerollLoopsPass());
        else
          passes.addPass(TrapImpliedNoWrapPass());
      });
  runner.builder.invokePipelineStartEPCallbacks(passes, level);
  passes.addPass(
      runner.builder.buildModuleSimplificationPipeline(level, llvm::ThinOrFullLTOPhase::None));
  runner.run(std::move(passes), module);
}

void finish(llvm::Module &module, llvm::TargetMachine &machine, const OptimizeOptions &options) {
  if (options.level == OptLevel::O0)
    return;
  PassRunner runner(machine, options);
  runner.run(runner.builder.buildModuleOptimizationPipeline(llvmLevel(options.level),
                                                            llvm::ThinOrFullLTOPhase::None),
             module);
}

} // namespace wasmelt::codegen
