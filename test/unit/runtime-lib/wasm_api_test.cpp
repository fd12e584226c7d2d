// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The standard C interface, wasm.h, with libraries that are compiled here: what hosts seldom do and
// do wrong. test/library/standard_hosts has whole hosts.
#include "runtime-lib/include/wasmelt/wasm.h"
#include "test/unit/runtime-lib/compiled_library.h"

#include <fstream>
#include <iterator>
#include <vector>

namespace wasmelt {
namespace {

wasm_val_t i32(int32_t value) {
  wasm_val_t result = {};
  result.kind = WASM_I32;
  result.of.i32 = value;
  return result;
}
wasm_val_t reference(wasm_ref_t *value) {
  wasm_val_t result = {};
  result.kind = WASM_EXTERNREF;
  result.of.ref = value;
  return result;
}

/// What a trap says; empty: there is none. Frees it.
std::string take(wasm_trap_t *trap) {
  if (!trap)
    return "";
  wasm_message_t message;
  wasm_trap_message(trap, &message);
  std::string text(message.data, message.size - 1);
  wasm_name_delete(&message);
  wasm_trap_delete(trap);
  return text;
}

std::string contentsOf(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class WasmApi : public testing::Test {
protected:
  WasmApi() {
    wasmelt_wasm_set_error_handler(
        [](void *data, const char *message) { static_cast<WasmApi *>(data)->reason = message; },
        this);
  }
  ~WasmApi() override {
    wasm_extern_vec_delete(&exports);
    wasm_store_delete(store);
    wasm_engine_delete(engine);
    wasmelt_wasm_set_error_handler(nullptr, nullptr);
  }

  wasm_module_t *load(const std::string &bytes) {
    wasm_byte_vec_t vector = {bytes.size(), const_cast<char *>(bytes.data())};
    return wasm_module_new(store, &vector);
  }
  wasm_module_t *compile(const std::string &wat) { return load(contentsOf(compileToFile(wat))); }

  /// Fills `exports`; empty, or why that failed.
  std::string instantiate(wasm_module_t *module, std::vector<wasm_extern_t *> imports = {}) {
    wasm_extern_vec_t vector = {imports.size(), imports.data()};
    wasm_trap_t *trap = nullptr;
    wasm_instance_t *instance = wasm_instance_new(store, module, &vector, &trap);
    wasm_module_delete(module);
    if (instance) {
      wasm_extern_vec_delete(&exports);
      wasm_instance_exports(instance, &exports);
    }
    wasm_instance_delete(instance);
    return take(trap);
  }
  wasm_func_t *function(size_t index) { return wasm_extern_as_func(exports.data[index]); }
  /// Calls an export with one result: that, or why there is none.
  std::string call(wasm_func_t *called, std::vector<wasm_val_t> args) {
    wasm_val_t result = {};
    wasm_val_vec_t given = {args.size(), args.data()};
    wasm_val_vec_t wanted = {wasm_func_result_arity(called), &result};
    if (wasm_trap_t *trap = wasm_func_call(called, &given, &wanted))
      return take(trap);
    std::string text = wasm_valkind_is_ref(result.kind) ? result.of.ref ? "a reference" : "null"
                                                        : std::to_string(result.of.i32);
    if (wanted.size)
      wasm_val_delete(&result);
    return text;
  }
  wasm_func_t *hostFunction(wasm_functype_t *type, wasm_func_callback_t callback) {
    wasm_func_t *made = wasm_func_new(store, type, callback);
    wasm_functype_delete(type);
    return made;
  }

  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_extern_vec_t exports = WASM_EMPTY_VEC;
  std::string reason; ///< what the handler was told last
};

wasm_trap_t *twice(const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  results->data[0] = i32(2 * args->data[0].of.i32);
  return nullptr;
}
wasm_functype_t *i32ToI32() {
  return wasm_functype_new_1_1(wasm_valtype_new_i32(), wasm_valtype_new_i32());
}

TEST_F(WasmApi, aModuleThatIsNotCompiledIsRefusedWithTheWayToCompileIt) {
  EXPECT_FALSE(load(std::string("\0asm\1\0\0\0", 8)));
  EXPECT_NE(reason.find("wasmelt lib.wasm --shared -o lib.so"), std::string::npos) << reason;
}

TEST_F(WasmApi, bytesThatAreNoLibraryAreRefused) {
  EXPECT_FALSE(load(""));
  EXPECT_EQ(reason, "this is no library that wasmelt made: it is no ELF file");
  EXPECT_FALSE(load("\177ELF and nothing more"));
  EXPECT_EQ(reason.find("cannot load "), 0u) << reason;
  reason.clear();
  wasm_byte_vec_t empty = WASM_EMPTY_VEC;
  EXPECT_FALSE(wasm_module_validate(store, &empty));
  EXPECT_EQ(reason, "");
}

TEST_F(WasmApi, theSameBytesAreLoadedOnceAndTheSameFileToo) {
  std::string path = compileToFile(R"((module (func (export "f") (result i32) (i32.const 7))))");
  wasm_module_t *by_path = wasmelt_wasm_module_load(store, path.c_str());
  ASSERT_TRUE(by_path) << reason;
  wasm_byte_vec_t bytes;
  wasm_module_serialize(by_path, &bytes);
  EXPECT_EQ(std::string(bytes.data, bytes.size), contentsOf(path));
  wasm_module_t *by_bytes = wasm_module_deserialize(store, &bytes);
  ASSERT_TRUE(by_bytes) << reason;
  wasm_byte_vec_delete(&bytes);
  wasm_module_delete(by_path);
  EXPECT_EQ(instantiate(by_bytes), "");
  EXPECT_EQ(call(function(0), {}), "7");
  EXPECT_FALSE(wasmelt_wasm_module_load(store, (path + ".none").c_str()));
  EXPECT_NE(reason.find(".none"), std::string::npos) << reason;
}

TEST_F(WasmApi, importsThatDoNotMatchAreNamed) {
  const char *wat = R"((module (import "from" "f" (func (param i64)))
                               (import "from" "g" (global i32))))";
  EXPECT_EQ(instantiate(compile(wat)), "the module has 2 imports, not 0");
  wasm_func_t *wrong = hostFunction(i32ToI32(), twice);
  EXPECT_EQ(instantiate(compile(wat), {wasm_func_as_extern(wrong), nullptr}),
            "incompatible import type: \"from\" \"f\"");
  wasm_func_delete(wrong);
  EXPECT_EQ(instantiate(compile(wat), {nullptr, nullptr}), "unknown import: \"from\" \"f\"");
  EXPECT_EQ(reason, "");
  wasm_module_t *module = compile(wat);
  EXPECT_FALSE(wasm_instance_new(store, module, nullptr, nullptr));
  EXPECT_EQ(reason, "the module has 2 imports, not 0");
  wasm_module_delete(module);
}

TEST_F(WasmApi, thingsOfAnotherStoreAreRefused) {
  wasm_store_t *other = wasm_store_new(engine);
  wasm_functype_t *type = i32ToI32();
  wasm_func_t *foreign = wasm_func_new(other, type, twice);
  wasm_functype_delete(type);
  EXPECT_EQ(instantiate(compile(R"((module (import "" "f" (func (param i32) (result i32)))))"),
                        {wasm_func_as_extern(foreign)}),
            "import 0 is in another store");
  ASSERT_EQ(instantiate(compile(R"((module (func (export "f") (param externref))))")), "");
  EXPECT_EQ(call(function(0), {reference(wasm_func_as_ref(foreign))}),
            "argument 0 is not externref");
  wasm_func_delete(foreign);
  wasm_store_delete(other);
}

TEST_F(WasmApi, aCallWithTheWrongArgumentsDoesNotRun) {
  ASSERT_EQ(instantiate(
                compile(R"((module (func (export "f") (param i32) (result i32) (local.get 0))))")),
            "");
  EXPECT_EQ(call(function(0), {i32(-5)}), "-5");
  EXPECT_EQ(call(function(0), {}), "the function takes 1 arguments and has 1 results, not 0 and 1");
  EXPECT_EQ(call(function(0), {reference(nullptr)}), "argument 0 is not i32");
}

TEST_F(WasmApi, aResultOfTheWrongTypeIsATrap) {
  wasm_func_t *wrong =
      hostFunction(i32ToI32(), [](const wasm_val_vec_t *, wasm_val_vec_t *results) {
        results->data[0].kind = WASM_F32;
        return static_cast<wasm_trap_t *>(nullptr);
      });
  ASSERT_EQ(instantiate(compile(R"((module (import "" "f" (func $f (param i32) (result i32)))
                                     (func (export "f") (param i32) (result i32)
                                       (call $f (local.get 0)))))"),
                        {wasm_func_as_extern(wrong)}),
            "");
  wasm_func_delete(wrong);
  EXPECT_EQ(call(function(0), {i32(1)}), "result 0 of a function of the host is not i32");
}

TEST_F(WasmApi, whatHasNoValuesIsRefusedWithItsType) {
  ASSERT_EQ(instantiate(compile(R"((module
              (func (export "takes") (param v128))
              (func (export "gives") (result v128) (v128.const i32x4 1 2 3 4))
              (global (export "g") v128 (v128.const i32x4 1 2 3 4))
              (func (export "throws") (param exnref))))")),
            "");
  EXPECT_EQ(call(function(0), {i32(1)}), "argument 0 is not v128");
  EXPECT_EQ(call(function(1), {}), "result 0 is v128, which wasm.h has no values of");
  EXPECT_EQ(call(function(3), {reference(nullptr)}), "argument 0 is not exnref");
  wasm_val_t value;
  wasm_global_get(wasm_extern_as_global(exports.data[2]), &value);
  EXPECT_EQ(reason, "the value of a global is v128, which wasm.h has no values of");
  EXPECT_EQ(value.kind, WASMELT_WASM_V128);
  wasm_functype_t *type = wasm_func_type(function(3));
  EXPECT_EQ(wasm_valtype_kind(wasm_functype_params(type)->data[0]), WASMELT_WASM_OTHER_REF);
  wasm_functype_delete(type);
  // From instance to instance they can be passed.
  wasm_extern_t *import = wasm_extern_copy(exports.data[1]);
  EXPECT_EQ(instantiate(compile(R"((module (import "" "f" (func $f (result v128)))
                                     (func (export "f") (result i32)
                                       (i32x4.extract_lane 2 (call $f)))))"),
                        {import}),
            "");
  wasm_extern_delete(import);
  EXPECT_EQ(call(function(0), {}), "3");
}

TEST_F(WasmApi, functionsAreTheSameByWhateverWayTheyCome) {
  wasm_func_t *host = hostFunction(i32ToI32(), twice);
  ASSERT_EQ(instantiate(compile(R"((module
              (import "" "f" (func $f (param i32) (result i32)))
              (table (export "table") funcref (elem $f $g))
              (func $g (export "g"))
              (export "f" (func $f))
              (func (export "get") (param i32) (result funcref) (table.get (local.get 0)))
              (func (export "reference") (result funcref) (ref.func $f))))"),
                        {wasm_func_as_extern(host)}),
            "");
  EXPECT_TRUE(wasm_func_same(host, function(2)));
  EXPECT_FALSE(wasm_func_same(host, function(1)));
  wasm_table_t *table = wasm_extern_as_table(exports.data[0]);
  auto is = [](wasm_ref_t *taken, wasm_func_t *expected) {
    bool result = wasm_ref_same(taken, wasm_func_as_ref(expected));
    wasm_ref_delete(taken);
    return result;
  };
  EXPECT_TRUE(is(wasm_table_get(table, 0), host));
  EXPECT_TRUE(is(wasm_table_get(table, 1), function(1)));
  wasm_val_t index = i32(0), result;
  wasm_val_vec_t args = {1, &index}, results = {1, &result}, none = WASM_EMPTY_VEC;
  ASSERT_EQ(take(wasm_func_call(function(3), &args, &results)), "");
  EXPECT_TRUE(is(result.of.ref, host));
  ASSERT_EQ(take(wasm_func_call(function(4), &none, &results)), "");
  EXPECT_TRUE(is(result.of.ref, host));
  wasm_func_set_host_info(host, this);
  EXPECT_EQ(wasm_extern_get_host_info(exports.data[2]), this);
  wasm_func_delete(host);
}

TEST_F(WasmApi, typedReferencesAreChecked) {
  ASSERT_EQ(instantiate(compile(R"((module
              (type $unary (func (param i32) (result i32)))
              (func (export "call") (param (ref null $unary) i32) (result i32)
                (call_ref $unary (local.get 1) (local.get 0)))
              (func (export "own") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))
              (func (export "strict") (param (ref $unary)))
              (func (export "other"))))")),
            "");
  wasm_func_t *host = hostFunction(i32ToI32(), twice);
  EXPECT_EQ(call(function(0), {reference(wasm_func_as_ref(function(1))), i32(5)}), "15");
  EXPECT_EQ(call(function(0), {reference(wasm_func_as_ref(host)), i32(5)}), "10");
  EXPECT_EQ(call(function(0), {reference(nullptr), i32(5)}), "null function reference");
  EXPECT_EQ(call(function(0), {reference(wasm_func_as_ref(function(3))), i32(5)}),
            "argument 0 is not a reference to a defined type");
  EXPECT_EQ(call(function(2), {reference(nullptr)}),
            "argument 0 is not a reference to a defined type");
  wasm_func_delete(host);
}

TEST_F(WasmApi, typesOfImportsMakeWhatIsImported) {
  const char *wat = R"((module
      (rec (type $a (func (param (ref null $b)))) (type $b (func (param (ref null $a)))))
      (import "" "function" (func (type $b)))
      (import "" "memory" (memory i64 1 5000000000))
      (import "" "shared" (memory 1 2 shared))
      (import "" "table" (table i64 3 (ref null $a)))
      (import "" "global" (global (mut (ref null $a))))))";
  wasm_module_t *module = compile(wat);
  wasm_importtype_vec_t imports;
  wasm_module_imports(module, &imports);
  auto type = [&](size_t i) { return wasm_importtype_type(imports.data[i]); };
  const wasm_limits_t *limits =
      wasm_memorytype_limits(wasm_externtype_as_memorytype_const(type(1)));
  EXPECT_EQ(limits->max, UINT32_MAX - 1);
  EXPECT_FALSE(wasm_externtype_as_functype_const(type(1)));
  wasm_func_t *function = wasm_func_new(store, wasm_externtype_as_functype_const(type(0)), twice);
  wasm_memory_t *memory = wasm_memory_new(store, wasm_externtype_as_memorytype_const(type(1)));
  wasm_memory_t *shared = wasm_memory_new(store, wasm_externtype_as_memorytype_const(type(2)));
  wasm_tabletype_t *table_type = wasm_tabletype_copy(wasm_externtype_as_tabletype_const(type(3)));
  wasm_table_t *table = wasm_table_new(store, table_type, nullptr);
  wasm_tabletype_delete(table_type);
  wasm_val_t null = reference(nullptr);
  wasm_global_t *global =
      wasm_global_new(store, wasm_externtype_as_globaltype_const(type(4)), &null);
  ASSERT_TRUE(function && memory && shared && table && global) << reason;
  EXPECT_EQ(instantiate(module, {wasm_func_as_extern(function), wasm_memory_as_extern(memory),
                                 wasm_memory_as_extern(shared), wasm_table_as_extern(table),
                                 wasm_global_as_extern(global)}),
            "");
  wasm_importtype_vec_delete(&imports);
  wasm_func_delete(function);
  wasm_memory_delete(memory);
  wasm_memory_delete(shared);
  wasm_table_delete(table);
  wasm_global_delete(global);
}

TEST_F(WasmApi, whatCannotBeMadeIsNullWithAReason) {
  wasm_limits_t limits = {2, 1};
  wasm_memorytype_t *memory = wasm_memorytype_new(&limits);
  EXPECT_FALSE(wasm_memory_new(store, memory));
  EXPECT_EQ(reason, "the minimum is larger than the maximum");
  wasm_memorytype_delete(memory);
  limits = {65537, wasm_limits_max_default};
  memory = wasm_memorytype_new(&limits);
  EXPECT_FALSE(wasm_memory_new(store, memory));
  EXPECT_EQ(reason, "the limits are larger than 65536, the most there can be");
  wasm_memorytype_delete(memory);
  limits = {1, 1};
  wasm_tabletype_t *table = wasm_tabletype_new(wasm_valtype_new_i32(), &limits);
  EXPECT_FALSE(wasm_table_new(store, table, nullptr));
  EXPECT_EQ(reason, "elements of tables are references, not i32");
  wasm_tabletype_delete(table);
  wasm_globaltype_t *global = wasm_globaltype_new(wasm_valtype_new_i32(), WASM_CONST);
  wasm_val_t value = reference(nullptr);
  EXPECT_FALSE(wasm_global_new(store, global, &value));
  EXPECT_EQ(reason, "a global's value is not i32");
  value = i32(1);
  wasm_global_t *made = wasm_global_new(store, global, &value);
  wasm_global_set(made, &value);
  EXPECT_EQ(reason, "a global is set that is constant");
  wasm_global_delete(made);
  wasm_globaltype_delete(global);
  EXPECT_FALSE(wasm_valtype_new(77));
  EXPECT_EQ(reason, "wasm_valtype_new: there is no type of kind 77");
}

TEST_F(WasmApi, aTrapThatIsHandedOnIsTheSameAndKeepsItsFrames) {
  wasm_functype_t *type = wasm_functype_new_0_0();
  static wasm_func_t *inner;
  static wasm_trap_t *seen;
  wasm_func_t *outer = wasm_func_new(store, type, [](const wasm_val_vec_t *, wasm_val_vec_t *) {
    wasm_trap_t *trap = wasm_func_call(inner, nullptr, nullptr);
    seen = wasm_trap_copy(trap);
    return trap;
  });
  wasm_functype_delete(type);
  ASSERT_EQ(instantiate(compile(R"((module
              (import "" "f" (func $f))
              (func (export "outer") (call $f))
              (func (export "inner") (unreachable))))"),
                        {wasm_func_as_extern(outer)}),
            "");
  wasm_func_delete(outer);
  inner = function(1);
  wasm_trap_t *trap = wasm_func_call(function(0), nullptr, nullptr);
  EXPECT_TRUE(wasm_trap_same(trap, seen));
  wasm_frame_t *origin = wasm_trap_origin(trap);
  ASSERT_TRUE(origin);
  EXPECT_EQ(wasm_frame_func_index(origin), 2u);
  EXPECT_STREQ(wasmelt_wasm_frame_function_name(origin), "inner");
  wasm_frame_delete(origin);
  wasm_trap_delete(trap);
  EXPECT_EQ(take(seen), "unreachable");
}

TEST_F(WasmApi, aLongMessageIsWhole) {
  static const std::string text(5000, 'x');
  wasm_functype_t *type = wasm_functype_new_0_0();
  wasm_func_t *thrower = wasm_func_new_with_env(
      store, type,
      [](void *env, const wasm_val_vec_t *, wasm_val_vec_t *) {
        wasm_message_t message;
        wasm_name_new_from_string_nt(&message, text.c_str());
        wasm_trap_t *trap = wasm_trap_new(static_cast<wasm_store_t *>(env), &message);
        wasm_name_delete(&message);
        return trap;
      },
      store, nullptr);
  wasm_functype_delete(type);
  ASSERT_EQ(instantiate(compile(R"((module (import "" "f" (func $f))
                                     (func (export "f") (call $f))))"),
                        {wasm_func_as_extern(thrower)}),
            "");
  wasm_func_delete(thrower);
  EXPECT_EQ(call(function(0), {}), text);
}

TEST_F(WasmApi, anExceptionThatNothingCatchesIsATrap) {
  ASSERT_EQ(instantiate(compile(R"((module (tag $t) (func (export "f") (throw $t))))")), "");
  EXPECT_EQ(call(function(0), {}), "uncaught exception");
}

TEST_F(WasmApi, aReplacedHostInfoIsFinalizedAndTheSameOneIsNot) {
  int count = 0;
  auto finalizer = [](void *info) { ++*static_cast<int *>(info); };
  wasm_foreign_t *object = wasm_foreign_new(store);
  wasm_foreign_set_host_info_with_finalizer(object, &count, finalizer);
  wasm_foreign_set_host_info_with_finalizer(object, &count, finalizer);
  EXPECT_EQ(count, 0);
  wasm_foreign_set_host_info(object, nullptr);
  EXPECT_EQ(count, 1);
  EXPECT_FALSE(wasm_foreign_get_host_info(object));
  wasm_foreign_delete(object);
  EXPECT_EQ(count, 1);
}

TEST_F(WasmApi, aFinalizerMayGiveBackReferences) {
  ASSERT_EQ(instantiate(compile(R"((module (memory (export "m") 1)))")), "");
  wasm_memory_t *own = wasm_memory_copy(wasm_extern_as_memory(exports.data[0]));
  wasm_functype_t *type = i32ToI32();
  wasm_func_t *user = wasm_func_new_with_env(
      store, type,
      [](void *, const wasm_val_vec_t *, wasm_val_vec_t *) {
        return static_cast<wasm_trap_t *>(nullptr);
      },
      own, [](void *env) { wasm_memory_delete(static_cast<wasm_memory_t *>(env)); });
  wasm_functype_delete(type);
  wasm_func_delete(user);
}

TEST_F(WasmApi, manyThingsAreFoundAgain) {
  wasm_functype_t *type = i32ToI32();
  std::vector<wasm_func_t *> made;
  for (int i = 0; i != 500; ++i) {
    made.push_back(wasm_func_new(store, type, twice));
    wasm_func_set_host_info(made.back(), &made);
  }
  wasm_functype_delete(type);
  wasm_limits_t limits = {500, 500};
  wasm_tabletype_t *table_type = wasm_tabletype_new(wasm_valtype_new_funcref(), &limits);
  wasm_table_t *table = wasm_table_new(store, table_type, nullptr);
  wasm_tabletype_delete(table_type);
  ASSERT_EQ(instantiate(compile(R"((module (func (export "f") (param i32) (result i32)
                                     (local.get 0))))")),
            ""); // gives the type its code
  for (unsigned i = 0; i != 500; ++i)
    ASSERT_TRUE(wasm_table_set(table, i, wasm_func_as_ref(made[i])));
  for (unsigned i = 0; i != 500; ++i) {
    wasm_ref_t *found = wasm_table_get(table, i);
    EXPECT_TRUE(wasm_ref_same(found, wasm_func_as_ref(made[i])));
    EXPECT_EQ(wasm_ref_get_host_info(found), &made);
    wasm_ref_delete(found);
    wasm_func_delete(made[i]);
  }
  wasm_table_delete(table);
}

TEST_F(WasmApi, vectorsOwnTheirElements) {
  wasm_val_t values[3] = {i32(1), reference(wasm_foreign_as_ref(wasm_foreign_new(store))),
                          reference(nullptr)};
  wasm_val_vec_t vector, copy;
  wasm_val_vec_new(&vector, 3, values);
  wasm_val_vec_copy(&copy, &vector);
  EXPECT_TRUE(wasm_ref_same(copy.data[1].of.ref, vector.data[1].of.ref));
  wasm_val_vec_delete(&vector);
  EXPECT_EQ(vector.size, 0u);
  EXPECT_FALSE(vector.data);
  EXPECT_EQ(copy.data[0].of.i32, 1);
  wasm_val_vec_delete(&copy);

  wasm_valtype_vec_t types;
  wasm_valtype_vec_new_uninitialized(&types, 2);
  EXPECT_FALSE(types.data[0]);
  types.data[0] = wasm_valtype_new_f64();
  wasm_valtype_vec_t same;
  wasm_valtype_vec_copy(&same, &types);
  EXPECT_EQ(wasm_valtype_kind(same.data[0]), WASM_F64);
  EXPECT_FALSE(same.data[1]);
  wasm_valtype_vec_delete(&types);
  wasm_valtype_vec_delete(&same);
}

} // namespace
} // namespace wasmelt
