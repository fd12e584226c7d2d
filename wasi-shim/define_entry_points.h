// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Defines entry points as preview1.def tells: of those calls X for which WASMELT_WASI_HERE_X is
// defined as a comma. The including file has the function calls::X for each.
//
// An entry point sees to it that all that its addresses refer to lies in the guest's memory before
// anything is done, calls, and tells the tracer. To be included at a file's end.
#pragma once

#include "wasi-shim/entry_points.h"
#include "wasi-shim/guest_memory.h"
#include "wasi-shim/trace.h"
#include "wasi-shim/value_names.h"

namespace wasmelt::wasi {

#define WASMELT_WASI_CHECK(kind, name) &&memory.WASMELT_WASI_COLUMN4 WASMELT_WASI_KIND_##kind(name)
#define WASMELT_WASI_TRACE_TEXT(kind, name) ", " WASMELT_WASI_COLUMN5 WASMELT_WASI_KIND_##kind
#define WASMELT_WASI_TRACE_VALUES(kind, name)                                                      \
  , tracedValue(name) WASMELT_WASI_COLUMN6 WASMELT_WASI_KIND_##kind
#define WASMELT_WASI_TRACE(name, result, ...)                                                      \
  if (tracer) [[unlikely]] {                                                                       \
    const uint64_t values[] = {result WASMELT_WASI_EACH(WASMELT_WASI_TRACE_VALUES, __VA_ARGS__)};  \
    tracer(instance, #name "\0" WASMELT_WASI_EACH(WASMELT_WASI_TRACE_TEXT, __VA_ARGS__), values);  \
  }
#define WASMELT_WASI_ARGUMENT(kind, name) , name

#define WASMELT_WASI_ENTER_Errno(name, ...)                                                        \
  const GuestMemory memory(instance);                                                              \
  Errno error = true WASMELT_WASI_EACH(WASMELT_WASI_CHECK, __VA_ARGS__)                            \
                    ? calls::name(instance WASMELT_WASI_EACH(WASMELT_WASI_ARGUMENT, __VA_ARGS__))  \
                    : Errno::Fault;                                                                \
  WASMELT_WASI_TRACE(name, uint64_t(error), __VA_ARGS__)                                           \
  return error;
#define WASMELT_WASI_ENTER_NoReturn(name, ...)                                                     \
  WASMELT_WASI_TRACE(name, no_result, __VA_ARGS__)                                                 \
  calls::name(instance WASMELT_WASI_EACH(WASMELT_WASI_ARGUMENT, __VA_ARGS__));

#define WASMELT_WASI_DEFINE(name, result, ...)                                                     \
  WASMELT_WASI_RESULT_##result name(                                                               \
      Instance *instance WASMELT_WASI_EACH(WASMELT_WASI_PARAMETER, __VA_ARGS__)) {                 \
    WASMELT_WASI_ENTER_##result(name, __VA_ARGS__)                                                 \
  }
#define WASMELT_WASI_DO_NOT_DEFINE(...)
#define WASMELT_WASI_SECOND_OF(first, second, ...) second
#define WASMELT_WASI_SECOND(...) WASMELT_WASI_SECOND_OF(__VA_ARGS__)

#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  WASMELT_WASI_SECOND(WASMELT_WASI_HERE_##name WASMELT_WASI_DEFINE, WASMELT_WASI_DO_NOT_DEFINE, )  \
  (name, result, __VA_ARGS__)
#include "wasi-shim/preview1.def"

} // namespace wasmelt::wasi
