// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that access linear memory 0, as text, and the run of one pass over them.
#pragma once

#include "compiler/codegen/linear_memory.h"

#include <llvm/AsmParser/Parser.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/raw_ostream.h>

#include <gtest/gtest.h>

#include <string>

namespace wasmelt::test {

/// `%name.a`, the address zext(index) + offset in memory 0.
inline std::string address(const std::string &name, const std::string &index, int64_t offset) {
  std::string gep = " = getelementptr inbounds nuw i8, ptr %",
              text = "  %" + name + ".w = zext i32 ";
  text +=
      index + " to i64\n  %" + name + (offset ? ".g" : ".a") + gep + "base, i64 %" + name + ".w\n";
  if (offset)
    text += "  %" + name + ".a" + gep + name + ".g, i64 " + std::to_string(offset) + "\n";
  return text;
}

/// `%name = load type` from there.
inline std::string load(const std::string &name, const std::string &type, const std::string &index,
                        int64_t offset, const std::string &volatility = "") {
  return address(name, index, offset) + "  %" + name + " = load " + volatility + type + ", ptr %" +
         name + ".a, align 1, !tbaa !0\n";
}

/// The store of a value there.
inline std::string store(const std::string &name, const std::string &typed_value,
                         const std::string &index, int64_t offset) {
  return address(name, index, offset) + "  store " + typed_value + ", ptr %" + name +
         ".a, align 1, !tbaa !0\n";
}

/// A function f(base, p, q, k) with one loop of one block in which %i goes from 0 to `end` by
/// `step`.
inline std::string loop(const std::string &phis, const std::string &body, int step, int end,
                        const std::string &result = "0") {
  return "define i32 @f(ptr %base, i32 %p, i32 %q, i32 %k) {\nentry:\n  br label %loop\nloop:\n"
         "  %i = phi i32 [ 0, %entry ], [ %i.next, %loop ]\n" +
         phis + body + "  %i.next = add i32 %i, " + std::to_string(step) +
         "\n  %more = icmp ne i32 %i.next, " + std::to_string(end) +
         "\n  br i1 %more, label %loop, label %exit\nexit:\n  ret i32 " + result + "\n}\n";
}

/// A module flag, override, as lowering sets it.
inline std::string moduleFlag(const std::string &name, unsigned value) {
  return "!llvm.module.flags = !{!9}\n!9 = !{i32 4, !\"" + name + "\", i32 " +
         std::to_string(value) + "}\n";
}
inline std::string reach(TrapReach value) {
  return moduleFlag(trap_reach_flag, static_cast<unsigned>(value));
}

/// What `Pass` makes of the first function of a text.
template <class Pass>
class Passed {
public:
  explicit Passed(const std::string &text,
                  const std::string &module_flag = reach(TrapReach::Everywhere)) {
    llvm::SMDiagnostic error;
    module_ = llvm::parseAssemblyString(
        text + module_flag +
            "!0 = !{!1, !1, i64 0}\n!1 = !{!\"memory 0\", !2, i64 0}\n!2 = !{!\"root\"}\n",
        error, context_);
    if (!module_) {
      ADD_FAILURE() << error.getLineNo() << ": " << error.getMessage().str() << "\n" << text;
      return;
    }
    llvm::LoopAnalysisManager loops;
    llvm::FunctionAnalysisManager functions;
    llvm::CGSCCAnalysisManager components;
    llvm::ModuleAnalysisManager modules;
    llvm::PassBuilder builder;
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(components);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, components, modules);
    changed = !Pass().run(function(), functions).areAllPreserved();
    llvm::raw_string_ostream stream(this->text);
    function().print(stream);
    EXPECT_FALSE(llvm::verifyModule(*module_, &llvm::errs())) << this->text;
  }

  llvm::Function &function() { return *module_->begin(); }

  unsigned count(unsigned opcode) {
    unsigned found = 0;
    for (llvm::Instruction &instruction : llvm::instructions(function()))
      found += instruction.getOpcode() == opcode;
    return found;
  }
  unsigned loads() { return count(llvm::Instruction::Load); }
  unsigned stores() { return count(llvm::Instruction::Store); }
  bool has(const std::string &part) const { return text.find(part) != text.npos; }

  bool changed = false;
  std::string text;

private:
  llvm::LLVMContext context_;
  std::unique_ptr<llvm::Module> module_;
};

} // namespace wasmelt::test
