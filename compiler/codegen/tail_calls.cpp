// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/tail_calls.h"

#include <llvm/IR/InstrTypes.h>
#include <llvm/IR/Module.h>

namespace wasmelt::codegen {

void useCConvention(llvm::Module &module) {
  for (llvm::Function &function : module) {
    if (function.getCallingConv() == llvm::CallingConv::Tail)
      function.setCallingConv(llvm::CallingConv::C);
    for (llvm::BasicBlock &block : function)
      for (llvm::Instruction &instruction : block)
        if (auto *call = llvm::dyn_cast<llvm::CallBase>(&instruction);
            call && call->getCallingConv() == llvm::CallingConv::Tail)
          call->setCallingConv(llvm::CallingConv::C);
  }
}

} // namespace wasmelt::codegen
