// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tests of the C interface of libwasmelt.
#pragma once

#include "runtime-lib/include/wasmelt/wasmelt.h"
#include "test/unit/runtime-lib/compiled_library.h"

#include <string>
#include <vector>

namespace wasmelt {

/// What an error says; empty: there is none. Frees it.
inline std::string take(wasmelt_error_t *error) {
  std::string text = error ? wasmelt_error_message(error) : "";
  wasmelt_error_free(error);
  return text;
}

class CApi : public testing::Test {
protected:
  CApi() { use(nullptr); }
  ~CApi() override { wasmelt_store_destroy(store); }

  void use(const wasmelt_store_limits_t *limits) {
    wasmelt_store_destroy(store);
    store = wasmelt_store_create(limits, nullptr);
    ASSERT_TRUE(store);
  }
  const wasmelt_library_t *load(const std::string &wat) {
    wasmelt_error_t *error = nullptr;
    std::string path = compileToFile(wat, options);
    const wasmelt_library_t *library = wasmelt_library_load(path.c_str(), &error);
    EXPECT_TRUE(library) << take(error);
    return library;
  }
  wasmelt_instance_t *instantiate(const std::string &wat,
                                  std::vector<wasmelt_extern_t> imports = {}) {
    wasmelt_error_t *error = nullptr;
    wasmelt_instance_t *instance =
        wasmelt_instantiate(store, load(wat), imports.data(), imports.size(), &error);
    message = take(error);
    return instance;
  }
  /// Calls an export of i32s with one result: the result or what went wrong.
  std::string call(wasmelt_instance_t *instance, const char *name,
                   std::vector<int32_t> given = {}) {
    std::vector<wasmelt_value_t> args;
    for (int32_t value : given)
      args.push_back(wasmelt_i32(value));
    wasmelt_value_t result;
    if (wasmelt_error_t *error =
            wasmelt_call_export(instance, name, args.data(), args.size(), &result, 1))
      return take(error);
    return std::to_string(result.of.i32);
  }
  wasmelt_extern_t get(wasmelt_instance_t *instance, const char *name) {
    wasmelt_extern_t found = {};
    EXPECT_TRUE(wasmelt_instance_export(instance, name, &found)) << name;
    return found;
  }
  wasmelt_function_t *makeFunction(std::vector<wasmelt_type_t> params,
                                   std::vector<wasmelt_type_t> results, wasmelt_callback_t callback,
                                   void *data = nullptr) {
    wasmelt_signature_t signature = {params.data(), params.size(), results.data(), results.size()};
    return wasmelt_function_new(store, &signature, callback, data, nullptr);
  }
  static wasmelt_extern_t asImport(wasmelt_function_t *function) {
    wasmelt_extern_t e;
    e.kind = WASMELT_EXTERN_FUNCTION;
    e.of.function = function;
    return e;
  }

  wasmelt_store_t *store = nullptr;
  CompileOptions options;
  std::string message;
};

} // namespace wasmelt
