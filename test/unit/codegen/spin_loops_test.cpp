// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which loads of a loop another thread is waited for with, and which are left to be optimised.
#include "compiler/codegen/spin_loops.h"

#include "test/unit/codegen/memory_loop.h"

using namespace wasmelt;

namespace {

const std::string shared = test::moduleFlag(shared_memory_flag, 1);

struct Spun : test::Passed<codegen::SpinLoopsPass> {
  explicit Spun(const std::string &text, const std::string &module_flag = shared)
      : Passed(text, module_flag) {}
  unsigned waited_for() {
    unsigned found = 0;
    for (llvm::Instruction &instruction : llvm::instructions(function()))
      found += instruction.getOpcode() == llvm::Instruction::Load && instruction.isVolatile();
    return found;
  }
};

std::string function(const std::string &blocks) {
  return "define i32 @f(ptr %p, ptr %q, i32 %k) {\nentry:\n  br label %loop\nloop:\n" + blocks +
         "exit:\n  ret i32 0\n}\ndeclare i32 @g()\n";
}

const std::string again = "  br i1 %c, label %exit, label %loop\n";
const std::string until_set = "  %v = load i32, ptr %p\n  %c = icmp ne i32 %v, 0\n" + again;

TEST(SpinLoops, ALoopUntilAPlaceIsSetReadsItEachTime) {
  Spun spun(function(until_set));
  EXPECT_TRUE(spun.changed);
  EXPECT_EQ(spun.waited_for(), 1u) << spun.text;
}

TEST(SpinLoops, OnlyInModulesWithSharedMemory) {
  EXPECT_FALSE(Spun(function(until_set), "").changed);
}

TEST(SpinLoops, WhatElseTheLoopStoresAndCountsDoesNotEndIt) {
  Spun spun(function("  %n = phi i32 [ 0, %entry ], [ %n1, %loop ]\n  %n1 = add i32 %n, 1\n"
                     "  store i32 %n1, ptr %q\n" +
                     until_set));
  EXPECT_EQ(spun.waited_for(), 1u) << spun.text;
}

TEST(SpinLoops, EitherOfTwoPlacesMayEndIt) {
  Spun spun(function("  %u = load i32, ptr %q\n  %d = icmp eq i32 %u, %k\n"
                     "  br i1 %d, label %exit, label %next\nnext:\n" +
                     until_set));
  EXPECT_EQ(spun.waited_for(), 2u) << spun.text;
}

TEST(SpinLoops, APlaceMayBeFoundThroughAnother) {
  Spun spun(function("  %a = load ptr, ptr %p\n  %v = load i32, ptr %a\n"
                     "  %c = icmp ne i32 %v, 0\n" +
                     again));
  EXPECT_EQ(spun.waited_for(), 2u) << spun.text;
}

TEST(SpinLoops, ALoopThatAlsoCountsEndsWithoutOthers) {
  EXPECT_FALSE(Spun(function("  %n = phi i32 [ 0, %entry ], [ %n1, %next ]\n"
                             "  %n1 = add i32 %n, 1\n  %d = icmp eq i32 %n, %k\n"
                             "  br i1 %d, label %exit, label %next\nnext:\n" +
                             until_set))
                   .changed);
}

TEST(SpinLoops, ALoopOverElementsEndsWithoutOthers) {
  EXPECT_FALSE(Spun(function("  %n = phi i64 [ 0, %entry ], [ %n1, %loop ]\n"
                             "  %n1 = add i64 %n, 1\n"
                             "  %a = getelementptr i8, ptr %p, i64 %n\n"
                             "  %v = load i8, ptr %a\n  %c = icmp eq i8 %v, 0\n" +
                             again))
                   .changed);
}

TEST(SpinLoops, ALoopThatWaitsForACallIsLeftAsItIs) {
  EXPECT_FALSE(Spun(function("  %v = load i32, ptr %p\n  %r = call i32 @g()\n"
                             "  %s = add i32 %r, %v\n  %c = icmp ne i32 %s, 0\n" +
                             again))
                   .changed);
}

TEST(SpinLoops, AboutTheAttemptsOfAnOuterLoopTheInnerOneSaysNothing) {
  Spun spun(function("  br label %attempt\nattempt:\n"
                     "  %n = phi i32 [ 0, %loop ], [ %n1, %next ]\n  %n1 = add i32 %n, 1\n"
                     "  %v = load i32, ptr %p\n  %c = icmp ne i32 %v, 0\n"
                     "  br i1 %c, label %exit, label %next\nnext:\n"
                     "  %d = icmp eq i32 %n, %k\n  br i1 %d, label %loop, label %attempt\n"));
  EXPECT_EQ(spun.waited_for(), 1u) << spun.text;
}

} // namespace
