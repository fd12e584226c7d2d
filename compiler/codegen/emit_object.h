// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Machine code from optimised modules: objects of the parts of a module, on several threads, and
// assembly.
#pragma once

#include "compiler/codegen/partition.h"
#include "compiler/codegen/target.h"

#include <llvm/ADT/StringRef.h>

#include <functional>

namespace llvm {
class raw_pwrite_stream;
}

namespace wasmelt::codegen {

/// Calls `work` with 0 … count-1, each once, on up to `jobs` threads, which have the large stacks
/// that LLVM's recursions over huge functions need. Rethrows the exception of the lowest number
/// that threw; after one has, no new ones are begun.
void parallelFor(unsigned count, unsigned jobs, const std::function<void(unsigned)> &work);

/// Calls `work` on a thread with such a stack, and rethrows what it throws.
void withLargeStack(const std::function<void()> &work);

struct EmitOptions {
  unsigned jobs = 1;
  /// Called with the part that is done, 0 to 1, one call at a time. May be empty.
  std::function<void(double)> progress;
};

/// Finishes the optimisation of each part (pass_pipeline.h), generates an object of it and hands it
/// to `sink`, from any thread and in any order; what it gets for a number depends only on the
/// module and the target.
void emitObjects(PartitionedModule &module, const Target &target, const EmitOptions &options,
                 const std::function<void(unsigned part, llvm::StringRef object)> &sink);

enum class MachineFile { Object, Assembly };

/// Generates code for one module.
void emitModule(llvm::Module &module, llvm::TargetMachine &machine, MachineFile kind,
                llvm::raw_pwrite_stream &out);

/// Collects the errors that LLVM reports in a context while this exists; they would end the process
/// otherwise.
class DiagnosticCollector {
public:
  explicit DiagnosticCollector(llvm::LLVMContext &context);
  ~DiagnosticCollector();
  DiagnosticCollector(const DiagnosticCollector &) = delete;
  /// Throws Error if there were any.
  void check() const;

private:
  llvm::LLVMContext &context_;
  std::string text_;
};

} // namespace wasmelt::codegen
