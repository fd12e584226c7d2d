// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/llvm_options.h"

#include <llvm/Support/CommandLine.h>

#include <mutex>

namespace wasmelt::codegen {

void setLlvmOptions() {
  static std::once_flag once;
  std::call_once(once, [] {
    const char *const arguments[] = {
        "wasmelt",
        // The memory base is a constant that belongs into each address as its displacement. This
        // pass would load it into a register instead.
        "-disable-constant-hoisting",
    };
    llvm::cl::ParseCommandLineOptions(std::size(arguments), arguments);
  });
}

} // namespace wasmelt::codegen
