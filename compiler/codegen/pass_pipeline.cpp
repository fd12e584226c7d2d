// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/pass_pipeline.h"

#include "compiler/codegen/bounded_sccp.h"
#include "compiler/codegen/detached_tables.h"
#include "compiler/codegen/memory_base.h"
#include "compiler/codegen/reroll_loops.h"
#include "compiler/codegen/safepoints.h"
#include "compiler/codegen/spin_loops.h"
#include "compiler/codegen/trap_implied_no_wrap.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/Analysis/AliasAnalysis.h>
#include <llvm/Analysis/GlobalsModRef.h>
#include <llvm/Analysis/InlineAdvisor.h>
#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/PassInstrumentation.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/Transforms/IPO/DeadArgumentElimination.h>
#include <llvm/Transforms/IPO/FunctionAttrs.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/IPO/GlobalOpt.h>
#include <llvm/Transforms/IPO/Inliner.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/SROA.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>
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

/// Turns the passes that have run into a fraction: InstCombine runs once over all functions, and
/// then the inliner tells of each.
class ProgressMeter {
public:
  ProgressMeter(llvm::PassInstrumentationCallbacks &callbacks, size_t functions,
                const std::function<void(double)> &report)
      : total_(2 * std::max<size_t>(functions, 1)), report_(report) {
    callbacks.registerAfterPassCallback(
        [this](llvm::StringRef pass, llvm::Any, const llvm::PreservedAnalyses &) {
          if (pass != "NoteSizePass" && pass != "IfResizedPass")
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
    callbacks.registerShouldRunOptionalPassCallback(
        [](llvm::StringRef pass, llvm::Any) { return pass != "CalledValuePropagationPass"; });
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

/// The number of instructions of each function when it was last simplified.
using Sizes = llvm::DenseMap<const llvm::Function *, unsigned>;

/// Notes them.
class NoteSizePass : public llvm::PassInfoMixin<NoteSizePass> {
public:
  explicit NoteSizePass(std::shared_ptr<Sizes> sizes) : sizes_(std::move(sizes)) {}
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
    (*sizes_)[&function] = function.getInstructionCount();
    return llvm::PreservedAnalyses::all();
  }

private:
  std::shared_ptr<Sizes> sizes_;
};

/// Runs passes on functions that have changed in size since.
class IfResizedPass : public llvm::PassInfoMixin<IfResizedPass> {
public:
  IfResizedPass(std::shared_ptr<Sizes> sizes, llvm::FunctionPassManager passes)
      : sizes_(std::move(sizes)), passes_(std::move(passes)) {}
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
    auto known = sizes_->find(&function);
    if (known != sizes_->end() && known->second == function.getInstructionCount())
      return llvm::PreservedAnalyses::all();
    return passes_.run(function, analyses);
  }

private:
  std::shared_ptr<Sizes> sizes_;
  llvm::FunctionPassManager passes_;
};

/// How much to inline. The producer has inlined by the same measure before: doing it again in full
/// makes SQLite 6 % bigger and slower to compile, and no program measured any faster.
llvm::InlineParams inlineParams(OptLevel opt) {
  llvm::OptimizationLevel level = llvmLevel(opt);
  if (opt == OptLevel::O1 || opt == OptLevel::O2)
    return llvm::getInlineParams(/*Threshold=*/100);
  return llvm::getInlineParams(level.getSpeedupLevel(), level.getSizeLevel());
}

/// Passes over the whole module. They end with inlining, and between inlinings there is no more
/// clean-up than inlining needs to judge: LLVM's own pipeline runs every scalar pass there, which
/// here run afterwards, on parts in parallel, once for each function.
llvm::ModulePassManager wholeModulePasses(llvm::PassBuilder &builder, OptLevel opt,
                                          bool needs_instances) {
  using namespace llvm;
  OptimizationLevel level = llvmLevel(opt);
  ModulePassManager passes;
  builder.invokePipelineStartEPCallbacks(passes, level);

  FunctionPassManager early;
  early.addPass(SROAPass(SROAOptions::ModifyCFG));
  early.addPass(EarlyCSEPass());
  early.addPass(SimplifyCFGPass(SimplifyCFGOptions().convertSwitchRangeToICmp(true)));
  passes.addPass(createModuleToFunctionPassAdaptor(std::move(early), /*EagerlyInvalidate=*/true));
  builder.invokePipelineEarlySimplificationEPCallbacks(passes, level, ThinOrFullLTOPhase::None);
  passes.addPass(BoundedSccpPass(IPSCCPOptions(/*AllowFuncSpec=*/level == OptimizationLevel::O3)));
  passes.addPass(GlobalOptPass());
  // Safepoints need the instance even where nothing else does.
  if (!needs_instances)
    passes.addPass(DeadArgumentEliminationPass());

  auto sizes = std::make_shared<Sizes>();
  FunctionPassManager clean;
  clean.addPass(InstCombinePass());
  clean.addPass(SpinLoopsPass());
  builder.invokePeepholeEPCallbacks(clean, level);
  if (opt != OptLevel::O1) { // code is in registers here, and not yet rearranged
    clean.addPass(LoopSimplifyPass());
    clean.addPass(RerollLoopsPass());
  }
  clean.addPass(SimplifyCFGPass(SimplifyCFGOptions().convertSwitchRangeToICmp(true)));
  clean.addPass(NoteSizePass(sizes));
  passes.addPass(createModuleToFunctionPassAdaptor(std::move(clean), /*EagerlyInvalidate=*/true));

  ModuleInlinerWrapperPass inliner(
      inlineParams(opt), /*MandatoryFirst=*/true,
      InlineContext{ThinOrFullLTOPhase::None, InlinePass::CGSCCInliner});
  inliner.addModulePass(RequireAnalysisPass<GlobalsAA, Module>());
  inliner.addModulePass(createModuleToFunctionPassAdaptor(InvalidateAnalysisPass<AAManager>()));
  CGSCCPassManager &walk = inliner.getPM();
  FunctionPassManager after;
  after.addPass(SROAPass(SROAOptions::ModifyCFG));
  after.addPass(SpinLoopsPass()); // what was a call may be a load now
  after.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  after.addPass(InstCombinePass());
  after.addPass(SimplifyCFGPass(SimplifyCFGOptions().convertSwitchRangeToICmp(true)));
  walk.addPass(createCGSCCToFunctionPassAdaptor(IfResizedPass(sizes, std::move(after)),
                                                /*EagerlyInvalidate=*/true, /*NoRerun=*/true));
  walk.addPass(PostOrderFunctionAttrsPass());
  passes.addPass(std::move(inliner));
  passes.addPass(GlobalOptPass());
  passes.addPass(GlobalDCEPass());
  return passes;
}

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
  bool needs_instances = llvm::any_of(
      module, [](const llvm::Function &f) { return f.hasFnAttribute(control_attribute); });
  runner.run(wholeModulePasses(runner.builder, options.level, needs_instances), module);
}

void finish(llvm::Module &module, llvm::TargetMachine &machine, const OptimizeOptions &options) {
  PassRunner runner(machine, options);
  if (options.level == OptLevel::O0) {
    llvm::ModulePassManager passes;
    passes.addPass(SafepointsPass(/*optimised=*/false));
    return runner.run(std::move(passes), module);
  }
  llvm::OptimizationLevel level = llvmLevel(options.level);
  // The first time that this is asked is before induction variables are widened by LLVM, which does
  // not know that addresses do not wrap.
  bool asked = options.level == OptLevel::O1;
  runner.builder.registerPeepholeEPCallback(
      [&](llvm::FunctionPassManager &passes, llvm::OptimizationLevel) {
        if (std::exchange(asked, true))
          return;
        passes.addPass(llvm::LoopSimplifyPass());
        passes.addPass(TrapImpliedNoWrapPass());
      });
  llvm::ModulePassManager passes;
  passes.addPass(llvm::RequireAnalysisPass<llvm::GlobalsAA, llvm::Module>());
  passes.addPass(llvm::createModuleToFunctionPassAdaptor(
      runner.builder.buildFunctionSimplificationPipeline(level, llvm::ThinOrFullLTOPhase::None),
      /*EagerlyInvalidate=*/true));
  passes.addPass(
      runner.builder.buildModuleOptimizationPipeline(level, llvm::ThinOrFullLTOPhase::None));
  passes.addPass(SafepointsPass(/*optimised=*/true));
  runner.run(std::move(passes), module);
}

} // namespace wasmelt::codegen
