// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared libraries in a host process: compiled here, loaded, linked and called.
#include "runtime-lib/abi/trap_kinds.h"
#include "test/unit/runtime-lib/library_fixture.h"

#include <gtest/gtest.h>

#include <csetjmp>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace wasmelt::embed {
namespace {

TEST_F(LibraryTest, CallsExportsWithValuesOfEveryKind) {
  Instance *instance = instantiateText(R"((module
    (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (func (export "swap") (param i64 f64 f32 v128) (result v128 f32 f64 i64)
      (local.get 3) (local.get 2) (local.get 1) (local.get 0))))");
  ASSERT_TRUE(instance) << result.message;
  EXPECT_EQ(callText(instance, "add", {40, 2}), "42");
  Value values[4] = {};
  values[0].i64 = -5;
  values[1].f64 = 2.5;
  values[2].f32 = 1.5f;
  values[3].words[0] = 7;
  values[3].words[1] = 8;
  ASSERT_TRUE(call(get(instance, "swap").function, values, result)) << result.message;
  EXPECT_EQ(values[0].words[0], 7u);
  EXPECT_EQ(values[0].words[1], 8u);
  EXPECT_EQ(values[1].f32, 1.5f);
  EXPECT_EQ(values[2].f64, 2.5);
  EXPECT_EQ(values[3].i64, -5);
}

TEST_F(LibraryTest, InstancesOfOneLibraryAreSeparate) {
  const Library *library = compileLibrary(R"((module
    (memory (export "memory") 1)
    (global $count (mut i32) (i32.const 0))
    (func (export "next") (result i32)
      (global.set $count (i32.add (global.get $count) (i32.const 1)))
      (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (global.get $count)))
      (i32.load (i32.const 0)))))");
  std::vector<Instance *> instances;
  for (int i = 0; i < 200; ++i) {
    instances.push_back(instantiate(*store, *library, nullptr, result));
    ASSERT_TRUE(instances.back()) << result.message;
  }
  for (Instance *instance : instances) {
    EXPECT_EQ(callText(instance, "next"), "1");
    EXPECT_EQ(callText(instance, "next"), "3");
  }
}

TEST_F(LibraryTest, TrapsComeBackAsResultsAndTheInstanceStaysUsable) {
  for (OptLevel opt : {OptLevel::O0, OptLevel::O2}) {
    Instance *instance = instantiate(*store,
                                     *compileLibrary(R"((module
      (memory 1)
      (table 3 funcref)
      (elem (i32.const 0) $one)
      (func $one (param i32))
      (func (export "divide") (param i32 i32) (result i32)
        (i32.div_s (local.get 0) (local.get 1)))
      (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
      (func (export "unreachable") unreachable)
      (func (export "fill") (param i32 i32)
        (memory.fill (local.get 0) (i32.const 1) (local.get 1)))
      (func (export "indirect") (param i32) (result i32)
        (call_indirect (result i32) (local.get 0)))
      (func (export "table_fill") (param i32)
        (table.fill 0 (local.get 0) (ref.null func) (i32.const 9)))
      (func $recurse (export "recurse") (result i32)
        (i32.add (call $recurse) (i32.const 1)))))",
                                                     opt),
                                     nullptr, result);
    ASSERT_TRUE(instance) << result.message;
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(callText(instance, "divide", {1, 0}), "integer divide by zero");
      EXPECT_EQ(callText(instance, "divide", {INT32_MIN, -1}), "integer overflow");
      EXPECT_EQ(callText(instance, "load", {65533}), "out of bounds memory access");
      EXPECT_EQ(callText(instance, "load", {-1}), "out of bounds memory access");
      EXPECT_EQ(callText(instance, "fill", {65530, 7}), "out of bounds memory access");
      EXPECT_EQ(callText(instance, "unreachable"), "unreachable");
      EXPECT_EQ(callText(instance, "indirect", {0}), "indirect call type mismatch");
      EXPECT_EQ(callText(instance, "indirect", {1}), "uninitialized element");
      EXPECT_EQ(callText(instance, "indirect", {3}), "undefined element");
      EXPECT_EQ(callText(instance, "table_fill", {0}), "out of bounds table access");
      EXPECT_EQ(callText(instance, "recurse"), "call stack exhausted");
      EXPECT_EQ(result.status, Status::Trap);
      EXPECT_EQ(result.trap, uint8_t(TrapKind::CallStackExhausted));
      EXPECT_EQ(callText(instance, "divide", {7, 2}), "3");
      EXPECT_EQ(callText(instance, "load", {65532}), "0");
    }
  }
}

TEST_F(LibraryTest, EndlessRecursionExhaustsTheStackThoughItCouldBeALoop) {
  for (OptLevel opt : {OptLevel::O0, OptLevel::O1, OptLevel::O2, OptLevel::O3}) {
    Instance *instance = instantiate(*store,
                                     *compileLibrary(R"((module
      (table 1 funcref)
      (elem (i32.const 0) $indirect)
      (func $self (export "self") (call $self))
      (func $ping (export "ping") (call $pong))
      (func $pong (call $ping))
      (func $indirect (export "indirect") (call_indirect (i32.const 0)))
      (func $sum (export "sum") (param i32) (result i32)
        (i32.add (call $sum (local.get 0)) (i32.const 1)))))",
                                                     opt),
                                     nullptr, result);
    ASSERT_TRUE(instance) << result.message;
    EXPECT_EQ(callText(instance, "self"), "call stack exhausted");
    EXPECT_EQ(callText(instance, "ping"), "call stack exhausted");
    EXPECT_EQ(callText(instance, "indirect"), "call stack exhausted");
    EXPECT_EQ(callText(instance, "sum", {1}), "call stack exhausted");
  }
}

TEST_F(LibraryTest, InstancesShareWhatTheyImport) {
  Instance *provider = instantiateText(R"((module
    (memory (export "memory") 1 3)
    (table (export "table") 4 8 funcref)
    (global $g (export "global") (mut i32) (i32.const 5))
    (global (export "constant") i32 (i32.const 11))
    (func (export "get") (result i32) (global.get $g))
    (func (export "call") (param i32) (result i32) (call_indirect (result i32) (local.get 0)))
    (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
    (func (export "size") (result i32) (i32.add (memory.size) (table.size 0)))))");
  ASSERT_TRUE(provider) << result.message;
  Instance *user =
      instantiateText(R"((module
    (import "p" "memory" (memory 1))
    (import "p" "table" (table 2 funcref))
    (import "p" "global" (global $g (mut i32)))
    (import "p" "constant" (global $constant i32))
    (import "p" "get" (func $get (result i32)))
    (global $own (mut i32) (i32.const 1000))
    (elem (i32.const 1) $mine $get)
    (data (global.get $constant) "\2a")
    (func $mine (result i32) (i32.add (global.get $own) (global.get $constant)))
    (func (export "set") (param i32) (global.set $g (local.get 0)))
    (func (export "get") (result i32) (call $get))
    (export "again" (func $get))
    (func (export "grow") (drop (memory.grow (i32.const 1)))
      (drop (table.grow 0 (ref.null func) (i32.const 2))))))",
                      {get(provider, "memory"), get(provider, "table"), get(provider, "global"),
                       get(provider, "constant"), get(provider, "get")});
  ASSERT_TRUE(user) << result.message;
  EXPECT_EQ(callText(provider, "load", {11}), "42");
  EXPECT_EQ(callText(provider, "call", {1}), "1011");
  EXPECT_EQ(callText(user, "set", {77}), "");
  EXPECT_EQ(callText(user, "get"), "77");
  EXPECT_EQ(callText(user, "again"), "77");
  EXPECT_EQ(callText(provider, "call", {2}), "77");
  EXPECT_EQ(callText(provider, "size"), "5");
  EXPECT_EQ(callText(user, "grow"), "");
  EXPECT_EQ(callText(provider, "size"), "8");
  EXPECT_EQ(readGlobal(get(provider, "global")).i32, 77);
  Table &table = *get(provider, "table").table;
  auto *function = static_cast<ContextFuncRef *>(readTable(table, 1));
  Value value;
  ASSERT_TRUE(call(function, &value, result));
  EXPECT_EQ(value.i32, 1011);
  EXPECT_EQ(readTable(table, 0), nullptr);
}

TEST_F(LibraryTest, ImportsThatDoNotMatchAreRefused) {
  Instance *provider = instantiateText(R"((module
    (memory (export "memory") 1 3)
    (table (export "table") 4 8 funcref)
    (global (export "mutable") (mut i32) (i32.const 5))
    (func (export "function") (param i32))))");
  ASSERT_TRUE(provider) << result.message;
  auto refused = [&](const char *import, const char *name) {
    Extern e;
    findExport(*provider, name, e);
    EXPECT_FALSE(instantiateText(std::string("(module (import \"p\" \"x\" ") + import + "))", {e}));
    EXPECT_EQ(result.status, Status::Unlinkable);
    return std::string(result.message);
  };
  std::string mismatch = "incompatible import type: \"p\" \"x\"";
  EXPECT_EQ(refused("(func)", "nothing"), "unknown import: \"p\" \"x\"");
  EXPECT_EQ(refused("(func)", "function"), mismatch);
  EXPECT_EQ(refused("(func (param i32) (result i32))", "function"), mismatch);
  EXPECT_EQ(refused("(global i32)", "function"), mismatch);
  EXPECT_EQ(refused("(global i32)", "mutable"), mismatch);
  EXPECT_EQ(refused("(global (mut i64))", "mutable"), mismatch);
  EXPECT_EQ(refused("(memory 2)", "memory"), mismatch);
  EXPECT_EQ(refused("(memory 1 2)", "memory"), mismatch);
  EXPECT_EQ(refused("(table 5 funcref)", "table"), mismatch);
  EXPECT_EQ(refused("(table 4 externref)", "table"), mismatch);
  EXPECT_TRUE(
      instantiateText("(module (import \"p\" \"x\" (memory 0 4)))", {get(provider, "memory")}));
}

TEST_F(LibraryTest, AMemoryWithoutGuardIsRefusedByCodeThatReliesOnIt) {
  const Library *checked = compileLibrary("(module (memory (export \"memory\") 1))", OptLevel::O0,
                                          BoundsChecks::Checked);
  Instance *provider = instantiate(*store, *checked, nullptr, result);
  ASSERT_TRUE(provider) << result.message;
  EXPECT_FALSE(
      instantiateText("(module (import \"p\" \"m\" (memory 1)))", {get(provider, "memory")}));
  EXPECT_NE(std::string(result.message).find("guard"), std::string::npos);
}

TEST_F(LibraryTest, TrapsDuringInstantiationLeaveWhatWasWritten) {
  Instance *provider =
      instantiateText("(module (memory (export \"m\") 1)"
                      "(func (export \"load\") (result i32) (i32.load8_u (i32.const 0))))");
  ASSERT_TRUE(provider) << result.message;
  EXPECT_FALSE(instantiateText("(module (import \"p\" \"m\" (memory 1)) (data (i32.const 0) \"a\")"
                               "(data (i32.const 65536) \"b\"))",
                               {get(provider, "m")}));
  EXPECT_EQ(result.status, Status::Trap);
  EXPECT_STREQ(result.message, "out of bounds memory access");
  EXPECT_EQ(callText(provider, "load"), "97");
}

struct Host {
  Instance *instance = nullptr;
  std::vector<int32_t> seen;
};

TEST_F(LibraryTest, HostFunctionsMayCallBackAndTrap) {
  Host host;
  TypeId type = functionType(&i32, 1, &i32, 1);
  ContextFuncRef *by_array = makeFunction(
      *store, type,
      [](void *data, Value *values, Result &result) {
        Host &host = *static_cast<Host *>(data);
        host.seen.push_back(values[0].i32);
        if (values[0].i32 < 0) {
          result.fail(Status::Trap, "the host does not like %d", values[0].i32);
          return;
        }
        if (values[0].i32 == 0)
          return;
        // A trap further in ends the inner call only.
        Extern function;
        findExport(*host.instance, "call", function);
        Value inner[1];
        inner[0].i32 = values[0].i32 == 3 ? -1 : values[0].i32 - 1;
        Result inner_result;
        if (call(function.function, inner, inner_result))
          values[0].i32 = inner[0].i32 + 1;
        else
          values[0].i32 = 100;
      },
      &host);
  int native_data = 1000;
  ContextFuncRef *native = makeNativeFunction(
      *store, type,
      reinterpret_cast<void (*)()>(+[](void *data, int32_t value, int32_t *sum) -> void * {
        *sum = *static_cast<int *>(data) + value;
        return nullptr;
      }),
      &native_data);
  host.instance = instantiateText(R"((module
    (import "h" "array" (func $array (param i32) (result i32)))
    (import "h" "native" (func $native (param i32) (result i32)))
    (table (export "table") 2 funcref)
    (elem (i32.const 0) $array $native)
    (func (export "call") (param i32) (result i32) (call $array (local.get 0)))
    (func (export "native") (param i32) (result i32) (call $native (local.get 0)))
    (func (export "indirect") (param i32 i32) (result i32)
      (call_indirect (param i32) (result i32) (local.get 1) (local.get 0)))))",
                                  {externOf(by_array), externOf(native)});
  ASSERT_TRUE(host.instance) << result.message;
  EXPECT_EQ(callText(host.instance, "call", {2}), "2");
  EXPECT_EQ(host.seen, (std::vector<int32_t>{2, 1, 0}));
  EXPECT_EQ(callText(host.instance, "call", {-7}), "the host does not like -7");
  EXPECT_EQ(callText(host.instance, "call", {4}), "101");
  EXPECT_EQ(callText(host.instance, "native", {5}), "1005");
  EXPECT_EQ(callText(host.instance, "indirect", {1, 6}), "1006");
  EXPECT_EQ(callText(host.instance, "indirect", {0, 0}), "0");
  Table &table = *get(host.instance, "table").table;
  EXPECT_TRUE(writeTable(table, 0, native));
  EXPECT_EQ(readTable(table, 0), native);
  EXPECT_EQ(callText(host.instance, "indirect", {0, 6}), "1006");
}

TEST_F(LibraryTest, ThreadsCallAndTrapIndependently) {
  const Library *library = compileLibrary(R"((module
    (memory 1)
    (func $recurse (export "recurse") (result i32) (i32.add (call $recurse) (i32.const 1)))
    (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))))");
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      Store *own = createStore();
      Result r;
      Instance *instance = instantiate(*own, *library, nullptr, r);
      ASSERT_TRUE(instance);
      Extern load, recurse;
      findExport(*instance, "load", load);
      findExport(*instance, "recurse", recurse);
      for (int i = 0; i < 200; ++i) {
        Value value;
        value.i32 = i % 2 ? 0 : 65536;
        EXPECT_EQ(call(load.function, &value, r), i % 2 == 1);
      }
      Value value;
      EXPECT_FALSE(call(recurse.function, &value, r));
      EXPECT_STREQ(r.message, "call stack exhausted");
      destroyStore(own);
    });
  for (std::thread &thread : threads)
    thread.join();
}

sigjmp_buf host_handled;

TEST_F(LibraryTest, FaultsThatAreNotOursGoToTheHandlerThatWasThere) {
  // In a process of its own, where the host's handler comes first.
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        // LLVM has handlers, too, which are gone before these.
        const Library *library =
            compileLibrary("(module (memory 1) (func (export \"load\") (param i32) (result i32)"
                           " (i32.load (local.get 0))))");
        struct sigaction action = {};
        action.sa_handler = [](int) { siglongjmp(host_handled, 1); };
        sigaction(SIGSEGV, &action, nullptr);
        Instance *instance = instantiate(*store, *library, nullptr, result);
        if (callText(instance, "load", {-1}) != "out of bounds memory access")
          _exit(1);
        if (sigsetjmp(host_handled, 1) == 0) {
          *reinterpret_cast<volatile int *>(8) = 1;
          _exit(2);
        }
        if (callText(instance, "load", {-1}) != "out of bounds memory access")
          _exit(3);
        _exit(0);
      },
      testing::ExitedWithCode(0), "");
}

TEST_F(LibraryTest, TypesAreTheSameInAllModules) {
  Instance *provider = instantiateText(R"((module
    (type $unused (func (param f32)))
    (type $t (func (param i64) (result i32)))
    (table (export "table") 1 funcref)
    (elem (i32.const 0) $f)
    (func $f (type $t) (i32.wrap_i64 (local.get 0)))))");
  ASSERT_TRUE(provider) << result.message;
  Instance *user = instantiateText(R"((module
    (import "p" "table" (table 1 funcref))
    (func (export "right") (param i32) (result i32)
      (call_indirect (param i64) (result i32) (i64.const 9) (i32.const 0)))
    (func (export "wrong") (param i32) (result i32)
      (call_indirect (param i32) (result i32) (i32.const 9) (i32.const 0)))))",
                                   {get(provider, "table")});
  ASSERT_TRUE(user) << result.message;
  EXPECT_EQ(callText(user, "right", {0}), "9");
  EXPECT_EQ(callText(user, "wrong", {0}), "indirect call type mismatch");
  EXPECT_EQ(functionType(&i32, 1, &i32, 1), functionType(&i32, 1, &i32, 1));
  EXPECT_NE(functionType(&i32, 1, &i32, 1), functionType(&i32, 1, nullptr, 0));
}

TEST_F(LibraryTest, ExceptionsCrossLibraries) {
  Instance *thrower = instantiateText(R"((module
    (tag $number (export "number") (param i32 i64))
    (tag $other (export "other"))
    (func (export "throw") (param i32)
      (if (i32.eqz (local.get 0)) (then (throw $other)))
      (throw $number (local.get 0) (i64.const 2)))))");
  ASSERT_TRUE(thrower) << result.message;
  for (OptLevel opt : {OptLevel::O0, OptLevel::O2}) {
    std::vector<Extern> imports = {get(thrower, "number"), get(thrower, "throw")};
    const Library *library = compileLibrary(R"((module
      (tag $number (import "t" "number") (param i32 i64))
      (func $throw (import "t" "throw") (param i32))
      (tag $mine (param i32 i64))
      (func $through (param i32) (call $throw (local.get 0)))
      (func (export "catch") (param i32) (result i32)
        (try (result i32)
          (do (try (result i32)
            (do (call $through (local.get 0)) (i32.const -1))
            (catch $mine (drop))))
          (catch $number (i32.wrap_i64) (i32.add))
          (catch_all (i32.const 1000))))))",
                                            opt);
    Instance *catcher = instantiate(*store, *library, imports.data(), result);
    ASSERT_TRUE(catcher) << result.message;
    EXPECT_EQ(callText(catcher, "catch", {40}), "42");
    EXPECT_EQ(callText(catcher, "catch", {0}), "1000");
  }
}

TEST_F(LibraryTest, UncaughtExceptionsComeBackAsResults) {
  Instance *instance = instantiateText(R"((module
    (tag $number (param i32))
    (func $throw (export "throw") (param i32) (throw $number (local.get 0)))
    (func (export "after") (result i32) (i32.const 5))))");
  ASSERT_TRUE(instance) << result.message;
  for (int i = 0; i < 100'000; ++i) {
    Value value;
    value.i32 = i;
    ASSERT_FALSE(call(get(instance, "throw").function, &value, result));
    ASSERT_EQ(result.status, Status::Exception);
  }
  EXPECT_TRUE(result.exception);
  EXPECT_EQ(callText(instance, "after"), "5");
  EXPECT_FALSE(instantiateText(R"((module
    (tag $number) (func $start (throw $number)) (start $start)))"));
  EXPECT_EQ(result.status, Status::Exception);
}

// More operands than there are registers, one function in each library.
TEST_F(LibraryTest, TailCallsBetweenLibrariesLeaveNothingOnTheStack) {
  Instance *first = instantiateText(R"((module
    (type $many (func (param i64 i64 i64 i64 i64 i64 i64 i64 i32 i32) (result i32)))
    (table (export "table") 2 funcref)
    (elem (i32.const 0) $here)
    (func $here (export "here") (type $many)
      (if (i32.eqz (local.get 9)) (then (return (local.get 8))))
      (return_call_indirect (type $many) (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4)
        (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8)
        (i32.add (local.get 8) (i32.const 1)) (i32.sub (local.get 9) (i32.const 1))
        (i32.const 1)))))");
  ASSERT_TRUE(first) << result.message;
  Instance *second = instantiateText(R"((module
    (type $many (func (param i64 i64 i64 i64 i64 i64 i64 i64 i32 i32) (result i32)))
    (import "f" "table" (table 2 funcref))
    (import "f" "here" (func $there (type $many)))
    (elem (i32.const 1) $here)
    (func $here (type $many)
      (return_call $there (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4)
        (local.get 5) (local.get 6) (local.get 7) (local.get 8) (local.get 9)))
    (func (export "run") (param i32) (result i32)
      (return_call $here (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5)
        (i64.const 6) (i64.const 7) (i64.const 8) (i32.const 0) (local.get 0)))))",
                                     {get(first, "table"), get(first, "here")});
  ASSERT_TRUE(second) << result.message;
  EXPECT_EQ(callText(second, "run", {3'000'000}), "3000000");
}

TEST_F(LibraryTest, HostFunctionsTakeAndReturnMoreValuesThanThereAreRegisters) {
  std::vector<ValueType> types(12, i32);
  TypeId type = functionType(types.data(), 12, types.data(), 8);
  ContextFuncRef *reverse = makeFunction(
      *store, type,
      [](void *, Value *values, Result &) {
        for (int i = 0; i < 6; ++i)
          std::swap(values[i], values[11 - i]);
      },
      nullptr);

  Instance *instance = instantiateText(R"((module
    (type $many (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
                      (result i32 i32 i32 i32 i32 i32 i32 i32)))
    (import "h" "reverse" (func $reverse (type $many)))
    (func $pass (type $many)
      (call $reverse (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4)
        (local.get 5) (local.get 6) (local.get 7) (local.get 8) (local.get 9) (local.get 10)
        (local.get 11)))
    (func (export "run") (result i32) (local i32 i32 i32 i32 i32 i32 i32 i32)
      (call $pass (i32.const 0) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4)
        (i32.const 5) (i32.const 6) (i32.const 7) (i32.const 8) (i32.const 9) (i32.const 10)
        (i32.const 11))
      (local.set 7) (drop) (drop) (drop) (drop) (drop) (drop)
      (i32.mul (i32.const 100)) (local.get 7) (i32.add))))",
                                       {externOf(reverse)});
  ASSERT_TRUE(instance) << result.message;
  EXPECT_EQ(callText(instance, "run"), "1104");
}

TEST(LoadLibrary, SaysWhatIsWrong) {
  Result result;
  EXPECT_FALSE(loadLibrary("/nowhere/lib.so", result));
  EXPECT_EQ(result.status, Status::Failure);
  EXPECT_NE(std::string(result.message).find("/nowhere/lib.so"), std::string::npos);
}

} // namespace
} // namespace wasmelt::embed
