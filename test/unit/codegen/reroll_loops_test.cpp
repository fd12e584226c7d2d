// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which unrolled loops are rolled up, and above all which must not be.
#include "compiler/codegen/reroll_loops.h"

#include "test/unit/codegen/memory_loop.h"

using namespace wasmelt;
using test::load;
using test::loop;
using test::store;
using Rolled = test::Passed<codegen::RerollLoopsPass>;

namespace {

std::string n(int number) { return std::to_string(number); }

const std::string at_p = "  %x = add i32 %p, %i\n", at_q = "  %y = add i32 %q, %i\n";

/// y[j] = x[j] + k for the lane's j.
std::string addK(int lane, const std::string &k = "%k") {
  return load("l" + n(lane), "i32", "%x", 4 * lane) + "  %s" + n(lane) + " = add i32 %l" + n(lane) +
         ", " + k + "\n" + store("t" + n(lane), "i32 %s" + n(lane), "%y", 4 * lane);
}

/// A reduction of `lanes` loads by an operation; `reverse` puts the sum on its right.
std::string reduce(const std::string &operation, int lanes, bool reverse = false) {
  std::string text = at_p, before = "%r";
  for (int lane = 0; lane < lanes; ++lane) {
    std::string term = "%l" + n(lane), sum = "%r" + n(lane + 1);
    text += load("l" + n(lane), "i32", "%x", 4 * lane) + "  " + sum + " = " + operation + " i32 " +
            (reverse ? term + ", " + before : before + ", " + term) + "\n";
    before = sum;
  }
  return text;
}

const std::string sum_of_two = "  %r = phi i32 [ 0, %entry ], [ %r2, %loop ]\n";

TEST(RerollLoops, LanesBecomeIterations) {
  Rolled rolled(loop("", at_p + at_q + addK(0) + addK(1) + addK(2) + addK(3), 16, 1600));
  EXPECT_EQ(rolled.loads(), 1u) << rolled.text;
  EXPECT_EQ(rolled.stores(), 1u);
  EXPECT_TRUE(rolled.has("%i.next = add i32 %i, 4")) << rolled.text;
  EXPECT_TRUE(rolled.has(", 400\n")) << rolled.text;
}

TEST(RerollLoops, OnlyWhereTrapsImplyNoWrap) {
  EXPECT_FALSE(Rolled(loop("", at_p + at_q + addK(0) + addK(1), 8, 800), "").changed);
}

TEST(RerollLoops, ReductionsKeepTheirResult) {
  for (std::string operation : {"add", "mul", "xor", "or", "and"})
    for (bool reverse : {false, true}) {
      Rolled rolled(loop(sum_of_two, reduce(operation, 2, reverse), 8, 800, "%r2"));
      EXPECT_EQ(rolled.loads(), 1u) << rolled.text;
      EXPECT_TRUE(rolled.has("ret i32 %r1")) << rolled.text;
    }
}

TEST(RerollLoops, ReductionsLoseTheirFlags) {
  Rolled rolled(loop(sum_of_two, reduce("add nuw nsw", 2), 8, 800, "%r2"));
  EXPECT_EQ(rolled.loads(), 1u);
  EXPECT_FALSE(rolled.has("nuw nsw i32")) << rolled.text;
}

TEST(RerollLoops, SubtractionIsNoReduction) {
  EXPECT_FALSE(Rolled(loop(sum_of_two, reduce("sub", 2), 8, 800, "%r2")).changed);
  EXPECT_FALSE(Rolled(loop(sum_of_two, reduce("sub", 2, true), 8, 800, "%r2")).changed);
}

TEST(RerollLoops, SumsThatAreSeenInBetweenStay) {
  EXPECT_FALSE(Rolled(loop(sum_of_two, reduce("add", 2), 8, 800, "%r1")).changed);
  EXPECT_FALSE(Rolled(loop(sum_of_two,
                           reduce("add", 2) + at_q + store("a", "i32 %r1", "%y", 0) +
                               store("b", "i32 %r2", "%y", 4),
                           8, 800, "%r2"))
                   .changed);
}

TEST(RerollLoops, LanesOutOfOrderInASumStay) {
  std::string body = at_p + load("a", "i32", "%x", 4) + load("b", "i32", "%x", 0) +
                     "  %r1 = add i32 %r, %a\n  %r2 = add i32 %r1, %b\n";
  EXPECT_FALSE(Rolled(loop(sum_of_two, body, 8, 800, "%r2")).changed);
}

TEST(RerollLoops, LanesThatDifferStay) {
  EXPECT_FALSE(Rolled(loop("", at_p + at_q + addK(0) + addK(1, "7"), 8, 800)).changed);
  EXPECT_FALSE(Rolled(loop("", at_p + at_q + addK(0, "6") + addK(1, "7"), 8, 800)).changed);
}

TEST(RerollLoops, LiveLanesStay) {
  EXPECT_FALSE(Rolled(loop("", at_p + at_q + addK(0) + addK(1), 8, 800, "%l1")).changed);
  EXPECT_FALSE(Rolled(loop("", at_p + at_q + addK(0) + addK(1), 8, 800, "%i")).changed);
}

TEST(RerollLoops, TheEndOfTheInductionMayBeUsed) {
  EXPECT_TRUE(Rolled(loop("", at_p + at_q + addK(0) + addK(1), 8, 800, "%i.next")).changed);
}

TEST(RerollLoops, IncrementsThatTheBodySeesStay) {
  std::string body = at_p +
                     "  %n0 = add i32 %i, 4\n"
                     "  %c0 = icmp ult i32 %i.next, %k\n  %v0 = zext i1 %c0 to i32\n"
                     "  %n1 = add i32 %i, 12\n"
                     "  %c1 = icmp ult i32 %n1, %k\n  %v1 = zext i1 %c1 to i32\n" +
                     store("a", "i32 %v0", "%x", 0) + store("b", "i32 %v1", "%x", 4);
  // The increment comes first here.
  std::string text = loop("", "  %i.next = add i32 %i, 8\n" + body, 8, 800);
  text.erase(text.rfind("  %i.next = add"), std::string("  %i.next = add i32 %i, 8\n").size());
  EXPECT_FALSE(Rolled(text).changed);
}

TEST(RerollLoops, TheExitConditionMayNotBeAValueToo) {
  std::string body = "  %i.next = add i32 %i, 8\n  %more = icmp ne i32 %i.next, 800\n"
                     "  %v = zext i1 %more to i32\n" +
                     at_p + store("a", "i32 %v", "%x", 0) + store("b", "i32 %v", "%x", 4);
  std::string text = loop("", body, 8, 800);
  for (std::string line : {"  %i.next = add i32 %i, 8\n", "  %more = icmp ne i32 %i.next, 800\n"})
    text.erase(text.rfind(line), line.size());
  EXPECT_FALSE(Rolled(text).changed);
}

TEST(RerollLoops, NumbersThatAdvanceWithTheLoopAreLanesToo) {
  std::string body = at_p + "  %i1 = add i32 %i, 1\n" + "  %a4 = shl i32 %i, 2\n" +
                     "  %z = add i32 %p, %a4\n" + store("a", "i32 %i", "%z", 0) +
                     store("b", "i32 %i1", "%z", 4);
  Rolled rolled(loop("", body, 2, 200));
  EXPECT_EQ(rolled.stores(), 1u) << rolled.text;
  EXPECT_TRUE(rolled.has("%i.next = add i32 %i, 1"));
  // The same number in every lane is none.
  std::string same = at_p + "  %a4 = shl i32 %i, 2\n  %z = add i32 %p, %a4\n" +
                     store("a", "i32 %i", "%z", 0) + store("b", "i32 %i", "%z", 4);
  EXPECT_FALSE(Rolled(loop("", same, 2, 200)).changed);
}

TEST(RerollLoops, DisjointOrsBecomeSums) {
  // i | 1 is i + 1 for even i only.
  std::string body = "  %o = or disjoint i32 %i, 1\n  %z = add i32 %p, %o\n" +
                     store("a", "i8 7", "%z", 0) + store("b", "i8 7", "%z", 1);
  Rolled rolled(loop("", body, 2, 200));
  EXPECT_EQ(rolled.stores(), 1u) << rolled.text;
  EXPECT_FALSE(rolled.has(" or ")) << rolled.text;
  EXPECT_TRUE(rolled.has("%o = add i32 %i, 1")) << rolled.text;
}

TEST(RerollLoops, MasksThatDoNothingForTheFirstLaneStay) {
  std::string body = "  %o = and i32 %i, -2\n  %z = add i32 %p, %o\n" +
                     store("a", "i8 7", "%z", 0) + store("b", "i8 7", "%z", 1);
  EXPECT_FALSE(Rolled(loop("", body, 2, 200)).changed);
}

TEST(RerollLoops, StepsThatVanishModulo2To32Stay) {
  // 2^30 * i is the same in all iterations for i = 0, 4, 8 … only.
  std::string body = "  %m = mul i32 %i, 1073741824\n" + store("a", "i32 %k", "%m", 0) +
                     store("b", "i32 %k", "%m", 0) + store("c", "i32 %k", "%m", 0) +
                     store("d", "i32 %k", "%m", 0);
  EXPECT_FALSE(Rolled(loop("", body, 4, 400)).changed);
}

TEST(RerollLoops, NumbersWithVanishingStepsStay) {
  std::string body = "  %m = mul i32 %i, 1073741825\n  %z = add i32 %p, %i\n";
  for (int lane = 0; lane < 4; ++lane)
    body += "  %v" + n(lane) + " = add i32 %m, " + n(lane) + "\n  %b" + n(lane) +
            " = trunc i32 %v" + n(lane) + " to i8\n" +
            store("s" + n(lane), "i32 %v" + n(lane), "%z", 4 * lane);
  EXPECT_FALSE(Rolled(loop("", body, 4, 400)).changed);
}

TEST(RerollLoops, FlagsOfTheFirstLaneDoNotHoldForAll) {
  std::string body = "  %i1 = add i32 %i, 1\n  %z = add i32 %p, %i\n"
                     "  %m0 = shl nuw i32 %i, 31\n  %m1 = shl i32 %i1, 31\n" +
                     store("a", "i32 %m0", "%z", 0) + store("b", "i32 %m1", "%z", 4);
  std::string text =
      loop("  %j = phi i32 [ 0, %entry ], [ %j.next, %loop ]\n",
           "  %j.next = add nuw nsw i32 %j, 8\n  %y = add i32 %p, %j\n" + body, 2, 200);
  text.replace(text.find("%z = add i32 %p, %i"), 19, "%z = add i32 %p, %j");
  Rolled rolled(text);
  EXPECT_EQ(rolled.stores(), 1u) << rolled.text;
  EXPECT_TRUE(rolled.has("%m0 = shl i32 %i, 31")) << rolled.text;
  EXPECT_TRUE(rolled.has("%j.next = add i32 %j, 4")) << rolled.text;
}

TEST(RerollLoops, LoadsBeforeStoresOfAnUnknownPlaceStay) {
  std::string body = at_p + at_q + load("l0", "i32", "%x", 0) + load("l1", "i32", "%x", 4) +
                     store("a", "i32 %l0", "%y", 0) + store("b", "i32 %l1", "%y", 4);
  EXPECT_FALSE(Rolled(loop("", body, 8, 800)).changed);
}

TEST(RerollLoops, LoadsBeforeStoresOfTheirOwnPlaceAreRolled) {
  std::string body = at_p + load("l0", "i32", "%x", 0) + load("l1", "i32", "%x", 4) +
                     store("a", "i32 %l0", "%x", 0) + store("b", "i32 %l1", "%x", 4);
  EXPECT_EQ(Rolled(loop("", body, 8, 800)).stores(), 1u);
}

TEST(RerollLoops, StoresThatOverlapKeepTheirOrder) {
  // By 2 bytes, of 4 each: the second lane's first.
  std::string body = at_p + store("b", "i32 %k", "%x", 2) + store("a", "i32 %k", "%x", 0);
  EXPECT_FALSE(Rolled(loop("", body, 4, 400)).changed);
  std::string apart = at_p + store("b", "i32 %k", "%x", 4) + store("a", "i32 %k", "%x", 0);
  EXPECT_TRUE(Rolled(loop("", apart, 8, 800)).changed);
}

TEST(RerollLoops, PlacesThatCoincideModulo2To32KeepTheirOrder) {
  // x + 2^31 - 1 with offset 2^31 + 5 is x + 4 if the sum wraps.
  std::string shifted = at_p + "  %far = add i32 %x, 2147483647\n" + load("l0", "i32", "%x", 0) +
                        load("l1", "i32", "%x", 4) + store("a", "i32 %l0", "%far", 2147483653) +
                        store("b", "i32 %l1", "%far", 2147483657);
  EXPECT_FALSE(Rolled(loop("", shifted, 8, 800)).changed);
}

TEST(RerollLoops, TrapsOfALaneWhoseIndexWrapsDownwardsAreKept) {
  // For x = -8 the second lane traps, and the first does not.
  std::string body = at_p + "  %x8 = add i32 %x, 8\n" + store("a", "i32 %k", "%x8", 0) +
                     store("b", "i32 %k", "%x", 12);
  EXPECT_FALSE(Rolled(loop("", body, 8, 800)).changed);
}

TEST(RerollLoops, LanesMayBeIndicesOfTheirOwn) {
  std::string body = at_p + "  %x4 = add i32 %x, 4\n" + store("a", "i32 %k", "%x", 0) +
                     store("b", "i32 %k", "%x4", 0);
  EXPECT_EQ(Rolled(loop("", body, 8, 800)).stores(), 1u);
}

TEST(RerollLoops, CountingDownReachesAddressZero) {
  // zext(x) + 12, + 8 …: with x = 0 the first lane's index must not get below it.
  std::string body = at_p;
  for (int lane = 0; lane < 4; ++lane)
    body += store("s" + n(lane), "i32 %k", "%x", 12 - 4 * lane);
  Rolled rolled(loop("", body, -16, -1600));
  EXPECT_EQ(rolled.stores(), 1u) << rolled.text;
  EXPECT_TRUE(rolled.has("add i32 %x, 12")) << rolled.text;
  EXPECT_FALSE(rolled.has("store i32 %k, ptr %s0.a")) << rolled.text;
  std::string mixed = at_p + "  %x4 = add i32 %x, -4\n" + store("a", "i32 %k", "%x", 8) +
                      store("b", "i32 %k", "%x4", 8) + store("c", "i32 %k", "%x", 0);
  EXPECT_FALSE(Rolled(loop("", mixed, -12, -1200)).changed);
}

TEST(RerollLoops, EveryLaneAtOnePlaceIsRolled) {
  std::string body = at_p + load("l0", "i32", "%x", 0) + load("o0", "i32", "%q", 0) +
                     "  %s0 = add i32 %o0, %l0\n" + store("a", "i32 %s0", "%q", 0) +
                     load("l1", "i32", "%x", 4) + load("o1", "i32", "%q", 0) +
                     "  %s1 = add i32 %o1, %l1\n" + store("b", "i32 %s1", "%q", 0);
  Rolled rolled(loop("", body, 8, 800));
  EXPECT_EQ(rolled.stores(), 1u) << rolled.text;
  EXPECT_EQ(rolled.loads(), 2u);
}

TEST(RerollLoops, CallsAndVolatileAccessesStay) {
  EXPECT_FALSE(Rolled(loop("", at_p + at_q + addK(0) + addK(1) + "  call void @g()\n", 8, 800) +
                      "declare void @g()\n")
                   .changed);
  EXPECT_FALSE(
      Rolled(loop("", at_p + at_q + load("v", "i32", "%x", 0, "volatile ") + addK(0) + addK(1), 8,
                  800))
          .changed);
}

TEST(RerollLoops, UnknownNumbersOfIterationsStay) {
  std::string text = loop("", at_p + at_q + addK(0) + addK(1), 8, 800);
  text.replace(text.find("icmp ne i32 %i.next, 800"), 24, "icmp ne i32 %l1, 800    ");
  EXPECT_FALSE(Rolled(text).changed);
}

TEST(RerollLoops, NarrowInductionsWork) {
  std::string body = "  %b1 = add i8 %b, 1\n  %n.b = add i8 %b, 2\n" + at_p +
                     store("a", "i8 %b", "%x", 0) + store("c", "i8 %b1", "%x", 1);
  Rolled rolled(loop("  %b = phi i8 [ 100, %entry ], [ %n.b, %loop ]\n", body, 2, 2000));
  EXPECT_EQ(rolled.stores(), 1u) << rolled.text;
  EXPECT_TRUE(rolled.has("add i8 %b, 1")) << rolled.text;
}

TEST(RerollLoops, StepsThatLanesDoNotDivideStay) {
  std::string body = "  %n.b = add i32 %b, 3\n" + at_p + at_q + addK(0) + addK(1);
  EXPECT_FALSE(Rolled(loop("  %b = phi i32 [ 1, %entry ], [ %n.b, %loop ]\n", body, 8, 800, "%n.b"))
                   .changed);
}

} // namespace
