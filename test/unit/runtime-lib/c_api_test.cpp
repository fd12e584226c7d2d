// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C interface of libwasmelt, with libraries that are compiled here.
#include "test/unit/runtime-lib/c_api_fixture.h"

#include <atomic>
#include <cstring>
#include <memory>
#include <thread>

namespace wasmelt {
namespace {

constexpr wasmelt_type_t i32 = {WASMELT_I32, false, 0}, f64 = {WASMELT_F64, false, 0},
                         externref = {WASMELT_EXTERNREF, true, 0};

const char *const add = R"((module (func (export "add") (param i32 i32) (result i32)
  (i32.add (local.get 0) (local.get 1)))))";

TEST_F(CApi, CallsAnExportByName) { EXPECT_EQ(call(instantiate(add), "add", {40, 2}), "42"); }

TEST_F(CApi, RefusesCallsWithTheWrongNumbersOrTypes) {
  wasmelt_instance_t *instance = instantiate(add);
  wasmelt_value_t result;
  EXPECT_EQ(call(instance, "add", {1}),
            "the function takes 2 arguments and has 1 results, not 1 and 1");
  wasmelt_value_t args[] = {wasmelt_i32(1), wasmelt_f64(1)};
  wasmelt_error_t *error = wasmelt_call_export(instance, "add", args, 2, &result, 1);
  ASSERT_TRUE(error);
  EXPECT_EQ(wasmelt_error_kind(error), WASMELT_ERROR_MISUSE);
  EXPECT_EQ(take(error), "argument 1 is not i32");
  EXPECT_EQ(call(instance, "sub"), "there is no export \"sub\"");
}

TEST_F(CApi, PassesValuesOfEveryKind) {
  wasmelt_instance_t *instance = instantiate(R"((module
    (func (export "turn") (param i64 f64 f32 v128 externref funcref)
                          (result funcref externref v128 f32 f64 i64)
      (local.get 5) (local.get 4) (local.get 3) (local.get 2) (local.get 1) (local.get 0))))");
  wasmelt_function_t *turn = get(instance, "turn").of.function;
  wasmelt_value_t vector = {};
  vector.kind = WASMELT_V128;
  for (int i = 0; i < 16; ++i)
    vector.of.v128[i] = uint8_t(i);
  int object = 0;
  wasmelt_value_t args[] = {wasmelt_i64(-5), wasmelt_f64(2.5),           wasmelt_f32(1.5f),
                            vector,          wasmelt_externref(&object), wasmelt_funcref(turn)};
  wasmelt_value_t results[6];
  ASSERT_EQ(take(wasmelt_call(turn, args, 6, results, 6)), "");
  EXPECT_EQ(results[0].of.function, turn);
  EXPECT_EQ(results[1].of.ref, &object);
  EXPECT_EQ(memcmp(results[2].of.v128, vector.of.v128, 16), 0);
  EXPECT_EQ(results[3].of.f32, 1.5f);
  EXPECT_EQ(results[4].of.f64, 2.5);
  EXPECT_EQ(results[5].of.i64, -5);
  EXPECT_EQ(results[5].kind, WASMELT_I64);
  args[4] = wasmelt_funcref(turn);
  EXPECT_EQ(take(wasmelt_call(turn, args, 6, results, 6)), "argument 4 is not externref");
}

TEST_F(CApi, TrapsAreErrorsWithKindMessageAndBackTrace) {
  wasmelt_instance_t *instance = instantiate(R"((module
    (memory 1)
    (table 1 funcref)
    (func $inner (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
    (func $middle (param i32 i32) (result i32)
      (i32.add (i32.const 1) (call $inner (local.get 0) (local.get 1))))
    (func $outer (export "divide") (param i32 i32) (result i32)
      (i32.add (i32.const 1) (call $middle (local.get 0) (local.get 1))))
    (func $load (export "load") (param i32) (result i32) (i32.load (local.get 0)))
    (func $fill (export "fill") (param i32) (result i32)
      (table.fill (i32.const 0) (ref.null func) (local.get 0)) (i32.const 0))
    (func $deep (export "deep") (param i32) (result i32)
      (i32.add (i32.const 1) (call $deep (local.get 0))))))");
  wasmelt_value_t args[] = {wasmelt_i32(1), wasmelt_i32(0)}, result;
  wasmelt_error_t *error = wasmelt_call_export(instance, "divide", args, 2, &result, 1);
  ASSERT_TRUE(error);
  EXPECT_EQ(wasmelt_error_kind(error), WASMELT_ERROR_TRAP);
  EXPECT_EQ(wasmelt_error_trap(error), WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO);
  // Which of the functions were inlined is the optimiser's business; the exported one is there.
  size_t count = wasmelt_error_frame_count(error);
  ASSERT_GE(count, 1u);
  wasmelt_frame_t frame = wasmelt_error_frame(error, count - 1);
  EXPECT_STREQ(frame.function, "outer");
  EXPECT_NE(std::string(frame.library).find(folder()), std::string::npos);
  EXPECT_GT(frame.offset, 0u);
  EXPECT_EQ(take(error), "integer divide by zero");

  args[0] = wasmelt_i32(1 << 20);
  error = wasmelt_call_export(instance, "load", args, 1, &result, 1);
  ASSERT_TRUE(error);
  EXPECT_EQ(wasmelt_error_trap(error), WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS);
  ASSERT_EQ(wasmelt_error_frame_count(error), 1u);
  EXPECT_STREQ(wasmelt_error_frame(error, 0).function, "load");
  wasmelt_error_free(error);

  // A trap in the runtime's code, on behalf of the module's.
  error = wasmelt_call_export(instance, "fill", args, 1, &result, 1);
  ASSERT_TRUE(error);
  EXPECT_EQ(wasmelt_error_trap(error), WASMELT_TRAP_TABLE_OUT_OF_BOUNDS);
  ASSERT_EQ(wasmelt_error_frame_count(error), 1u);
  EXPECT_STREQ(wasmelt_error_frame(error, 0).function, "fill");
  wasmelt_error_free(error);

  error = wasmelt_call_export(instance, "deep", args, 1, &result, 1);
  ASSERT_TRUE(error);
  EXPECT_EQ(wasmelt_error_trap(error), WASMELT_TRAP_CALL_STACK_EXHAUSTED);
  EXPECT_EQ(wasmelt_error_frame_count(error), 32u);
  EXPECT_STREQ(wasmelt_error_frame(error, 31).function, "deep");
  wasmelt_error_free(error);

  args[0] = wasmelt_i32(84);
  args[1] = wasmelt_i32(2);
  EXPECT_EQ(call(instance, "divide", {80, 2}), "42");
}

TEST_F(CApi, FunctionsOfTheHostTakeReturnCallBackAndTrap) {
  struct State {
    wasmelt_instance_t *instance = nullptr;
    int calls = 0;
  } state;
  wasmelt_function_t *host = makeFunction(
      {i32, f64}, {i32},
      [](void *data, const wasmelt_value_t *args, wasmelt_value_t *results) -> wasmelt_error_t * {
        State &state = *static_cast<State *>(data);
        ++state.calls;
        if (args[0].of.i32 == 0)
          return wasmelt_error_new("the host says no");
        if (args[0].of.i32 == 1) { // hands on what goes wrong inside
          wasmelt_value_t zero = wasmelt_i32(0);
          return wasmelt_call_export(state.instance, "crash", &zero, 1, results, 1);
        }
        if (args[0].of.i32 == 2)
          results[0] = wasmelt_f64(1);
        else
          results[0].of.i32 = args[0].of.i32 + int32_t(args[1].of.f64);
        return nullptr;
      },
      &state);
  wasmelt_instance_t *instance = instantiate(R"((module
    (func $host (import "env" "host") (param i32 f64) (result i32))
    (func (export "crash") (param i32) (result i32) unreachable)
    (func $go (export "go") (param i32) (result i32) (call $host (local.get 0) (f64.const 2.5)))))",
                                             {asImport(host)});
  ASSERT_TRUE(instance) << message;
  state.instance = instance;
  EXPECT_EQ(call(instance, "go", {40}), "42");
  EXPECT_EQ(call(instance, "go", {2}), "result 0 of a host function is not i32");
  EXPECT_EQ(call(instance, "go", {1}), "unreachable");
  wasmelt_value_t args[] = {wasmelt_i32(0)}, result;
  wasmelt_error_t *error = wasmelt_call_export(instance, "go", args, 1, &result, 1);
  ASSERT_TRUE(error);
  EXPECT_EQ(wasmelt_error_kind(error), WASMELT_ERROR_TRAP);
  EXPECT_EQ(wasmelt_error_trap(error), WASMELT_TRAP_NONE);
  ASSERT_EQ(wasmelt_error_frame_count(error), 1u);
  EXPECT_STREQ(wasmelt_error_frame(error, 0).function, "go");
  EXPECT_EQ(take(error), "the host says no");
  EXPECT_EQ(call(instance, "go", {41}), "43");
  EXPECT_EQ(state.calls, 5);
}

TEST_F(CApi, AFunctionOfTheHostWithManyOperandsTakesThemAll) {
  std::vector<wasmelt_type_t> params(40, i32);
  wasmelt_function_t *sum = makeFunction(
      params, {i32},
      [](void *, const wasmelt_value_t *args, wasmelt_value_t *results) -> wasmelt_error_t * {
        for (int i = 0; i < 40; ++i)
          results[0].of.i32 += args[i].of.i32;
        return nullptr;
      });
  std::string types, values;
  for (int i = 0; i < 40; ++i) {
    types += " i32";
    values += " (i32.const " + std::to_string(i) + ")";
  }
  wasmelt_instance_t *instance = instantiate(
      "(module (func $sum (import \"\" \"sum\") (param" + types +
          ") (result i32)) (func (export \"go\") (result i32) (call $sum" + values + ")))",
      {asImport(sum)});
  ASSERT_TRUE(instance) << message;
  EXPECT_EQ(call(instance, "go"), "780");
}

TEST_F(CApi, ListsImportsAndExportsWithTheirTypes) {
  const wasmelt_library_t *library = load(R"((module
    (import "env" "f" (func (param i32 f64) (result v128)))
    (import "a b" "" (global (mut i64)))
    (memory (export "m") 1 3)
    (table (export "t") 2 externref)
    (global (export "g") f32 (f32.const 1))
    (tag (export "e") (param i32))
    (func (export "f") (result i32 i64) (i32.const 1) (i64.const 2))))");
  ASSERT_EQ(wasmelt_library_import_count(library), 2u);
  wasmelt_import_t f = wasmelt_library_import(library, 0);
  EXPECT_EQ(std::string(f.module, f.module_size), "env");
  EXPECT_EQ(std::string(f.name, f.name_size), "f");
  ASSERT_EQ(f.type.kind, WASMELT_EXTERN_FUNCTION);
  ASSERT_EQ(f.type.signature.param_count, 2u);
  EXPECT_EQ(f.type.signature.params[1].kind, WASMELT_F64);
  ASSERT_EQ(f.type.signature.result_count, 1u);
  EXPECT_EQ(f.type.signature.results[0].kind, WASMELT_V128);
  wasmelt_import_t g = wasmelt_library_import(library, 1);
  EXPECT_EQ(g.type.kind, WASMELT_EXTERN_GLOBAL);
  EXPECT_TRUE(g.type.is_mutable);
  EXPECT_EQ(g.type.type.kind, WASMELT_I64);
  ASSERT_EQ(wasmelt_library_export_count(library), 5u);
  auto exported = [&](size_t index) { return wasmelt_library_export(library, index).type; };
  EXPECT_EQ(exported(0).range.max, 3u);
  EXPECT_EQ(exported(0).page_size, 65536u);
  EXPECT_EQ(exported(1).range.min, 2u);
  EXPECT_FALSE(exported(1).range.has_max);
  EXPECT_EQ(exported(1).type.kind, WASMELT_EXTERNREF);
  EXPECT_FALSE(exported(2).is_mutable);
  EXPECT_EQ(exported(3).signature.param_count, 1u);
  EXPECT_EQ(exported(4).signature.result_count, 2u);
}

TEST_F(CApi, MemoriesAreReadAndWrittenWithinBounds) {
  wasmelt_instance_t *instance = instantiate(R"((module (memory (export "memory") 1 2)
    (func (export "get") (param i32) (result i32) (i32.load (local.get 0)))))");
  wasmelt_memory_t *memory = get(instance, "memory").of.memory;
  EXPECT_EQ(wasmelt_memory_size(memory), 65536u);
  int32_t value = 77;
  EXPECT_TRUE(wasmelt_memory_write(memory, 65532, &value, 4));
  EXPECT_EQ(call(instance, "get", {65532}), "77");
  value = 0;
  EXPECT_TRUE(wasmelt_memory_read(memory, 65532, &value, 4));
  EXPECT_EQ(value, 77);
  EXPECT_FALSE(wasmelt_memory_read(memory, 65533, &value, 4));
  EXPECT_FALSE(wasmelt_memory_write(memory, 65533, &value, 4));
  EXPECT_FALSE(wasmelt_memory_read(memory, UINT64_MAX, &value, 4));
  EXPECT_FALSE(wasmelt_memory_read(memory, 4, &value, SIZE_MAX));
  EXPECT_TRUE(wasmelt_memory_read(memory, 65536, &value, 0));
  EXPECT_EQ(wasmelt_memory_grow(memory, 1), 1);
  EXPECT_EQ(wasmelt_memory_grow(memory, 1), -1);
  EXPECT_EQ(wasmelt_memory_size(memory), 131072u);
  EXPECT_EQ(wasmelt_memory_data(memory)[65532], 77);
}

TEST_F(CApi, GlobalsAreReadAndWrittenWithTheirTypes) {
  wasmelt_error_t *error = nullptr;
  EXPECT_FALSE(wasmelt_global_new(store, i32, true, wasmelt_f64(1), &error));
  EXPECT_EQ(take(error), "the value is not i32");
  wasmelt_global_t *global = wasmelt_global_new(store, i32, true, wasmelt_i32(5), &error);
  ASSERT_TRUE(global);
  wasmelt_extern_t import;
  import.kind = WASMELT_EXTERN_GLOBAL;
  import.of.global = global;
  wasmelt_instance_t *instance = instantiate(R"((module
    (global $g (import "" "g") (mut i32))
    (export "g" (global $g))
    (global (export "c") f64 (f64.const 2.5))
    (func (export "next") (result i32)
      (global.set $g (i32.add (global.get $g) (i32.const 1))) (global.get $g))))",
                                             {import});
  ASSERT_TRUE(instance) << message;
  EXPECT_EQ(call(instance, "next"), "6");
  EXPECT_EQ(wasmelt_global_get(global).of.i32, 6);
  EXPECT_EQ(take(wasmelt_global_set(get(instance, "g").of.global, wasmelt_i32(10))), "");
  EXPECT_EQ(call(instance, "next"), "11");
  EXPECT_EQ(take(wasmelt_global_set(global, wasmelt_i64(1))), "the value is not i32");
  wasmelt_global_t *constant = get(instance, "c").of.global;
  EXPECT_EQ(constant, get(instance, "c").of.global);
  EXPECT_EQ(wasmelt_global_get(constant).of.f64, 2.5);
  EXPECT_EQ(wasmelt_global_type(constant).kind, WASMELT_F64);
  EXPECT_FALSE(wasmelt_global_is_mutable(constant));
  EXPECT_EQ(take(wasmelt_global_set(constant, wasmelt_f64(1))), "the global is not mutable");
}

TEST_F(CApi, TablesAreReadWrittenAndGrownWithinBounds) {
  wasmelt_error_t *error = nullptr;
  wasmelt_range_t range = {2, 4, true, false, false};
  EXPECT_FALSE(wasmelt_table_new(store, i32, range, wasmelt_i32(0), &error));
  EXPECT_EQ(take(error), "elements of tables are references, not i32");
  int object;
  wasmelt_table_t *table =
      wasmelt_table_new(store, externref, range, wasmelt_externref(&object), nullptr);
  ASSERT_TRUE(table);
  wasmelt_value_t value;
  EXPECT_EQ(take(wasmelt_table_get(table, 1, &value)), "");
  EXPECT_EQ(value.of.ref, &object);
  EXPECT_EQ(take(wasmelt_table_get(table, 2, &value)), "there is no element 2: the table has 2");
  EXPECT_EQ(take(wasmelt_table_set(table, 0, wasmelt_funcref(nullptr))),
            "the value is not externref");
  EXPECT_EQ(wasmelt_table_grow(table, 2, wasmelt_externref(nullptr)), 2);
  EXPECT_EQ(wasmelt_table_grow(table, 1, wasmelt_externref(nullptr)), -1);
  EXPECT_EQ(wasmelt_table_size(table), 4u);

  wasmelt_instance_t *instance = instantiate(R"((module
    (type $f (func (result i32)))
    (table (export "t") 2 funcref)
    (func (export "seven") (result i32) (i32.const 7))
    (func (export "call") (param i32) (result i32) (call_indirect (type $f) (local.get 0)))))");
  wasmelt_table_t *functions = get(instance, "t").of.table;
  EXPECT_EQ(wasmelt_table_element_type(functions).kind, WASMELT_FUNCREF);
  wasmelt_function_t *seven = get(instance, "seven").of.function;
  EXPECT_EQ(take(wasmelt_table_set(functions, 1, wasmelt_funcref(seven))), "");
  EXPECT_EQ(call(instance, "call", {1}), "7");
  EXPECT_EQ(call(instance, "call", {0}), "uninitialized element");
}

TEST_F(CApi, ModulesThatWantMoreThanTheLimitsAreRefusedAndGrowthFails) {
  wasmelt_store_limits_t limits = {};
  limits.memory_size = 2 << 16;
  limits.table_elements = 3;
  limits.instances = 2;
  use(&limits);
  auto refused = [&](const char *wat) {
    wasmelt_error_t *error = nullptr;
    EXPECT_FALSE(wasmelt_instantiate(store, load(wat), nullptr, 0, &error));
    EXPECT_EQ(wasmelt_error_kind(error), WASMELT_ERROR_LIMIT);
    return take(error);
  };
  EXPECT_EQ(refused("(module (memory 3))"),
            "a memory of 196608 bytes is more than the store's limit of 131072");
  use(&limits);
  EXPECT_EQ(refused("(module (table 4 funcref))"),
            "a table of 4 elements is more than the store's limit of 3");
  use(&limits);
  const char *grows = R"((module (memory 1) (table 1 funcref)
    (func (export "memory") (result i32) (memory.grow (i32.const 1)))
    (func (export "table") (result i32) (table.grow (ref.null func) (i32.const 1)))))";
  wasmelt_instance_t *instance = instantiate(grows);
  ASSERT_TRUE(instance) << message;
  EXPECT_EQ(call(instance, "memory"), "1");
  EXPECT_EQ(call(instance, "memory"), "-1");
  EXPECT_EQ(call(instance, "table"), "1");
  EXPECT_EQ(call(instance, "table"), "2");
  EXPECT_EQ(call(instance, "table"), "-1");
  ASSERT_TRUE(instantiate("(module)")) << message;
  EXPECT_EQ(refused("(module)"), "the store may have 2 instances, no more");
  limits.memories = 1;
  use(&limits);
  EXPECT_EQ(refused("(module (memory 1) (memory 1))"), "the store may have 1 memories, no more");
  limits.tables = 1;
  use(&limits);
  EXPECT_EQ(refused("(module (table 1 funcref) (table 1 funcref))"),
            "the store may have 1 tables, no more");
}

TEST_F(CApi, ImportsThatAreMissingOrOfAnotherTypeAreNamed) {
  const char *wat = R"((module (import "env" "f" (func (param i32))) (func (export "g"))))";
  wasmelt_error_t *error = nullptr;
  EXPECT_FALSE(wasmelt_instantiate(store, load(wat), nullptr, 0, &error));
  EXPECT_EQ(wasmelt_error_kind(error), WASMELT_ERROR_MISUSE);
  EXPECT_EQ(take(error), "the module has 1 imports, but 0 were given");
  EXPECT_FALSE(instantiate(wat, {asImport(nullptr)}));
  EXPECT_EQ(message, "unknown import: \"env\" \"f\"");
  wasmelt_function_t *other = makeFunction(
      {f64}, {}, [](void *, const wasmelt_value_t *, wasmelt_value_t *) -> wasmelt_error_t * {
        return nullptr;
      });
  EXPECT_FALSE(instantiate(wat, {asImport(other)}));
  EXPECT_EQ(message, "incompatible import type: \"env\" \"f\"");
}

TEST_F(CApi, ALinkerConnectsInstancesByName) {
  std::unique_ptr<wasmelt_linker_t, decltype(&wasmelt_linker_destroy)> linker(
      wasmelt_linker_create(store, nullptr), wasmelt_linker_destroy);
  wasmelt_error_t *error = nullptr;
  const wasmelt_library_t *user = load(R"((module
    (func $next (import "counter" "next") (result i32))
    (global $step (import "env" "step") i32)
    (func (export "go") (result i32) (i32.mul (call $next) (global.get $step)))))");
  EXPECT_FALSE(wasmelt_linker_instantiate(linker.get(), user, &error));
  EXPECT_EQ(wasmelt_error_kind(error), WASMELT_ERROR_LINK);
  EXPECT_EQ(take(error), "unknown import: \"counter\" \"next\"");
  wasmelt_instance_t *counter = instantiate(R"((module (global $n (mut i32) (i32.const 0))
    (func (export "next") (result i32)
      (global.set $n (i32.add (global.get $n) (i32.const 1))) (global.get $n))))");
  EXPECT_EQ(take(wasmelt_linker_define_instance(linker.get(), "counter", counter)), "");
  wasmelt_extern_t step;
  step.kind = WASMELT_EXTERN_GLOBAL;
  for (int value : {3, 10}) { // the second takes the first one's place
    step.of.global = wasmelt_global_new(store, i32, false, wasmelt_i32(value), nullptr);
    EXPECT_EQ(take(wasmelt_linker_define(linker.get(), "env", "step", step)), "");
  }
  wasmelt_instance_t *instance = wasmelt_linker_instantiate(linker.get(), user, &error);
  ASSERT_TRUE(instance) << take(error);
  EXPECT_EQ(call(instance, "go"), "10");
  EXPECT_EQ(call(counter, "next"), "2");
  EXPECT_EQ(call(instance, "go"), "30");
}

TEST_F(CApi, UncaughtExceptionsAreErrors) {
  wasmelt_instance_t *instance = instantiate(R"((module (tag $e (param i32))
    (func (export "go") (result i32) (throw $e (i32.const 1)))))");
  wasmelt_value_t result;
  wasmelt_error_t *error = wasmelt_call_export(instance, "go", nullptr, 0, &result, 1);
  ASSERT_TRUE(error);
  EXPECT_EQ(wasmelt_error_kind(error), WASMELT_ERROR_EXCEPTION);
  EXPECT_EQ(take(error), "uncaught exception");
}

TEST_F(CApi, LibrariesOfAnotherVersionAndOtherFilesAreRefused) {
  auto refused = [](const std::string &path) {
    wasmelt_error_t *error = nullptr;
    EXPECT_FALSE(wasmelt_library_load(path.c_str(), &error));
    return take(error);
  };
  EXPECT_NE(refused(folder() + "/none.so").find("cannot load " + folder() + "/none.so"),
            std::string::npos);
  // The version is the first field of the one symbol of the library.
  std::string path = compileToFile("(module)"), bytes;
  {
    std::ifstream file(path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  std::string version(4, '\0'), field = version;
  uint32_t number = wasmelt_abi_version(), wrong = 999;
  memcpy(field.data(), &number, 4);
  // abi_version is followed by the number of runtime calls, which is small.
  size_t at = 0;
  bool found = false;
  while ((at = bytes.find(field, at)) != bytes.npos && !found) {
    uint32_t calls;
    memcpy(&calls, bytes.data() + at + 4, 4);
    found = at % 8 == 0 && calls > 10 && calls < 64;
    if (!found)
      ++at;
  }
  ASSERT_TRUE(found);
  memcpy(bytes.data() + at, &wrong, 4);
  std::string changed = folder() + "/changed.so";
  std::ofstream(changed, std::ios::binary) << bytes;
  EXPECT_EQ(refused(changed), changed +
                                  " was compiled by another version of wasmelt than this "
                                  "runtime is of (interface 999, not " +
                                  std::to_string(number) + ")");
}

/// Stores that check how they are used.
class CheckedCApi : public CApi {
protected:
  CheckedCApi() {
    setenv("WASMELT_CHECKS", "1", 1);
    use(nullptr);
  }
  ~CheckedCApi() override { unsetenv("WASMELT_CHECKS"); }
};

TEST_F(CheckedCApi, CallsOfDestroyedInstancesAreErrors) {
  wasmelt_instance_t *instance = instantiate(R"((module (memory (export "m") 1)
    (func (export "f") (result i32) (i32.const 1))))");
  wasmelt_memory_t *memory = get(instance, "m").of.memory;
  EXPECT_EQ(call(instance, "f"), "1");
  wasmelt_store_destroy(store);
  store = nullptr;
  EXPECT_EQ(call(instance, "f"), "the store of the function that is called was destroyed");
  char byte;
  EXPECT_FALSE(wasmelt_memory_read(memory, 0, &byte, 1));
}

TEST_F(CheckedCApi, CallsWhileAnotherThreadIsInTheInstanceAreErrors) {
  std::atomic<bool> is_inside = false, may_leave = false;
  struct Flags {
    std::atomic<bool> &is_inside, &may_leave;
  } flags = {is_inside, may_leave};
  wasmelt_function_t *wait = makeFunction(
      {}, {},
      [](void *data, const wasmelt_value_t *, wasmelt_value_t *) -> wasmelt_error_t * {
        Flags &flags = *static_cast<Flags *>(data);
        flags.is_inside = true;
        flags.is_inside.notify_all();
        flags.may_leave.wait(false);
        return nullptr;
      },
      &flags);
  wasmelt_instance_t *instance = instantiate(R"((module (func $wait (import "" "wait"))
    (func (export "wait") (result i32) (call $wait) (i32.const 1))
    (func (export "f") (result i32) (i32.const 2))))",
                                             {asImport(wait)});
  ASSERT_TRUE(instance) << message;
  std::thread other([&] { EXPECT_EQ(call(instance, "wait"), "1"); });
  is_inside.wait(false);
  EXPECT_EQ(call(instance, "f"), "the instance is in use by another thread");
  may_leave = true;
  may_leave.notify_all();
  other.join();
  EXPECT_EQ(call(instance, "f"), "2");
}

using CApiDeathTest = CApi;

TEST_F(CApiDeathTest, DestroyingAStoreTwiceEndsTheProcessWithAMessage) {
  wasmelt_store_t *other = wasmelt_store_create(nullptr, nullptr);
  wasmelt_store_destroy(other);
  EXPECT_DEATH(wasmelt_store_destroy(other), "a store is destroyed at .* none any more");
}

TEST_F(CApi, ManyStoresComeAndGoInAnyOrder) {
  std::vector<wasmelt_store_t *> stores;
  for (int i = 0; i < 1000; ++i)
    stores.push_back(wasmelt_store_create(nullptr, nullptr));
  for (size_t i = 0; i < stores.size(); ++i)
    std::swap(stores[i], stores[i * 7919 % stores.size()]);
  for (wasmelt_store_t *each : stores)
    wasmelt_store_destroy(each);
}

} // namespace
} // namespace wasmelt
