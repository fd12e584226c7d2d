// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Declares the C++ function of every call in preview1.def under the linker symbol that compiled
// modules refer to. They live in a namespace because some share their name with the C library.
#pragma once

#include "runtime-lib/abi/instance_layout.h"
#include "runtime-lib/abi/symbol_names.h"
#include "wasi-shim/preview1.h"
#include "wasi-shim/preview1_types.h"

namespace wasmelt::wasi {

#define WASMELT_WASI_TYPE_Fd Fd
#define WASMELT_WASI_TYPE_Size Size
#define WASMELT_WASI_TYPE_U32 U32
#define WASMELT_WASI_TYPE_U64 U64
#define WASMELT_WASI_TYPE_S64 S64
#define WASMELT_WASI_TYPE_Ptr(type) GuestPtr<type>
#define WASMELT_WASI_TYPE_ConstPtr(type) GuestPtr<const type>
#define WASMELT_WASI_PARAMETER(kind, name) , WASMELT_WASI_TYPE_##kind name
#define WASMELT_WASI_RESULT_Errno Errno
#define WASMELT_WASI_RESULT_NoReturn [[noreturn]] void

// Object formats that put a character before C names put it before the compiler's names too.
#define WASMELT_WASI_TEXT(x) WASMELT_WASI_TEXT2(x)
#define WASMELT_WASI_TEXT2(x) #x
#define WASMELT_WASI_SYMBOL(module, name, result, ...)                                             \
  __asm__(WASMELT_WASI_TEXT(__USER_LABEL_PREFIX__) WASMELT_SYMBOL_IMPORT_PREFIX module             \
          "." #name ":" WASMELT_WASI_SIGNATURE(result, __VA_ARGS__))

#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  WASMELT_WASI_RESULT_##result name(                                                               \
      Instance *instance WASMELT_WASI_EACH(WASMELT_WASI_PARAMETER, __VA_ARGS__))                   \
      WASMELT_WASI_SYMBOL(WASMELT_WASI_MODULE, name, result, __VA_ARGS__);
#include "wasi-shim/preview1.def"

} // namespace wasmelt::wasi
