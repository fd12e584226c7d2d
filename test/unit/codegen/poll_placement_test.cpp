// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which loops ask whether to go on: none runs long without, and few do where they run short.
#include "compiler/codegen/poll_placement.h"

#include "test/unit/codegen/ir.h"

#include <llvm/IR/Verifier.h>
#include <llvm/Passes/PassBuilder.h>

using namespace wasmelt;
using namespace llvm;

namespace {

/// A function after its polls were placed.
class Placed {
public:
  explicit Placed(const std::string &body, const std::string &parameters = "i64 %n, ptr %p")
      : module_(test::parseIr("declare void @call()\ndefine i64 @f(" + parameters + ") {\n" + body +
                                  "}\n",
                              context_, codegen::Target::select("", "", "", OptLevel::O2))) {
    PassBuilder builder;
    LoopAnalysisManager loops;
    FunctionAnalysisManager functions;
    CGSCCAnalysisManager cgscc;
    ModuleAnalysisManager modules;
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(cgscc);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, cgscc, modules);
    Function &function = *module_->getFunction("f");
    heads = codegen::placePolls(function, functions);
    EXPECT_FALSE(verifyFunction(function, &errs()));
    all = codegen::allLoopHeads(function);
    raw_string_ostream(text) << *module_;
    for (BasicBlock *head : heads)
      EXPECT_TRUE(all.contains(head)) << text;
  }

  size_t count(const std::string &part) const {
    size_t found = 0;
    for (size_t at = 0; (at = text.find(part, at)) != text.npos; ++at)
      ++found;
    return found;
  }

  codegen::LoopHeads heads, all;
  std::string text;

private:
  LLVMContext context_;
  std::unique_ptr<Module> module_;
};

/// A loop in C's order: from 0, while `condition` of %i.next holds.
std::string counted(const std::string &condition, const std::string &body = "") {
  return "entry:\n  br label %loop\nloop:\n"
         "  %i = phi i64 [ 0, %entry ], [ %i.next, %loop ]\n" +
         body + "  %i.next = add nuw i64 %i, 1\n  %more = " + condition +
         "\n  br i1 %more, label %loop, label %exit\nexit:\n  ret i64 %i\n";
}

TEST(PollPlacement, FewIterationsDoNotAsk) {
  Placed placed(counted("icmp ult i64 %i.next, 1000"));
  EXPECT_EQ(placed.heads.size(), 0u) << placed.text;
  EXPECT_EQ(placed.all.size(), 1u);
}

TEST(PollPlacement, ManyIterationsAsk) {
  Placed placed(counted("icmp ult i64 %i.next, 100000000"));
  EXPECT_EQ(placed.heads.size(), 1u) << placed.text;
}

TEST(PollPlacement, ACountThatIsKnownBeforeDecidesWhichOfTwoLoopsRuns) {
  Placed placed(counted("icmp ult i64 %i.next, %n"));
  EXPECT_EQ(placed.all.size(), 2u) << placed.text;
  EXPECT_EQ(placed.heads.size(), 1u);
}

TEST(PollPlacement, AnotherWayOutMakesACountNoLess) {
  Placed placed(R"(entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %i.next, %next ]
  %address = getelementptr i64, ptr %p, i64 %i
  %value = load i64, ptr %address
  %found = icmp eq i64 %value, 7
  br i1 %found, label %out, label %next
next:
  %i.next = add nuw i64 %i, 1
  %more = icmp ult i64 %i.next, %n
  br i1 %more, label %loop, label %exit
out:
  %square = mul i64 %i, %value
  ret i64 %square
exit:
  ret i64 -1
)");
  EXPECT_EQ(placed.all.size(), 2u) << placed.text;
  EXPECT_EQ(placed.heads.size(), 1u);
  EXPECT_EQ(placed.count("load i64"), 2u);
}

TEST(PollPlacement, OfASmallLoopWithoutACountSeveralIterationsFollowEachOther) {
  Placed placed(counted("icmp ne i64 %value, 0", "  %address = getelementptr i64, ptr %p, i64 %i\n "
                                                 " %value = load volatile i64, ptr %address\n"));
  EXPECT_EQ(placed.heads.size(), 1u) << placed.text;
  EXPECT_EQ(placed.all.size(), 1u);
  EXPECT_EQ(placed.count("load volatile"), 4u);
}

TEST(PollPlacement, WhatCallsAsksEachTime) {
  Placed placed(counted("icmp ult i64 %i.next, 10", "  call void @call()\n"));
  EXPECT_EQ(placed.heads.size(), 1u) << placed.text;
  EXPECT_EQ(placed.all.size(), 1u);
}

std::string nested(const std::string &inner_condition) {
  return R"(entry:
  br label %outer
outer:
  %o = phi i64 [ 0, %entry ], [ %o.next, %latch ]
  br label %inner
inner:
  %i = phi i64 [ 0, %outer ], [ %i.next, %inner ]
  %value = load volatile i64, ptr %p
  %i.next = add nuw i64 %i, 1
  %again = )" +
         inner_condition + R"(
  br i1 %again, label %inner, label %latch
latch:
  %o.next = add nuw i64 %o, 1
  %more = icmp ne i64 %value, %o.next
  br i1 %more, label %outer, label %exit
exit:
  ret i64 %o
)";
}

TEST(PollPlacement, WhatGoesThroughALoopThatAsksDoesNot) {
  Placed placed(nested("icmp ne i64 %value, 3"));
  EXPECT_EQ(placed.heads.size(), 1u) << placed.text;
  EXPECT_EQ(placed.all.size(), 2u);
}

TEST(PollPlacement, WhatGoesThroughAShortLoopAsksItself) {
  Placed placed(nested("icmp ult i64 %i.next, 10"));
  ASSERT_EQ(placed.heads.size(), 1u) << placed.text;
  EXPECT_EQ(placed.heads[0]->getName(), "outer");
}

TEST(PollPlacement, ShortLoopsInShortLoopsMayTakeLong) {
  std::string text = nested("icmp ult i64 %i.next, 1000");
  text.replace(text.find("icmp ne i64 %value, %o.next"), 27, "icmp ult i64 %o.next, 100000");
  Placed placed(text);
  ASSERT_EQ(placed.heads.size(), 1u) << placed.text;
  EXPECT_EQ(placed.heads[0]->getName(), "outer");
}

TEST(PollPlacement, WhereALoopHasTwoEntriesAllAsk) {
  Placed placed(R"(entry:
  %left = icmp eq i64 %n, 0
  br i1 %left, label %a, label %b
a:
  %x = load volatile i64, ptr %p
  br label %b
b:
  %y = load volatile i64, ptr %p
  %more = icmp ne i64 %y, 0
  br i1 %more, label %a, label %short
short:
  %i = phi i64 [ 0, %b ], [ %i.next, %short ]
  %i.next = add nuw i64 %i, 1
  %again = icmp ult i64 %i.next, 10
  br i1 %again, label %short, label %exit
exit:
  ret i64 %y
)");
  EXPECT_EQ(placed.heads.size(), placed.all.size()) << placed.text;
  EXPECT_EQ(placed.all.size(), 2u);
}

} // namespace
