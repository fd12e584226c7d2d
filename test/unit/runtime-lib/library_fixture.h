// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tests that load, instantiate and call libraries through the C++ interface.
#pragma once

#include "runtime-lib/include/wasmelt/embed.h"
#include "test/unit/runtime-lib/compiled_library.h"

#include <string>
#include <vector>

namespace wasmelt::embed {

inline constexpr ValueType i32{valueTypeWord(ValueKind::I32), 0};

inline const Library *compileLibrary(const std::string &wat, OptLevel opt = OptLevel::O2,
                                     BoundsChecks bounds = BoundsChecks::Hardware) {
  Result result;
  const Library *library = loadLibrary(compileToFile(wat, opt, bounds).c_str(), result);
  EXPECT_TRUE(library) << result.message;
  return library;
}

/// A store with what is instantiated in it.
class LibraryTest : public testing::Test {
protected:
  LibraryTest() : store(createStore()) {}
  ~LibraryTest() override { destroyStore(store); }

  Instance *instantiateText(const std::string &wat, std::vector<Extern> imports = {}) {
    return instantiate(*store, *compileLibrary(wat), imports.data(), result);
  }
  Extern get(Instance *instance, const char *name) {
    Extern e;
    EXPECT_TRUE(findExport(*instance, name, e)) << name;
    return e;
  }
  /// Calls an export that takes and returns i32s; the message if it fails.
  std::string callText(Instance *instance, const char *name, std::vector<int32_t> args = {}) {
    Value values[8] = {};
    for (size_t i = 0; i < args.size(); ++i)
      values[i].i32 = args[i];
    Extern function = get(instance, name);
    if (!call(function.function, values, result))
      return result.message;
    return functionType(function.function->type).result_count ? std::to_string(values[0].i32) : "";
  }

  Store *store;
  Result result;
};

} // namespace wasmelt::embed
