// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What hosts limit: memories and tables, the time that calls take, the instructions that they run
// and the stack that they use; and libraries that need no signal handlers.
#include "test/unit/runtime-lib/c_api_fixture.h"

#include <atomic>
#include <bit>
#include <csignal>
#include <thread>

namespace wasmelt {
namespace {

class Limits : public CApi {
protected:
  /// Which trap a call of an export ends with; 0: none.
  int trapOf(wasmelt_instance_t *instance, const char *name, std::vector<wasmelt_value_t> args) {
    wasmelt_error_t *error =
        wasmelt_call_export(instance, name, args.data(), args.size(), nullptr, 0);
    int trap = error ? wasmelt_error_trap(error) : 0;
    frames = error ? wasmelt_error_frame_count(error) : 0;
    message = take(error);
    return trap;
  }
  size_t frames = 0;
};

const char *const grows = R"((module (memory 1) (table 1 funcref)
  (func (export "memory") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "table") (param i32) (result i32) (table.grow (ref.null func) (local.get 0)))))";

TEST_F(Limits, AllMemoriesAndTablesOfAStoreShareWhatItMayHave) {
  wasmelt_store_limits_t limits = {};
  limits.total_memory = 5 << 16;
  limits.total_elements = 10;
  use(&limits);
  wasmelt_instance_t *one = instantiate(grows), *other = instantiate(grows);
  ASSERT_TRUE(one && other) << message;
  EXPECT_EQ(call(one, "memory", {2}), "1");
  EXPECT_EQ(call(other, "memory", {2}), "-1");
  EXPECT_EQ(call(other, "memory", {65536}), "-1");
  EXPECT_EQ(call(other, "memory", {1}), "1");
  EXPECT_EQ(call(one, "memory", {1}), "-1");
  EXPECT_EQ(call(one, "memory", {0}), "3");
  EXPECT_EQ(call(one, "table", {7}), "1");
  EXPECT_EQ(call(other, "table", {2}), "-1");
  EXPECT_EQ(call(other, "table", {-1}), "-1");
  EXPECT_EQ(call(other, "table", {1}), "1");
  EXPECT_FALSE(instantiate(grows));
  EXPECT_EQ(message,
            "with a memory of 65536 bytes more, all are above the store's limit of 327680");
  EXPECT_FALSE(instantiate("(module (table 3 funcref))"));
  EXPECT_EQ(message, "with a table of 3 elements more, all are above the store's limit of 10");
}

TEST_F(Limits, WhatCannotGrowForAnotherReasonTakesNothingOfTheStores) {
  wasmelt_store_limits_t limits = {};
  limits.total_memory = 4 << 16;
  limits.total_elements = 4;
  use(&limits);
  wasmelt_instance_t *bounded = instantiate(R"((module (memory 1 2) (table 1 2 funcref)
    (func (export "memory") (result i32) (memory.grow (i32.const 2)))
    (func (export "table") (result i32) (table.grow (ref.null func) (i32.const 2)))))");
  ASSERT_TRUE(bounded) << message;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(call(bounded, "memory"), "-1");
    EXPECT_EQ(call(bounded, "table"), "-1");
  }
  wasmelt_instance_t *other = instantiate(grows);
  EXPECT_EQ(call(other, "memory", {2}), "1");
  EXPECT_EQ(call(other, "table", {2}), "1");
}

// Runs that would not end, each in another way. `$started` tells the host.
const char *const endless = R"((module
  (func $started (import "" "started"))
  (memory (export "memory") 1)
  (memory $shared 1 1 shared)
  (func (export "waiting") (call $started)
    (drop (memory.atomic.wait64 $shared (i32.const 8) (i64.const 0) (i64.const -1))))
  (global $n (mut i32) (i32.const 0))
  (table funcref (elem $indirect))
  (type $void (func))
  (func (export "empty loop") (call $started) (loop $l (br $l)))
  ;; Nobody can tell how often it runs, so that no optimiser makes nothing of it.
  (func (export "searching loop") (local i64) (call $started)
    (local.set 0 (i64.const 1))
    (loop $l
      (local.set 0 (i64.xor (local.get 0) (i64.shl (local.get 0) (i64.const 13))))
      (local.set 0 (i64.xor (local.get 0) (i64.shr_u (local.get 0) (i64.const 7))))
      (local.set 0 (i64.xor (local.get 0) (i64.shl (local.get 0) (i64.const 17))))
      (br_if $l (i64.ne (local.get 0) (i64.const 0)))))
  (func (export "nested loops") (local i32 i64) (call $started)
    (loop $outer
      (local.set 0 (i32.const 0))
      (loop $inner
        (i32.store (local.get 0) (i32.add (i32.load (local.get 0)) (local.get 0)))
        (local.set 0 (i32.add (local.get 0) (i32.const 4)))
        (br_if $inner (i32.lt_u (local.get 0) (i32.const 65536))))
      (local.set 1 (i64.add (local.get 1) (i64.const 1)))
      (br_if $outer (i64.ne (local.get 1) (i64.const -1)))))
  ;; Both know how often they run: $count times.
  (global $count (export "count") (mut i64) (i64.const -1))
  (func $sum (export "sum") (result i32) (local $i i64) (local $sum i64)
    (call $started)
    (loop $l
      (local.set $sum (i64.add (i64.rotl (local.get $sum) (local.get $i)) (i64.const 5)))
      (local.set $i (i64.add (local.get $i) (i64.const 1)))
      (br_if $l (i64.lt_u (local.get $i) (global.get $count))))
    (i32.wrap_i64 (i64.xor (local.get $sum) (i64.shr_u (local.get $sum) (i64.const 32)))))
  (func (export "counted loop") (global.set $n (call $sum)))
  (data (i32.const 4096) "\20\03")
  (func (export "many short loops") (local $i i64) (local $outer i64) (call $started)
    (loop $outer
      (local.set $i (i64.const 0))
      (loop $l
        (i64.store (i32.and (i32.wrap_i64 (local.get $i)) (i32.const 0xff8)) (local.get $outer))
        (local.set $i (i64.add (local.get $i) (i64.const 8)))
        (br_if $l (i64.lt_u (local.get $i) (i64.load offset=4096 (i32.const 0)))))
      (local.set $outer (i64.add (local.get $outer) (i64.const 1)))
      (br_if $outer (i64.ne (local.get $outer) (i64.const -1)))))
  (func $fib (param i64) (result i64)
    (if (result i64) (i64.lt_u (local.get 0) (i64.const 2)) (then (local.get 0))
      (else (i64.add (call $fib (i64.sub (local.get 0) (i64.const 1)))
                     (call $fib (i64.sub (local.get 0) (i64.const 2)))))))
  (func (export "calls") (call $started) (drop (call $fib (i64.const 90))))
  (func $tail (param i32) (return_call $other_tail (i32.add (local.get 0) (i32.const 1))))
  (func $other_tail (param i32) (global.set $n (local.get 0)) (return_call $tail (local.get 0)))
  (func (export "tail calls") (call $started) (return_call $tail (i32.const 0)))
  (func $indirect (global.set $n (i32.add (global.get $n) (i32.const 1)))
    (return_call_indirect (type $void) (i32.const 0)))
  (func (export "indirect tail calls") (call $started) (return_call $indirect))
  (func (export "nothing"))
  ;; Collatz's sequence from 27, for the same reason.
  (global $first (export "first") (mut i32) (i32.const 27))
  (func (export "short loop") (result i32) (local $number i32) (local $steps i32)
    (local.set $number (global.get $first))
    (loop $l
      (local.set $number (if (result i32) (i32.and (local.get $number) (i32.const 1))
        (then (i32.add (i32.mul (local.get $number) (i32.const 3)) (i32.const 1)))
        (else (i32.shr_u (local.get $number) (i32.const 1)))))
      (local.set $steps (i32.add (local.get $steps) (i32.const 1)))
      (br_if $l (i32.ne (local.get $number) (i32.const 1))))
    (local.get $steps))))";

constexpr const char *endless_exports[] = {"empty loop",   "searching loop",      "nested loops",
                                           "counted loop", "many short loops",    "calls",
                                           "tail calls",   "indirect tail calls", "waiting"};

class Endless : public Limits, public testing::WithParamInterface<OptLevel> {
protected:
  Endless() {
    options.opt = GetParam();
    options.interruptible = true;
  }
  wasmelt_instance_t *make() {
    wasmelt_function_t *tell = makeFunction(
        {}, {},
        [](void *data, const wasmelt_value_t *, wasmelt_value_t *) -> wasmelt_error_t * {
          auto &started = *static_cast<std::atomic<bool> *>(data);
          started = true;
          started.notify_all();
          return nullptr;
        },
        &started);
    wasmelt_instance_t *instance = instantiate(endless, {asImport(tell)});
    EXPECT_TRUE(instance) << message;
    return instance;
  }
  std::atomic<bool> started = false;
};

TEST_P(Endless, IsEndedByAnInterruptFromAnotherThread) {
  wasmelt_instance_t *instance = make();
  ASSERT_TRUE(instance);
  for (const char *name : endless_exports) {
    started = false;
    std::thread other([&] {
      started.wait(false);
      EXPECT_EQ(take(wasmelt_store_interrupt(store)), "");
    });
    EXPECT_EQ(trapOf(instance, name, {}), WASMELT_TRAP_INTERRUPTED) << name << ": " << message;
    EXPECT_GE(frames, 1u) << name;
    other.join();
    EXPECT_EQ(call(instance, "short loop"), "111") << name;
  }
}

TEST_P(Endless, IsEndedByADeadlineWhichHoldsForLaterCallsToo) {
  wasmelt_instance_t *instance = make();
  ASSERT_TRUE(instance);
  for (const char *name : endless_exports) {
    EXPECT_EQ(take(wasmelt_store_set_deadline(store, 5'000'000)), "");
    EXPECT_EQ(trapOf(instance, name, {}), WASMELT_TRAP_DEADLINE_EXCEEDED) << name << message;
    EXPECT_EQ(call(instance, "short loop"), "deadline exceeded") << name;
    EXPECT_EQ(take(wasmelt_store_set_deadline(store, WASMELT_NO_DEADLINE)), "");
    EXPECT_EQ(call(instance, "short loop"), "111") << name;
  }
}

TEST_P(Endless, CountedLoopsCountTheSameWhetherTheyRunShortOrLong) {
  wasmelt_instance_t *instance = make();
  ASSERT_TRUE(instance);
  wasmelt_extern_t count;
  ASSERT_TRUE(wasmelt_instance_export(instance, "count", &count));
  for (uint64_t n : {1, 2, 7, 100, 20'000, 100'000, 3'000'000}) {
    uint64_t sum = 0;
    for (uint64_t i = 0; i != n; ++i)
      sum = std::rotl(sum, static_cast<int>(i % 64)) + 5;
    ASSERT_EQ(take(wasmelt_global_set(count.of.global, wasmelt_i64(static_cast<int64_t>(n)))), "");
    EXPECT_EQ(call(instance, "sum"), std::to_string(static_cast<int32_t>(sum ^ (sum >> 32)))) << n;
  }
}

TEST_P(Endless, AnInterruptBetweenCallsEndsTheNextOneThatAsks) {
  wasmelt_instance_t *instance = make();
  ASSERT_TRUE(instance);
  EXPECT_EQ(take(wasmelt_store_interrupt(store)), "");
  EXPECT_EQ(trapOf(instance, "nothing", {}), 0); // neither calls nor loops
  EXPECT_EQ(call(instance, "short loop"), "interrupted");
  EXPECT_EQ(call(instance, "short loop"), "111");
}

TEST_P(Endless, DeadlinesOfManyStoresAreTheirOwn) {
  std::vector<wasmelt_store_t *> stores;
  for (int i = 0; i < 100; ++i) {
    stores.push_back(wasmelt_store_create(nullptr, nullptr));
    // None but the last few is reached before it is destroyed.
    EXPECT_EQ(take(wasmelt_store_set_deadline(stores.back(), 1'000'000'000'000u - i)), "");
  }
  wasmelt_instance_t *instance = make();
  EXPECT_EQ(take(wasmelt_store_set_deadline(store, 0)), "");
  EXPECT_EQ(trapOf(instance, "empty loop", {}), WASMELT_TRAP_DEADLINE_EXCEEDED);
  for (wasmelt_store_t *other : stores)
    wasmelt_store_destroy(other);
  EXPECT_EQ(take(wasmelt_store_set_deadline(store, WASMELT_NO_DEADLINE)), "");
  EXPECT_EQ(call(instance, "short loop"), "111");
}

std::string levelName(const testing::TestParamInfo<OptLevel> &info) {
  return "O" + std::to_string(int(info.param));
}
INSTANTIATE_TEST_SUITE_P(Levels, Endless, testing::Values(OptLevel::O0, OptLevel::O2, OptLevel::O3),
                         levelName);

TEST_F(Limits, ThatALibraryWasNotCompiledForAreRefusedInEitherOrder) {
  wasmelt_instance_t *plain = instantiate("(module (func (export \"f\")))");
  ASSERT_TRUE(plain) << message;
  std::string path = "the store has an instance of " + folder() + "/";
  for (wasmelt_error_t *error :
       {wasmelt_store_interrupt(store), wasmelt_store_set_deadline(store, 1000),
        wasmelt_store_set_fuel(store, 1000)}) {
    ASSERT_TRUE(error);
    EXPECT_EQ(wasmelt_error_kind(error), WASMELT_ERROR_MISUSE);
    std::string text = take(error);
    EXPECT_EQ(text.find(path), 0u) << text;
    EXPECT_NE(text.find("which was not compiled with --"), std::string::npos) << text;
  }
  EXPECT_EQ(trapOf(plain, "f", {}), 0) << message;

  auto refused = [&](const char *why) {
    EXPECT_FALSE(instantiate("(module)"));
    EXPECT_NE(message.find(why), std::string::npos) << message;
  };
  use(nullptr);
  EXPECT_EQ(take(wasmelt_store_set_deadline(store, 1'000'000'000'000)), "");
  refused("was not compiled for: it needs --interruptible");
  EXPECT_EQ(take(wasmelt_store_set_deadline(store, WASMELT_NO_DEADLINE)), "");
  EXPECT_TRUE(instantiate("(module)")) << message;
  use(nullptr);
  EXPECT_EQ(take(wasmelt_store_set_fuel(store, 1)), "");
  refused("was not compiled for: it needs --fuel");
  wasmelt_store_limits_t limits = {};
  limits.stack_size = 1 << 20;
  use(&limits);
  refused("was not compiled for: it needs --interruptible or --traps=explicit");
}

// Each call but the last adds one; with a frame that LLVM cannot leave out.
const char *const recursion = R"((module
  (global $depth (export "depth") (mut i32) (i32.const 0))
  (func $down (export "down") (param i64) (result i64)
    (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
    (if (result i64) (i64.eqz (local.get 0)) (then (i64.const 0))
      (else (i64.mul (i64.const 3) (i64.add (i64.const 1)
        (call $down (i64.sub (local.get 0) (i64.const 1))))))))
  (func (export "go") (param i32) (drop (call $down (i64.extend_i32_u (local.get 0)))))
  (func (export "reset") (global.set $depth (i32.const 0)))
  (func (export "get") (result i32) (global.get $depth))))";

TEST_F(Limits, TheStackOfCallsIsAsLargeAsTheStoreSays) {
  options.interruptible = true;
  int depth_of_smaller = 0;
  for (size_t size : {128 << 10, 512 << 10}) {
    wasmelt_store_limits_t limits = {};
    limits.stack_size = size;
    use(&limits);
    wasmelt_instance_t *instance = instantiate(recursion);
    ASSERT_TRUE(instance) << message;
    for (int i = 0; i < 3; ++i) {
      trapOf(instance, "reset", {});
      EXPECT_EQ(trapOf(instance, "go", {wasmelt_i32(100'000'000)}),
                WASMELT_TRAP_CALL_STACK_EXHAUSTED)
          << message;
    }
    int depth = std::stoi(call(instance, "get"));
    EXPECT_GT(depth, int(size / 512));
    EXPECT_LT(depth, int(size / 8)); // a return address takes so much
    EXPECT_GT(depth, 3 * depth_of_smaller);
    depth_of_smaller = depth;
    EXPECT_EQ(trapOf(instance, "go", {wasmelt_i32(100)}), 0) << message;
  }
}

TEST_F(Limits, AStoreWithALimitedStackIsUsedByOneThreadAtATime) {
  options.interruptible = true;
  wasmelt_store_limits_t limits = {};
  limits.stack_size = 256 << 10;
  use(&limits);
  struct Other {
    Limits &test;
    wasmelt_instance_t *instance = nullptr;
    std::string answer;
  } other = {*this, nullptr, ""};
  wasmelt_function_t *callElsewhere = makeFunction(
      {}, {},
      [](void *data, const wasmelt_value_t *, wasmelt_value_t *) -> wasmelt_error_t * {
        Other &other = *static_cast<Other *>(data);
        std::thread([&] {
          other.answer =
              take(wasmelt_call_export(other.instance, "nothing", nullptr, 0, nullptr, 0));
        }).join();
        // The thread that is in it may call again.
        return wasmelt_call_export(other.instance, "nothing", nullptr, 0, nullptr, 0);
      },
      &other);
  other.instance = instantiate(R"((module (func $f (import "" "f"))
    (func (export "go") (call $f)) (func (export "nothing"))))",
                               {asImport(callElsewhere)});
  ASSERT_TRUE(other.instance) << message;
  EXPECT_EQ(trapOf(other.instance, "go", {}), 0) << message;
  EXPECT_EQ(other.answer, "the store is in use by another thread, and its stack is limited");
  std::thread([&] { EXPECT_EQ(trapOf(other.instance, "nothing", {}), 0) << message; }).join();
}

// Loops, branches of every kind, calls, bulk instructions, exceptions and a trap.
const char *const work = R"((module
  (memory 2) (table $t 8 funcref) (global $g (mut i64) (i64.const 0)) (tag $e (param i32))
  (func $leaf (param i32) (result i32) (i32.mul (local.get 0) (i32.const 7)))
  (func $unused_result (param i32) (drop (i32.add (local.get 0) (i32.const 1))) (nop))
  (func $throws (param i32) (if (i32.and (local.get 0) (i32.const 1))
    (then (throw $e (local.get 0)))))
  (func $choose (param i32) (result i32)
    (block $a (block $b (block $c
      (br_table $a $b $c (i32.and (local.get 0) (i32.const 3))))
      (return (i32.const 1)))
      (return (i32.const 2)))
    (i32.const 3))
  (func (export "work") (param i32)
    (local $i i32)
    (loop $l
      (i32.store (i32.and (i32.shl (local.get $i) (i32.const 2)) (i32.const 0xfffc))
        (i32.add (call $leaf (local.get $i)) (call $choose (local.get $i))))
      (call $unused_result (local.get $i))
      (block $caught (result i32)
        (try_table (catch $e $caught) (call $throws (local.get $i)))
        (i32.const 0))
      (drop)
      (if (i32.eqz (i32.rem_u (local.get $i) (i32.const 10)))
        (then (memory.fill (i32.const 1000) (local.get $i) (i32.const 300))
          (memory.copy (i32.const 2000) (i32.const 1000) (local.get $i)))
        (else (global.set $g (i64.add (global.get $g) (i64.const 1)))))
      (table.fill $t (i32.const 0) (ref.null func) (i32.const 8))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $l (i32.lt_u (local.get $i) (local.get 0)))))
  (func (export "trap") (param i32)
    (drop (i32.div_s (i32.const 1) (local.get 0)))
    (drop (i32.load (i32.const 0x100000)))
    (nop) (nop))
  (func (export "straight") (nop) (nop) (nop))))";

TEST_F(Limits, FuelIsUsedUpInTheSameWayAtEveryLevelOfOptimisation) {
  constexpr uint64_t enough = 1'000'000'000;
  std::vector<uint64_t> expected;
  options.fuel = true;
  for (OptLevel opt : {OptLevel::O0, OptLevel::O1, OptLevel::O2, OptLevel::O3}) {
    options.opt = opt;
    use(nullptr);
    wasmelt_instance_t *instance = instantiate(work);
    ASSERT_TRUE(instance) << message;
    std::vector<uint64_t> used;
    auto measure = [&](const char *name, int argument, int trap) {
      EXPECT_EQ(take(wasmelt_store_set_fuel(store, enough)), "");
      EXPECT_EQ(trapOf(instance, name, {wasmelt_i32(argument)}), trap) << message;
      used.push_back(enough - wasmelt_store_fuel(store));
    };
    for (int count : {1, 10, 1000})
      measure("work", count, 0);
    measure("trap", 0, WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO);
    measure("trap", 1, WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS);
    // Where it ends depends on the amount alone, too.
    for (uint64_t given : {0, 7, 100, 1234}) {
      EXPECT_EQ(take(wasmelt_store_set_fuel(store, given)), "");
      EXPECT_EQ(trapOf(instance, "work", {wasmelt_i32(1000)}), WASMELT_TRAP_OUT_OF_FUEL);
      used.push_back(wasmelt_store_fuel(store));
      EXPECT_LE(used.back(), given);
    }
    if (expected.empty())
      expected = used;
    EXPECT_EQ(used, expected) << "-O" << int(opt);
  }
  EXPECT_GT(expected[2], 1000u * 30);
  EXPECT_EQ(expected[3], 9u); // all of the function's, as it has no branch
  EXPECT_EQ(expected[4], 9u);
}

TEST_F(Limits, FuelIsReadAddedAndUnlimitedAtFirst) {
  options.fuel = true;
  wasmelt_instance_t *instance = instantiate(work);
  ASSERT_TRUE(instance) << message;
  EXPECT_EQ(trapOf(instance, "straight", {}), 0) << message;
  EXPECT_EQ(take(wasmelt_store_set_fuel(store, 4)), "");
  EXPECT_EQ(trapOf(instance, "straight", {}), 0) << message;
  EXPECT_EQ(wasmelt_store_fuel(store), 1u);
  EXPECT_EQ(trapOf(instance, "straight", {}), WASMELT_TRAP_OUT_OF_FUEL);
  EXPECT_EQ(wasmelt_store_fuel(store), 1u);
  EXPECT_EQ(take(wasmelt_store_add_fuel(store, 2)), "");
  EXPECT_EQ(trapOf(instance, "straight", {}), 0) << message;
  EXPECT_EQ(wasmelt_store_fuel(store), 0u);
}

// One export for each way to trap that has to do with what the processor would notice.
const char *const traps = R"((module (memory 1) (table 1 funcref)
  (func (export "load") (param i32) (drop (i32.load (local.get 0))))
  (func (export "store") (param i32) (i64.store offset=0xffffff00 (local.get 0) (i64.const 1)))
  (func (export "divide") (param i32) (drop (i32.div_u (i32.const 1) (local.get 0))))
  (func (export "unreachable") (param i32) unreachable)
  (func (export "call") (param i32) (call_indirect (local.get 0)))
  (func (export "fill") (param i32)
    (memory.fill (local.get 0) (i32.const 0) (i32.const 70000)))
  (func $deep (export "deep") (param i32)
    (call $deep (i32.add (local.get 0) (i32.const 1)))
    (i32.store (i32.const 0) (local.get 0)))
  (func (export "fine") (param i32) (i32.store (local.get 0) (i32.const 1)))))";

void trapWithoutSignals(OptLevel opt) {
  wasmelt_store_t *store = wasmelt_store_create(nullptr, nullptr);
  CompileOptions options;
  options.opt = opt;
  options.traps = Traps::Explicit;
  const wasmelt_library_t *library =
      wasmelt_library_load(compileToFile(traps, options).c_str(), nullptr);
  // LLVM has handlers, too.
  for (int number : {SIGSEGV, SIGBUS, SIGILL, SIGTRAP})
    signal(number, SIG_DFL);
  wasmelt_instance_t *instance = wasmelt_instantiate(store, library, nullptr, 0, nullptr);
  for (auto [name, argument, trap] : {std::tuple("load", -1, WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS),
                                      std::tuple("store", 0, WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS),
                                      std::tuple("divide", 0, WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO),
                                      std::tuple("unreachable", 0, WASMELT_TRAP_UNREACHABLE),
                                      std::tuple("call", 0, WASMELT_TRAP_UNINITIALIZED_ELEMENT),
                                      std::tuple("call", 1, WASMELT_TRAP_UNDEFINED_ELEMENT),
                                      std::tuple("fill", 0, WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS),
                                      std::tuple("deep", 0, WASMELT_TRAP_CALL_STACK_EXHAUSTED)}) {
    wasmelt_value_t arg = wasmelt_i32(argument);
    wasmelt_error_t *error = wasmelt_call_export(instance, name, &arg, 1, nullptr, 0);
    if (!error || wasmelt_error_trap(error) != trap || wasmelt_error_frame_count(error) == 0) {
      fprintf(stderr, "%s: %s\n", name, take(error).c_str());
      _exit(1);
    }
    wasmelt_error_free(error);
    arg = wasmelt_i32(8);
    if (wasmelt_call_export(instance, "fine", &arg, 1, nullptr, 0))
      _exit(2);
  }
  for (int number : {SIGSEGV, SIGBUS, SIGILL, SIGTRAP}) {
    struct sigaction action;
    sigaction(number, nullptr, &action);
    if (action.sa_handler != SIG_DFL)
      _exit(3);
  }
  stack_t stack;
  _exit(sigaltstack(nullptr, &stack) == 0 && (stack.ss_flags & SS_DISABLE) ? 0 : 4);
}

TEST(ExplicitTraps, NeedNoSignalHandlers) {
  GTEST_FLAG_SET(death_test_style, "threadsafe"); // no library before that needs them
  EXPECT_EXIT(trapWithoutSignals(OptLevel::O2), testing::ExitedWithCode(0), "");
  EXPECT_EXIT(trapWithoutSignals(OptLevel::O0), testing::ExitedWithCode(0), "");
}

} // namespace
} // namespace wasmelt
