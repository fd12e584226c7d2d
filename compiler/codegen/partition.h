// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Divides an optimised module into parts that threads generate code for.
//
// A module is written once as bitcode, twice over: all function bodies without the contents of
// globals, and the globals. A thread then loads just its own functions into an LLVMContext of its
// own, so that memory is bounded by the parts in work, not by the module. The parts are ranges of
// functions in the module's order, which keeps neighbours near each other in the output, and their
// number follows from the module alone, so that the output does not depend on the threads.
#pragma once

#include <llvm/ADT/SmallVector.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace llvm {
class LLVMContext;
class Module;
} // namespace llvm

namespace wasmelt::codegen {

/// A divided module. Loading is thread-safe.
class PartitionedModule {
public:
  /// Divides `module`, which is consumed; its context may be freed afterwards. Parts have about
  /// `part_weight` instructions, or more in huge modules; there are at most `max_parts` of functions. One part of
  /// globals comes in addition, unless the whole is a single part. Internal symbols that are used
  /// across parts become hidden ones, with a suffix to their names.
  static PartitionedModule divide(std::unique_ptr<llvm::Module> module, uint64_t part_weight,
                                  unsigned max_parts);

  unsigned count() const { return unsigned(weights_.size()); }
  /// About how much work part `index` is.
  uint64_t weight(unsigned index) const { return weights_[index]; }
  /// Part `index` as a module. If there is only one part, this is the original module, to be had
  /// once, and `context` is ignored.
  std::unique_ptr<llvm::Module> load(unsigned index, llvm::LLVMContext &context);
  /// Symbols that were internal and became hidden, to be made local when the parts are joined.
  const std::vector<std::string> &promotedSymbols() const { return promoted_; }

private:
  std::unique_ptr<llvm::Module> whole_; ///< if there is one part
  llvm::SmallVector<char, 0> functions_bitcode_, globals_bitcode_;
  std::vector<unsigned> first_function_; ///< of each part of functions, and the end
  std::vector<uint64_t> weights_;        ///< the globals' part is the first
  std::vector<std::string> promoted_;
};

} // namespace wasmelt::codegen
