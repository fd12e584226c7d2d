// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/pass_pipeline.h"

#include "compiler/codegen/trap_implied_no_wrap.h"

#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/PassInstrumentation.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>

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

/// Turns the passes that have run into a fraction. The inliner's walk over the call graph and the
/// vectoriser's over the functions are what takes long; each is about half of the time.
class ProgressMeter {
public:
  ProgressMeter(llvm::PassInstrumentationCallbacks &callbacks, size_t functions,
                const std::function<void(double)> &report)
      : functions_(std::max<size_t>(functions, 1)), report_(report) {
    callbacks.registerAfterPassCallback(
        [this](llvm::StringRef pass, llvm::Any, const llvm::PreservedAnalyses &) {
          if (pass == "SROAPass")
            tick(sroa_runs_, 0.6 / 3); // once before inlining, twice in the walk
          else if (pass == "LoopVectorizePass")
            tick(vectorizer_runs_, 0.4);
        });
  }

private:
  void tick(size_t &count, double share) {
    ++count;
    double ceiling = share < 0.4 ? 0.6 : 1.0;
    double base = share < 0.4 ? 0 : 0.6;
    double now = std::min(ceiling, base + share * double(count) / double(functions_));
    if (now >= last_ + 0.01)
      report_(last_ = now);
  }
  size_t functions_, sroa_runs_ = 0, vectorizer_runs_ = 0;
  double last_ = 0;
  const std::function<void(double)> &report_;
};

} // namespace

llvm::TargetLibraryInfoImpl libraryInfo(const llvm::Triple &triple) {
  llvm::TargetLibraryInfoImpl info(triple);
  info.disableAllFunctions();
  for (llvm::LibFunc function :
       {llvm::LibFunc_memcpy, llvm::LibFunc_memmove, llvm::LibFunc_memset})
    info.setAvailable(function);
  return info;
}

void optimize(llvm::Module &module, llvm::TargetMachine &machine, const OptimizeOptions &options) {
  llvm::LoopAnalysisManager loop_analyses;
  llvm::FunctionAnalysisManager function_analyses;
  llvm::CGSCCAnalysisManager call_graph_analyses;
  llvm::ModuleAnalysisManager module_analyses;

  markForSize(module, options.level);

  llvm::PassInstrumentationCallbacks callbacks;
  std::optional<ProgressMeter> meter;
  if (options.progress)
    meter.emplace(callbacks, std::count_if(module.begin(), module.end(),
                                           [](const auto &f) { return !f.isDeclaration(); }),
                  options.progress);

  llvm::PipelineTuningOptions tuning;
  tuning.SLPVectorization = options.level == OptLevel::O2 || options.level == OptLevel::O3 ||
                            options.level == OptLevel::Os;
  tuning.LoopVectorization = tuning.SLPVectorization;
  tuning.LoopInterleaving = tuning.LoopVectorization;
  tuning.MergeFunctions = options.level == OptLevel::Os || options.level == OptLevel::Oz;
  // Modules reach 133,000 functions; analyses kept for all of them at once take gigabytes.
  tuning.EagerlyInvalidateAnalyses = true;
  // There is no profile, and the section it would write is not used.
  tuning.CallGraphProfile = false;

  llvm::PassBuilder builder(&machine, tuning, std::nullopt, &callbacks);
  // The vectoriser gains most from it, and what simplifies addresses further has run.
  builder.registerVectorizerStartEPCallback(
      [](llvm::FunctionPassManager &passes, llvm::OptimizationLevel) {
        passes.addPass(TrapImpliedNoWrapPass());
      });
  if (options.extend && options.level != OptLevel::O0)
    options.extend(builder);

  // Before PassBuilder's registration, which keeps what is there.
  function_analyses.registerPass([&] {
    return llvm::TargetLibraryAnalysis(libraryInfo(machine.getTargetTriple()));
  });
  builder.registerModuleAnalyses(module_analyses);
  builder.registerCGSCCAnalyses(call_graph_analyses);
  builder.registerFunctionAnalyses(function_analyses);
  builder.registerLoopAnalyses(loop_analyses);
  builder.crossRegisterProxies(loop_analyses, function_analyses, call_graph_analyses,
                               module_analyses);

  llvm::ModulePassManager passes;
  if (options.level == OptLevel::O0)
    passes.addPass(llvm::GlobalDCEPass());
  else
    passes = builder.buildPerModuleDefaultPipeline(llvmLevel(options.level));
  passes.run(module, module_analyses);
}

} // namespace wasmelt::codegen
