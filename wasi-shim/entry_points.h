// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Declares the entry point of every call in preview1.def under the linker symbol that compiled
// modules refer to, and the rights that calls ask for. They live in a namespace because some share
// their name with the C library. What a call does is a function of the same name in the namespace
// `calls`; the entry points are defined beside it, by define_entry_points.h.
#pragma once

#include "runtime-lib/abi/instance_layout.h"
#include "runtime-lib/abi/symbol_names.h"
#include "wasi-shim/preview1.h"
#include "wasi-shim/preview1_types.h"

namespace wasmelt::wasi {

#define WASMELT_WASI_PARAMETER(kind, name) , WASMELT_WASI_COLUMN3 WASMELT_WASI_KIND_##kind name
#define WASMELT_WASI_RESULT_Errno Errno
#define WASMELT_WASI_RESULT_NoReturn [[noreturn]] void

// Object formats that put a character before C names put it before the compiler's names too.
#define WASMELT_WASI_QUOTE(x) WASMELT_WASI_QUOTE2(x)
#define WASMELT_WASI_QUOTE2(x) #x
#define WASMELT_WASI_SYMBOL(module, name, result, ...)                                             \
  __asm__(WASMELT_WASI_QUOTE(__USER_LABEL_PREFIX__) WASMELT_SYMBOL_IMPORT_PREFIX module            \
          "." #name ":" WASMELT_WASI_SIGNATURE(result, __VA_ARGS__))

#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  WASMELT_WASI_RESULT_##result name(                                                               \
      Instance *instance WASMELT_WASI_EACH(WASMELT_WASI_PARAMETER, __VA_ARGS__))                   \
      WASMELT_WASI_SYMBOL(WASMELT_WASI_MODULE, name, result, __VA_ARGS__);
#include "wasi-shim/preview1.def"

/// The right that a call asks of a descriptor: needs::path_link::old_fd.
template <Rights right>
struct Need {
  constexpr operator Rights() const { return right; }
};
#define WASMELT_WASI_NEED(kind, name)                                                              \
  static constexpr Need<WASMELT_WASI_COLUMN7 WASMELT_WASI_KIND_##kind> name{};
namespace needs {
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  struct name {                                                                                    \
    WASMELT_WASI_EACH(WASMELT_WASI_NEED, __VA_ARGS__)                                              \
  };
#include "wasi-shim/preview1.def"
} // namespace needs

} // namespace wasmelt::wasi
