// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Hand-written modules for the tests of code generation.
#pragma once

#include "compiler/codegen/target.h"

#include <llvm/AsmParser/Parser.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Target/TargetMachine.h>

#include <gtest/gtest.h>

#include <string>

namespace wasmelt::test {

inline std::unique_ptr<llvm::Module> parseIr(const std::string &text, llvm::LLVMContext &context,
                                             const codegen::Target &target) {
  llvm::SMDiagnostic error;
  std::unique_ptr<llvm::Module> module = llvm::parseAssemblyString(text, error, context);
  EXPECT_TRUE(module) << error.getMessage().str();
  if (!module)
    return nullptr;
  auto machine = target.createMachine();
  module->setTargetTriple(machine->getTargetTriple());
  module->setDataLayout(machine->createDataLayout());
  return module;
}

/// `functions` internal functions, each calling the one before, using a shared counter and a
/// private constant, and an exported `chain(i32)` that calls the last. chain(x) is x plus the sum
/// of 1 to `functions`; the counter ends at `functions`.
inline std::string chainModule(unsigned functions) {
  std::string text = "@counter = internal global i32 0\n"
                     "@malloc = internal global i32 7\n"
                     "@0 = private constant [4 x i32] [i32 1, i32 0, i32 0, i32 0]\n"
                     "@table = constant [2 x ptr] [ptr @f0, ptr @f1]\n";
  for (unsigned i = 0; i < functions; ++i) {
    std::string n = std::to_string(i);
    text += "define internal i32 @f" + n +
            "(i32 %x) noinline {\n"
            "  %c = load i32, ptr @counter\n"
            "  %one = load volatile i32, ptr @0\n"
            "  %c1 = add i32 %c, %one\n"
            "  store volatile i32 %c1, ptr @counter\n"
            "  %y = add i32 %x, " +
            std::to_string(i + 1) + "\n";
    if (i)
      text += "  %z = call i32 @f" + std::to_string(i - 1) + "(i32 %y)\n  ret i32 %z\n}\n";
    else
      text += "  ret i32 %y\n}\n";
  }
  text += "define i32 @chain(i32 %x) {\n  %r = call i32 @f" + std::to_string(functions - 1) +
          "(i32 %x)\n  ret i32 %r\n}\n"
          "define i32 @count() {\n  %c = load i32, ptr @counter\n  ret i32 %c\n}\n"
          "define i32 @shadow() {\n  %c = load volatile i32, ptr @malloc\n  ret i32 %c\n}\n";
  return text;
}

} // namespace wasmelt::test
