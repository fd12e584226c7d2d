// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Traps by the hundred thousand: each call gets its own, and nothing is left behind.
#include "runtime-lib/include/wasmelt/wasmelt.h"
#include "test/unit/runtime-lib/library_fixture.h"

#include <malloc.h>

#include <cstring>
#include <fstream>
#include <thread>

namespace wasmelt::embed {
namespace {

const char *const traps = R"((module
  (memory (export "memory") 1)
  (table 2 funcref)
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
  (func (export "divide") (param i32) (result i32)
    (i32.div_u (i32.const 10) (i32.sub (local.get 0) (i32.const 70000))))
  (func (export "call") (param i32) (result i32) (call_indirect (result i32) (local.get 0)))
  (func (export "fill") (param i32) (result i32)
    (memory.fill (local.get 0) (i32.const 1) (i32.const 8)) (i32.const 0))
  (func (export "table_fill") (param i32) (result i32)
    (table.fill (local.get 0) (ref.null func) (i32.const 2)) (i32.const 0))
  (func $recurse (export "recurse") (param i32) (result i32)
    (i32.add (call $recurse (local.get 0)) (i32.const 1)))))";

struct Trapping {
  const char *name;
  wasmelt_trap_t trap;
};
const Trapping functions[] = {{"load", WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS},
                              {"divide", WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO},
                              {"call", WASMELT_TRAP_UNDEFINED_ELEMENT},
                              {"fill", WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS},
                              {"table_fill", WASMELT_TRAP_TABLE_OUT_OF_BOUNDS}};

/// Makes so many calls that trap, each in a function chosen by its number; how many did not have
/// their result.
int callAll(const wasmelt_library_t *library, int count) {
  wasmelt_store_t *store = wasmelt_store_create(nullptr, nullptr);
  wasmelt_instance_t *instance = wasmelt_instantiate(store, library, nullptr, 0, nullptr);
  std::vector<wasmelt_function_t *> exports;
  for (const Trapping &function : functions) {
    wasmelt_extern_t found;
    wasmelt_instance_export(instance, function.name, &found);
    exports.push_back(found.of.function);
  }
  int wrong = 0;
  for (int i = 0; i < count; ++i) {
    size_t which = size_t(i) % exports.size();
    wasmelt_value_t at = wasmelt_i32(70000), value;
    wasmelt_error_t *error = wasmelt_call(exports[which], &at, 1, &value, 1);
    wrong += !error || wasmelt_error_trap(error) != functions[which].trap ||
             wasmelt_error_frame_count(error) == 0 ||
             strcmp(wasmelt_error_frame(error, 0).function, functions[which].name) != 0;
    wasmelt_error_free(error);
    if (i % 1000 == 0) { // a call that goes well in between
      at = wasmelt_i32(70010 - 65536);
      error = wasmelt_call(exports[0], &at, 1, &value, 1);
      wrong += error || value.of.i32 != 0;
      wasmelt_error_free(error);
    }
    if (i % 5000 == 0) {
      wasmelt_error_t *overflow = wasmelt_call_export(instance, "recurse", &at, 1, &value, 1);
      wrong += !overflow || wasmelt_error_trap(overflow) != WASMELT_TRAP_CALL_STACK_EXHAUSTED;
      wasmelt_error_free(overflow);
    }
  }
  wasmelt_store_destroy(store);
  return wrong;
}

int callOnTwoThreads(const wasmelt_library_t *library, int count) {
  int wrong[2] = {-1, -1};
  std::thread other([&] { wrong[1] = callAll(library, count / 2); });
  wrong[0] = callAll(library, count / 2);
  other.join();
  return wrong[0] + wrong[1];
}

size_t mappings() {
  std::ifstream maps("/proc/self/maps");
  return size_t(std::count(std::istreambuf_iterator<char>(maps), {}, '\n'));
}

TEST(Traps, AMillionFromTwoThreadsAllArriveAndNothingLeaks) {
  wasmelt_error_t *error = nullptr;
  const wasmelt_library_t *library = wasmelt_library_load(compileToFile(traps).c_str(), &error);
  ASSERT_TRUE(library) << wasmelt_error_message(error);
  ASSERT_EQ(callOnTwoThreads(library, 10000), 0); // what is made once is made now
  size_t bytes_before = mallinfo2().uordblks, mappings_before = mappings();
  EXPECT_EQ(callOnTwoThreads(library, 1000000), 0);
  // An error is 500 bytes: one lost of a thousand would be seen.
  EXPECT_LT(mallinfo2().uordblks, bytes_before + 200000);
  EXPECT_LE(mappings(), mappings_before + 4);
}

TEST(Traps, ExceptionsThatAreNotCaughtDoNotPileUp) {
  wasmelt_error_t *error = nullptr;
  const wasmelt_library_t *library = wasmelt_library_load(
      compileToFile(
          R"((module (tag $e (param i64)) (func (export "throw") (throw $e (i64.const 1)))))")
          .c_str(),
      &error);
  ASSERT_TRUE(library) << wasmelt_error_message(error);
  auto throwing = [&](int count) {
    wasmelt_store_t *store = wasmelt_store_create(nullptr, nullptr);
    wasmelt_instance_t *instance = wasmelt_instantiate(store, library, nullptr, 0, nullptr);
    int wrong = 0;
    for (int i = 0; i < count; ++i) {
      wasmelt_error_t *thrown = wasmelt_call_export(instance, "throw", nullptr, 0, nullptr, 0);
      wrong += !thrown || wasmelt_error_kind(thrown) != WASMELT_ERROR_EXCEPTION;
      wasmelt_error_free(thrown);
    }
    wasmelt_store_destroy(store);
    return wrong;
  };
  auto residentPages = [] {
    std::ifstream statm("/proc/self/statm");
    size_t size, resident;
    statm >> size >> resident;
    return resident;
  };
  EXPECT_EQ(throwing(100000), 0);
  size_t before = residentPages();
  EXPECT_EQ(throwing(300000), 0);
  EXPECT_LT(residentPages(), before + 1000);
}

class CallingEachOther : public LibraryTest {
protected:
  /// `first` calls a function of `second` through its table, which calls one of `first` again, and
  /// that throws.
  void connect(OptLevel opt) {
    first = instantiate(*store,
                        *compileLibrary(R"((module
      (tag $e (export "e") (param i32))
      (type $f (func (param i32) (result i32)))
      (table (export "table") 1 funcref)
      (global $depth (export "depth") (mut i32) (i32.const 0))
      (func (export "throw") (param i32) (result i32)
        (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
        (if (i32.eqz (local.get 0)) (then (throw $e (i32.const 42))))
        (i32.add (i32.const 1)
          (call_indirect (type $f) (i32.sub (local.get 0) (i32.const 1)) (i32.const 0))))
      (func $through (param i32) (result i32)
        (call_indirect (type $f) (local.get 0) (i32.const 0)))
      (func (export "uncaught") (param i32) (result i32) (call $through (local.get 0)))
      (func (export "caught") (param i32) (result i32)
        (block $caught (result i32)
          (return (try_table (result i32) (catch $e $caught) (call $through (local.get 0)))))))
      )",
                                        opt),
                        nullptr, result);
    ASSERT_TRUE(first) << result.message;
    std::vector<Extern> imports = {get(first, "throw"), get(first, "table"), get(first, "e")};
    second = instantiate(*store,
                         *compileLibrary(R"((module
      (func $throw (import "first" "throw") (param i32) (result i32))
      (table (import "first" "table") 1 funcref)
      (tag $e (import "first" "e") (param i32))
      (tag $other)
      (elem (i32.const 0) $call)
      (func $call (param i32) (result i32)
        (block $never (try_table (catch $other $never)
          (return (i32.mul (call $throw (local.get 0)) (i32.const 2))))) (unreachable)))
      )",
                                         opt),
                         imports.data(), result);
    ASSERT_TRUE(second) << result.message;
  }
  Instance *first, *second;
};

TEST_F(CallingEachOther, OneExceptionGoesThroughBoth) {
  for (OptLevel opt : {OptLevel::O0, OptLevel::O2}) {
    connect(opt);
    for (int depth : {0, 1, 50}) {
      EXPECT_EQ(callText(first, "caught", {depth}), "42");
      EXPECT_EQ(readGlobal(get(first, "depth")).i32, depth + 1);
      EXPECT_EQ(callText(first, "uncaught", {depth}).substr(0, 18), "uncaught exception");
      EXPECT_EQ(result.status, Status::Exception);
      writeGlobal(get(first, "depth"), Value{});
    }
  }
}

} // namespace
} // namespace wasmelt::embed
