// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Declares every function of abi/runtime_calls.def: wasmelt_rt_<name>.
#pragma once

#include "runtime-lib/abi/instance_layout.h"

namespace wasmelt::runtime_call_types {
using Void = void;
using I32 = int32_t;
using I64 = int64_t;
using Ptr = void *;
} // namespace wasmelt::runtime_call_types

#define WASMELT_CALL_ATTRIBUTES_None
#define WASMELT_CALL_ATTRIBUTES_Pure
#define WASMELT_CALL_ATTRIBUTES_NoReturn [[noreturn]]
#define WASMELT_CALL_ATTRIBUTES_Throws [[noreturn]]
namespace wasmelt::runtime_call_types {
extern "C" {
#define WASMELT_RUNTIME_CALL(name, result, params, attributes)                                     \
  WASMELT_CALL_ATTRIBUTES_##attributes result wasmelt_rt_##name params;
#include "runtime-lib/abi/runtime_calls.def"
}
} // namespace wasmelt::runtime_call_types

#define WASMELT_RUNTIME_CALL(name, result, params, attributes)                                     \
  using wasmelt::runtime_call_types::wasmelt_rt_##name;
#include "runtime-lib/abi/runtime_calls.def"
