// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What preview1.def tells the compiler.
#include "wasi-shim/preview1.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace {

std::map<std::string, std::string> signatures() {
  return {
#define WASMELT_WASI_CALL(name, result, ...) {#name, WASMELT_WASI_SIGNATURE(result, __VA_ARGS__)},
#include "wasi-shim/preview1.def"
  };
}

TEST(Signatures, AllCallsOfTheStandard) { EXPECT_EQ(signatures().size(), 46u); }

TEST(Signatures, FollowFromTheKindsOfParameters) {
  auto all = signatures();
  EXPECT_EQ(all["fd_write"], "iiii_i");
  EXPECT_EQ(all["fd_seek"], "iIii_i");
  EXPECT_EQ(all["path_open"], "iiiiiIIii_i");
  EXPECT_EQ(all["proc_exit"], "i_");
  EXPECT_EQ(all["sched_yield"], "_i");
  EXPECT_EQ(all["path_filestat_set_times"], "iiiiIIi_i");
}

TEST(Signatures, TheOldModuleLacksOneCall) {
  int count = 0;
#define WASMELT_WASI_NEW_CALL(name, result, ...)
#define WASMELT_WASI_CALL(name, result, ...) ++count;
#include "wasi-shim/preview1.def"
  EXPECT_EQ(count, 45);
}

} // namespace
