// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns rows of preview1.def into signature texts, for the compiler as well as for the shim.
//
//   #define WASMELT_WASI_CALL(name, result, ...)
//     {#name, WASMELT_WASI_SIGNATURE(result, __VA_ARGS__)},
//   #include "wasi-shim/preview1.def"
//
// gives {"fd_write", "iiii_i"}: the part of an import's symbol behind the colon (symbol_names.h).
#pragma once

#define WASMELT_WASI_MODULE "wasi_snapshot_preview1"
/// The module name of the draft before it, which old programs import.
#define WASMELT_WASI_UNSTABLE_MODULE "wasi_unstable"

/// The text "<parameters>_<results>" of a row.
#define WASMELT_WASI_SIGNATURE(result, ...)                                                        \
  WASMELT_WASI_EACH(WASMELT_WASI_LETTER, __VA_ARGS__) "_" WASMELT_WASI_RESULT_LETTER_##result

#define WASMELT_WASI_RESULT_LETTER_Errno "i"
#define WASMELT_WASI_RESULT_LETTER_NoReturn
#define WASMELT_WASI_LETTER(kind, name) WASMELT_WASI_LETTER_##kind
#define WASMELT_WASI_LETTER_Fd "i"
#define WASMELT_WASI_LETTER_Size "i"
#define WASMELT_WASI_LETTER_U32 "i"
#define WASMELT_WASI_LETTER_U64 "I"
#define WASMELT_WASI_LETTER_S64 "I"
#define WASMELT_WASI_LETTER_Ptr(type) "i"
#define WASMELT_WASI_LETTER_ConstPtr(type) "i"

/// macro(kind, name) for each parameter of a row (up to 15 of them).
#define WASMELT_WASI_EACH(macro, ...)                                                              \
  __VA_OPT__(WASMELT_WASI_RESCAN(WASMELT_WASI_EACH_STEP(macro, __VA_ARGS__)))
#define WASMELT_WASI_EACH_STEP(macro, first, ...)                                                  \
  macro first __VA_OPT__(WASMELT_WASI_EACH_AGAIN WASMELT_WASI_PARENTHESES(macro, __VA_ARGS__))
#define WASMELT_WASI_EACH_AGAIN() WASMELT_WASI_EACH_STEP
#define WASMELT_WASI_PARENTHESES ()
#define WASMELT_WASI_RESCAN(...) WASMELT_WASI_RESCAN4(WASMELT_WASI_RESCAN4(__VA_ARGS__))
#define WASMELT_WASI_RESCAN4(...) WASMELT_WASI_RESCAN2(WASMELT_WASI_RESCAN2(__VA_ARGS__))
#define WASMELT_WASI_RESCAN2(...) WASMELT_WASI_RESCAN1(WASMELT_WASI_RESCAN1(__VA_ARGS__))
#define WASMELT_WASI_RESCAN1(...) __VA_ARGS__
