// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The optimiser's passes for each level.
#pragma once

#include "compiler/driver/compile_options.h"

#include <functional>

namespace llvm {
class Module;
class PassBuilder;
class TargetLibraryInfoImpl;
class TargetMachine;
class Triple;
} // namespace llvm

namespace wasmelt::codegen {

struct OptimizeOptions {
  OptLevel level = OptLevel::O2;
  /// Registers passes of our own at the extension points they want
  /// (registerPipelineStartEPCallback, registerPeepholeEPCallback …). May be empty. Not called at
  /// O0.
  std::function<void(llvm::PassBuilder &)> extend;
  /// Called now and then with the part that is done, 0 to 1. May be empty.
  std::function<void(double)> progress;
};

/// The first part of optimisation, over the whole module (design D11): clean-up, inlining and all that
/// looks across functions. At O0 only removes what nothing refers to.
void simplify(llvm::Module &module, llvm::TargetMachine &machine, const OptimizeOptions &options);

/// The rest, which looks at one function at a time and so may be given a module in parts: scalar
/// passes, loops, vectorisation. Nothing at O0.
void finish(llvm::Module &module, llvm::TargetMachine &machine, const OptimizeOptions &options);

/// What LLVM may assume of library functions: that memcpy, memmove and memset exist to be called,
/// and nothing else. A guest's own `sin` or `strlen` means what its code says.
llvm::TargetLibraryInfoImpl libraryInfo(const llvm::Triple &triple);

} // namespace wasmelt::codegen
