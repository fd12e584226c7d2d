// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// table.grow in a program; in a host process it is library/growth.cpp.
#include "runtime-lib/runtime_calls.h"
#include "runtime-lib/table.h"

using namespace wasmelt;

extern "C" int64_t wasmelt_rt_table_grow(void *table, int64_t delta, void *init) {
  return runtime::growTable(*static_cast<Table *>(table), static_cast<uint64_t>(delta), init);
}
