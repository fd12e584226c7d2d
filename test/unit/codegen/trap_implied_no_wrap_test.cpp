// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which addresses a trap proves not to wrap, and above all which it does not.
#include "compiler/codegen/trap_implied_no_wrap.h"

#include "test/unit/codegen/memory_loop.h"

using namespace wasmelt;
using test::load;
using test::loop;
using test::store;
using Widened = test::Passed<codegen::TrapImpliedNoWrapPass>;

namespace {

const std::string at_p = "  %x = add i32 %p, %i\n";

std::string block(const std::string &body) {
  return "define void @f(ptr %base, i32 %p, i32 %k) {\n" + body + "  ret void\n}\n";
}

const std::string callee = "declare void @g()\n";
const std::string call = "  call void @g()\n";
const std::string p8 = "  %p8 = add i32 %p, 8\n";

TEST(TrapImpliedNoWrap, TheIndexOfAnAccessInEveryIterationIsWidened) {
  Widened widened(loop("", at_p + store("a", "i32 %k", "%x", 16), 4, 400));
  EXPECT_TRUE(widened.changed);
  EXPECT_TRUE(widened.has("phi i64")) << widened.text;
  EXPECT_FALSE(widened.has("ptr %base, i64 %a.w")) << widened.text;
}

TEST(TrapImpliedNoWrap, OnlyWithTheFlag) {
  EXPECT_FALSE(Widened(loop("", at_p + store("a", "i32 %k", "%x", 0), 4, 400), "").changed);
}

TEST(TrapImpliedNoWrap, StepsAbove64KiBMayJumpOverTheEnd) {
  EXPECT_TRUE(Widened(loop("", at_p + store("a", "i32 %k", "%x", 0), 65536, 6553600)).changed);
  EXPECT_FALSE(Widened(loop("", at_p + store("a", "i32 %k", "%x", 0), 65540, 6554000)).changed);
}

TEST(TrapImpliedNoWrap, AnAccessInSomeIterationsProvesNothing) {
  std::string text =
      "define void @f(ptr %base, i32 %p, i32 %k) {\nentry:\n  br label %loop\nloop:\n"
      "  %i = phi i32 [ 0, %entry ], [ %i.next, %next ]\n" +
      at_p + "  %c = icmp eq i32 %i, %k\n  br i1 %c, label %some, label %next\nsome:\n" +
      store("a", "i32 %k", "%x", 0) +
      "  br label %next\nnext:\n  %i.next = add i32 %i, 4\n"
      "  %more = icmp ne i32 %i.next, 400\n"
      "  br i1 %more, label %loop, label %exit\nexit:\n  ret void\n}\n";
  EXPECT_FALSE(Widened(text).changed);
}

TEST(TrapImpliedNoWrap, WithoutABoundOnTheIterationsAnAddressCouldReachAnywhere) {
  std::string text = loop("", at_p + load("a", "i32", "%x", 0), 4, 400);
  text.replace(text.find("icmp ne i32 %i.next, 400"), 24, "icmp ne i32 %a, 400     ");
  EXPECT_FALSE(Widened(text).changed);
}

TEST(TrapImpliedNoWrap, ManyLargeStepsCouldReachAnywhere) {
  // 2^32 / 4 iterations of 4 bytes stay near, and so they may; at 64 KiB each they do not.
  std::string many =
      "  %n.j = add i32 %j, 65536\n  %y = add i32 %p, %j\n" + store("a", "i32 %k", "%y", 0);
  std::string phi = "  %j = phi i32 [ 0, %entry ], [ %n.j, %loop ]\n";
  EXPECT_FALSE(Widened(loop(phi, many, 1, -5)).changed);
  EXPECT_TRUE(Widened(loop(phi, many, 1, 1000)).changed);
}

TEST(TrapImpliedNoWrap, DownwardsWithAnOffsetAWrappedIndexIsNotBelowTheMemory) {
  EXPECT_TRUE(Widened(loop("", at_p + store("a", "i32 %k", "%x", 0), -4, -400)).changed);
  std::string text = loop("", at_p + store("a", "i32 %k", "%x", 16), -4, -400);
  Widened widened(text);
  EXPECT_TRUE(widened.has("ptr %base, i64 %a.w")) << widened.text;
}

const std::string in_reservation = test::reach(TrapReach::Reservation);

TEST(TrapImpliedNoWrap, InAReservationIndicesGoUpOnly) {
  std::string access = at_p + store("a", "i32 %k", "%x", 0);
  Widened widened(loop("", access, 4, 400), in_reservation);
  EXPECT_FALSE(widened.has("ptr %base, i64 %a.w")) << widened.text;
  EXPECT_FALSE(Widened(loop("", access, -4, -400), in_reservation).changed);
}

TEST(TrapImpliedNoWrap, InAReservationIndicesStayWithin2GiB) {
  // Steps of 64 KiB: 32768 of them are 2 GiB.
  std::string body =
      "  %n.j = add i32 %j, 65536\n  %y = add i32 %p, %j\n" + store("a", "i32 %k", "%y", 0);
  std::string phi = "  %j = phi i32 [ 0, %entry ], [ %n.j, %loop ]\n";
  EXPECT_TRUE(Widened(loop(phi, body, 1, 32769), in_reservation).changed);
  EXPECT_FALSE(Widened(loop(phi, body, 1, 32770), in_reservation).changed);
}

TEST(TrapImpliedNoWrap, InAReservationIndexAndOffsetStayWithin4GiBAbove) {
  auto far = [](int64_t offset) {
    Widened widened(loop("", at_p + store("a", "i32 %k", "%x", offset), 4, 400), in_reservation);
    return widened.has("ptr %base, i64 %a.w");
  };
  constexpr int64_t end = (int64_t(4) << 30) - 396;
  EXPECT_FALSE(far(end));
  EXPECT_TRUE(far(end + 1));
  auto neighbour = [](int64_t offset) {
    return Widened(block(store("a", "i32 1", "%p", 0) + p8 + store("b", "i32 2", "%p8", offset)),
                   in_reservation)
        .changed;
  };
  EXPECT_TRUE(neighbour((int64_t(1) << 31) - 8));
  EXPECT_FALSE(neighbour((int64_t(1) << 31) - 7));
}

TEST(TrapImpliedNoWrap, UsesThatAreNoAddressesKeepTheWrappingIndex) {
  std::string body = at_p + store("a", "i32 %k", "%x", 0) + "  %twice = shl i64 %a.w, 1\n" +
                     store("b", "i64 %twice", "%q", 0);
  Widened widened(loop("", body, 4, 400));
  EXPECT_TRUE(widened.changed);
  EXPECT_TRUE(widened.has("shl i64 %a.w, 1")) << widened.text;
}

TEST(TrapImpliedNoWrap, OtherMemoryIsLeftAlone) {
  std::string text = loop("", at_p + store("a", "i32 %k", "%x", 0), 4, 400);
  text.erase(text.find(", !tbaa !0"), 10);
  EXPECT_FALSE(Widened(text).changed);
}

TEST(TrapImpliedNoWrap, ANegativeOffsetIsNoProof) {
  EXPECT_FALSE(Widened(loop("", at_p + store("a", "i32 %k", "%x", -65536), 4, 400)).changed);
}

TEST(TrapImpliedNoWrap, ANeighbourIsTheLowestAccessPlusADistance) {
  Widened widened(block(store("a", "i32 1", "%p", 4) + p8 + store("b", "i32 2", "%p8", 4)));
  EXPECT_TRUE(widened.changed);
  EXPECT_FALSE(widened.has("store i32 2, ptr %b.a")) << widened.text;
  EXPECT_TRUE(widened.has("i64 12\n  store i32 2")) << widened.text;
}

TEST(TrapImpliedNoWrap, TheLowestAccessMayComeLaterAndItsIndexMoves) {
  Widened widened(block(store("b", "i32 2", "%p", 0) + "  %m8 = add i32 %p, -8\n" +
                        store("a", "i32 1", "%m8", 0)));
  EXPECT_TRUE(widened.changed);
  EXPECT_TRUE(widened.has("i64 8\n  store i32 2")) << widened.text;
}

TEST(TrapImpliedNoWrap, TheMovedIndexComesAfterWhatItIsMadeOf) {
  Widened widened(block(load("l", "i32", "%p", 0) + store("b", "i32 2", "%l", 0) +
                        "  %m8 = add i32 %l, -8\n" + store("a", "i32 1", "%m8", 0)));
  EXPECT_TRUE(widened.has("i64 8\n  store i32 2")) << widened.text;
}

TEST(TrapImpliedNoWrap, ACallBeforeTheLowestAccessWouldSeeTheEarlyTrap) {
  EXPECT_FALSE(
      Widened(block(p8 + store("b", "i32 2", "%p8", 0) + call + store("a", "i32 1", "%p", 0)) +
              callee)
          .changed);
  EXPECT_TRUE(
      Widened(block(p8 + store("a", "i32 1", "%p", 0) + call + store("b", "i32 2", "%p8", 0)) +
              callee)
          .changed);
}

TEST(TrapImpliedNoWrap, DistantConstantsAreNoNeighbours) {
  EXPECT_FALSE(Widened(block(store("a", "i32 1", "%p", 0) + "  %far = add i32 %p, 32769\n" +
                             store("b", "i32 2", "%far", 0)))
                   .changed);
  EXPECT_TRUE(Widened(block(store("a", "i32 1", "%p", 0) + "  %far = add i32 %p, 32768\n" +
                            store("b", "i32 2", "%far", 0)))
                  .changed);
}

TEST(TrapImpliedNoWrap, AccessesInOtherBlocksAreNoProof) {
  std::string text = "define void @f(ptr %base, i32 %p, i1 %c) {\nentry:\n" + p8 +
                     store("b", "i32 2", "%p8", 0) +
                     "  br i1 %c, label %some, label %out\nsome:\n" + store("a", "i32 1", "%p", 0) +
                     "  br label %out\nout:\n  ret void\n}\n";
  EXPECT_FALSE(Widened(text).changed);
}

} // namespace
