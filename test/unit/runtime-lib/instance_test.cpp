// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Many instances, one after the other and at a time: each begins as its module says, whatever the
// spaces and pages that it got were used for before.
#include "test/unit/runtime-lib/library_fixture.h"

#include <cstring>
#include <random>
#include <thread>

namespace wasmelt::embed {
namespace {

uint64_t sumOf(const Memory &memory) {
  uint64_t sum = 0, word;
  for (uint64_t at = 0; at != memory.size; at += sizeof word) {
    memcpy(&word, static_cast<const char *>(memory.base) + at, sizeof word);
    sum += word;
  }
  return sum;
}

const char *const with_data = R"((module
  (memory (export "memory") 2 8)
  (data (i32.const 100) "first")
  (data (i32.const 4094) "over the page's end")
  (data (i32.const 102) "over the first")
  (data (i32.const 131068) "last")
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
  (func (export "fill") (memory.fill (i32.const 0) (i32.const 1)
    (i32.mul (memory.size) (i32.const 65536))))))";

class Instances : public LibraryTest {
protected:
  const Memory &memoryOf(Instance *instance) { return *get(instance, "memory").memory; }
  std::string bytes(Instance *instance, size_t at, size_t size) {
    return {static_cast<const char *>(memoryOf(instance).base) + at, size};
  }
  void restart() {
    destroyStore(store);
    store = createStore();
  }
  void expectFresh(Instance *instance) {
    ASSERT_TRUE(instance) << result.message;
    EXPECT_EQ(memoryOf(instance).size, 131072u);
    EXPECT_EQ(bytes(instance, 99, 18), std::string("\0fiover the first\0", 18));
    EXPECT_EQ(bytes(instance, 4094, 20), std::string("over the page's end\0", 20));
    EXPECT_EQ(bytes(instance, 131068, 4), "last");
    EXPECT_EQ(callText(instance, "load", {131072}), "out of bounds memory access");
  }
};

TEST_F(Instances, BeginWithTheirModulesDataWhateverEarlierOnesWrote) {
  const Library &library = *compileLibrary(with_data);
  uint64_t sum = 0;
  for (int i = 0; i < 20; ++i) {
    Instance *instance = instantiate(*store, library, nullptr, result);
    expectFresh(instance);
    if (i == 0)
      sum = sumOf(memoryOf(instance));
    EXPECT_EQ(sumOf(memoryOf(instance)), sum);
    EXPECT_EQ(callText(instance, "grow", {i % 7}), "2");
    callText(instance, "fill");
    EXPECT_EQ(sumOf(memoryOf(instance)), memoryOf(instance).size / 8 * 0x0101010101010101);
    restart();
  }
}

TEST_F(Instances, OfDifferentLibrariesTakeOverEachOthersSpaces) {
  const Library &data = *compileLibrary(with_data);
  const Library &zeros = *compileLibrary(R"((module (memory (export "memory") 3)
    (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
    (func (export "fill") (memory.fill (i32.const 0) (i32.const 7) (i32.const 196608)))))");
  std::minstd_rand random(1);
  for (int i = 0; i < 200; ++i) {
    if (random() % 2) {
      Instance *instance = instantiate(*store, data, nullptr, result);
      expectFresh(instance);
      callText(instance, "fill");
    } else {
      Instance *instance = instantiate(*store, zeros, nullptr, result);
      ASSERT_TRUE(instance) << result.message;
      EXPECT_EQ(sumOf(memoryOf(instance)), 0u);
      EXPECT_EQ(callText(instance, "load", {196607}), "0");
      EXPECT_EQ(callText(instance, "load", {196608}), "out of bounds memory access");
      callText(instance, "fill");
    }
    if (random() % 3 == 0)
      restart();
  }
}

TEST_F(Instances, DoNotSeeEachOthersMemoriesWhileAllOfThemLive) {
  const Library &library = *compileLibrary(with_data);
  std::vector<Instance *> instances;
  for (int i = 0; i < 50; ++i) {
    instances.push_back(instantiate(*store, library, nullptr, result));
    expectFresh(instances.back());
    memset(memoryOf(instances.back()).base, i, 64);
  }
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(bytes(instances[i], 0, 64), std::string(64, char(i)));
}

TEST_F(Instances, WithDataFarApartHaveAllOfIt) {
  Instance *instance = instantiateText(R"((module (memory (export "memory") 1000)
    (data (i32.const 0) "a") (data (i32.const 65536) "b") (data (i32.const 20000000) "c")
    (data (i32.const 65535999) "d") (data (i32.const 65536000))))");
  ASSERT_TRUE(instance) << result.message;
  EXPECT_EQ(bytes(instance, 0, 2), std::string("a\0", 2));
  EXPECT_EQ(bytes(instance, 65535, 3), std::string("\0b\0", 3));
  EXPECT_EQ(bytes(instance, 20000000, 1), "c");
  EXPECT_EQ(bytes(instance, 65535999, 1), "d");
}

TEST_F(Instances, SeveralMemoriesHaveEachItsOwnData) {
  Instance *instance = instantiateText(R"((module
    (memory (export "a") 1) (memory (export "b") 1) (memory (export "c") 1)
    (data (memory 2) (i32.const 8) "third") (data (memory 0) (i32.const 8) "first")))");
  ASSERT_TRUE(instance) << result.message;
  const char *expected[] = {"first", "\0\0\0\0\0", "third"}, *names[] = {"a", "b", "c"};
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(memcmp(static_cast<char *>(get(instance, names[i]).memory->base) + 8, expected[i], 5),
              0);
}

TEST_F(Instances, DataBehindAFailingElementSegmentIsNeverSeen) {
  // A function in an imported table outlives the failure, and with it the memory that it reads.
  Extern table = externOf(makeTable(*store, referenceType(HeapKind::Func),
                                    {.min = 1, .max = 10, .has_max = true}, nullptr, result));
  EXPECT_FALSE(instantiateText(R"((module
    (table (import "m" "table") 1 funcref) (memory 1) (data (i32.const 0) "\2a")
    (elem (i32.const 0) $load) (elem (i32.const 1) $load)
    (func $load (result i32) (i32.load (i32.const 0)))))",
                               {table}));
  EXPECT_STREQ(result.message, "out of bounds table access");
  Value value = {};
  ASSERT_TRUE(call(static_cast<ContextFuncRef *>(readTable(*table.table, 0)), &value, result));
  EXPECT_EQ(value.i32, 0);
}

TEST_F(Instances, DataIsWrittenInOrderThoughAPlaceIsOnlyKnownLate) {
  Value place = {};
  place.i32 = 4;
  Extern offset = makeGlobal(*store, i32, false, place);
  Instance *instance = instantiateText(R"((module (global $at (import "m" "at") i32)
    (memory (export "memory") 1)
    (data (i32.const 0) "aaaaaaaa") (data (global.get $at) "bb") (data (i32.const 5) "c")))",
                                       {offset});
  ASSERT_TRUE(instance) << result.message;
  EXPECT_EQ(bytes(instance, 0, 8), "aaaabcaa");
}

TEST_F(Instances, TablesThatGrowAndThoseThatDoNotBeginAsTheirModulesSay) {
  const Library &library = *compileLibrary(R"((module
    (table $fixed 3 3 funcref) (table $growing (export "growing") 1 funcref)
    (elem (table $fixed) (i32.const 1) func $one)
    (func $one (result i32) (i32.const 1))
    (func (export "fixed") (param i32) (result i32) (call_indirect $fixed (result i32) (local.get 0)))
    (func (export "set") (param i32) (table.set $fixed (local.get 0) (ref.func $one))
      (drop (table.grow $growing (ref.func $one) (i32.const 5000))))
    (func (export "growing_is_null") (param i32) (result i32)
      (ref.is_null (table.get $growing (local.get 0))))))");
  for (int i = 0; i < 5; ++i) {
    Instance *instance = instantiate(*store, library, nullptr, result);
    ASSERT_TRUE(instance) << result.message;
    EXPECT_EQ(get(instance, "growing").table->size, 1u);
    EXPECT_EQ(callText(instance, "fixed", {0}), "uninitialized element");
    EXPECT_EQ(callText(instance, "fixed", {1}), "1");
    EXPECT_EQ(callText(instance, "fixed", {3}), "undefined element");
    EXPECT_EQ(callText(instance, "growing_is_null", {0}), "1");
    EXPECT_EQ(callText(instance, "growing_is_null", {1}), "out of bounds table access");
    callText(instance, "set", {0});
    EXPECT_EQ(callText(instance, "fixed", {0}), "1");
    EXPECT_EQ(callText(instance, "growing_is_null", {5000}), "0");
    restart();
  }
}

TEST_F(Instances, TakeNothingFromAnotherStore) {
  Store *other = createStore();
  Limits limits = {.min = 1, .max = 1, .has_max = true};
  Memory *memory = makeMemory(*other, limits, result);
  Table *table = makeTable(*other, referenceType(HeapKind::Func), limits, nullptr, result);
  ContextFuncRef *function =
      makeFunction(*other, functionType(nullptr, 0, nullptr, 0), nullptr, nullptr);
  for (auto [type, import] : {std::pair("(memory 1 1)", externOf(memory)),
                              std::pair("(table 1 1 funcref)", externOf(table)),
                              std::pair("(func)", externOf(function))}) {
    EXPECT_FALSE(
        instantiateText(std::string("(module (import \"m\" \"n\" ") + type + "))", {import}));
    EXPECT_EQ(result.status, Status::Misuse);
    EXPECT_STREQ(result.message, "the import is in another store: \"m\" \"n\"");
  }
  destroyStore(other);
}

TEST_F(Instances, TenThousandLiveAtATime) {
  const Library &library = *compileLibrary(R"((module (memory (export "memory") 1)
    (data (i32.const 8) "data") (table 2 2 funcref) (elem (i32.const 0) $load)
    (func $load (param i32) (result i32) (i32.load8_u (local.get 0)))
    (func (export "store") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
    (func (export "load") (param i32) (result i32)
      (call_indirect (param i32) (result i32) (local.get 0) (i32.const 0)))))");
  constexpr int count = 10000;
  std::vector<Instance *> instances;
  for (int i = 0; i < count; ++i) {
    instances.push_back(instantiate(*store, library, nullptr, result));
    ASSERT_TRUE(instances.back()) << i << ": " << result.message;
    callText(instances.back(), "store", {0, i % 251});
  }
  for (int i = 0; i < count; i += 7) {
    EXPECT_EQ(callText(instances[i], "load", {0}), std::to_string(i % 251));
    EXPECT_EQ(callText(instances[i], "load", {8}), "100");
  }
  EXPECT_EQ(callText(instances[count - 1], "load", {65536}), "out of bounds memory access");
}

TEST_F(Instances, OverTheSystemsLimitFailWithAMessageAndLeaveRoomWhenTheyGo) {
  const Library &library = *compileLibrary(R"((module (memory 1)))");
  std::vector<Store *> stores;
  // More than there are addresses for, and than Linux allows mappings by default.
  constexpr size_t enough = 70000;
  Instance *instance;
  do {
    stores.push_back(createStore());
    instance = instantiate(*stores.back(), library, nullptr, result);
  } while (instance && stores.size() != enough);
  ASSERT_FALSE(instance);
  EXPECT_EQ(result.status, Status::Failure);
  EXPECT_TRUE(strstr(result.message, "of address space for a memory") ||
              strstr(result.message, "vm.max_map_count"))
      << result.message;
  EXPECT_GT(stores.size(), 10000u);
  for (int i = 0; i < 2; ++i) {
    destroyStore(stores.back());
    stores.pop_back();
  }
  EXPECT_TRUE(instantiate(*store, library, nullptr, result)) << result.message;
  for (Store *other : stores)
    destroyStore(other);
}

TEST_F(Instances, ComeAndGoOnSeveralThreads) {
  const Library &library = *compileLibrary(with_data);
  auto work = [&](int id) {
    Result outcome;
    for (int i = 0; i < 2000; ++i) {
      Store *own = createStore();
      Instance *instance = instantiate(*own, library, nullptr, outcome);
      ASSERT_TRUE(instance) << outcome.message;
      Extern memory;
      findExport(*instance, "memory", memory);
      auto *bytes = static_cast<char *>(memory.memory->base);
      ASSERT_EQ(memcmp(bytes, "\0\0\0\0", 4), 0);
      ASSERT_EQ(memcmp(bytes + 131068, "last", 4), 0);
      memset(bytes, id, 4);
      memset(bytes + 131068, id, 4);
      destroyStore(own);
    }
  };
  std::thread other([&] { work(1); });
  work(2);
  other.join();
}

} // namespace
} // namespace wasmelt::embed
