// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is made of the rows of preview1.def: what kinds of parameters are, and signature texts, for
// the compiler as well as for the shim.
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
#define WASMELT_WASI_LETTER(kind, name) WASMELT_WASI_COLUMN1 WASMELT_WASI_KIND_##kind

/// What preview1.def's kinds of parameters are: signature letter, type in C (for guests), type in
/// C++, check (a member of GuestMemory), how they are traced (trace.h) and what that takes beside
/// the parameter, right.
#define WASMELT_WASI_KIND_Fd(right) ("i", uint32_t, Fd, isNoAddress, "N", (), Right##right)
#define WASMELT_WASI_KIND_Size ("i", uint32_t, Size, isNoAddress, "N", (), RightNone)
#define WASMELT_WASI_KIND_U32 ("i", uint32_t, U32, isNoAddress, "N", (), RightNone)
#define WASMELT_WASI_KIND_U64 ("I", uint64_t, U64, isNoAddress, "N", (), RightNone)
#define WASMELT_WASI_KIND_S64 ("I", int64_t, S64, isNoAddress, "S", (), RightNone)
#define WASMELT_WASI_KIND_Timestamp ("I", uint64_t, Timestamp, isNoAddress, "N", (), RightNone)
#define WASMELT_WASI_KIND_Rights ("I", uint64_t, Rights, isNoAddress, "R", (), RightNone)
#define WASMELT_WASI_KIND_Enum(names)                                                              \
  ("i", uint32_t, U32, isNoAddress, "E" WASMELT_WASI_NAMES_##names "\0", (), RightNone)
#define WASMELT_WASI_KIND_Flags(names)                                                             \
  ("i", uint32_t, U32, isNoAddress, "F" WASMELT_WASI_NAMES_##names "\0", (), RightNone)
#define WASMELT_WASI_KIND_In(type, count)                                                          \
  ("i", const void *, GuestPtr<const type>, counted(count).contains,                               \
   "L" WASMELT_WASI_LAYOUT_##type ")", (, count, sizeof(type)), RightNone)
#define WASMELT_WASI_KIND_Path(length)                                                             \
  ("i", const void *, GuestPtr<const Byte>, counted(length).contains, "P", (, length), RightNone)
#define WASMELT_WASI_KIND_Out(type)                                                                \
  ("i", void *, GuestPtr<type>, counted(1).contains, "O" WASMELT_WASI_LAYOUT_##type ")", (),       \
   RightNone)
#define WASMELT_WASI_KIND_OutList(type, count, used)                                               \
  ("i", void *, GuestPtr<type>, counted(count).contains, "M" WASMELT_WASI_LAYOUT_##type ")",       \
   (, used.address, sizeof(type)), RightNone)
#define WASMELT_WASI_KIND_OutBytes(length, used)                                                   \
  ("i", void *, GuestPtr<Byte>, counted(length).contains, "U", (, used.address), RightNone)
#define WASMELT_WASI_KIND_OutEntries(length, used)                                                 \
  ("i", void *, GuestPtr<Byte>, counted(length).contains, "D" WASMELT_WASI_LAYOUT_Dirent ")",      \
   (, used.address), RightNone)
#define WASMELT_WASI_KIND_OutName(length)                                                          \
  ("i", void *, GuestPtr<Byte>, counted(length).contains, "T", (, length), RightNone)
#define WASMELT_WASI_KIND_OutAll(type)                                                             \
  ("i", void *, GuestPtr<type>, isNoAddress, "X", (), RightNone)
#define WASMELT_WASI_KIND_InBuffers(count)                                                         \
  ("i", const void *, GuestPtr<const Iovec>, counted(count).contains, "L4V)",                      \
   (, count, sizeof(Iovec)), RightNone)
#define WASMELT_WASI_KIND_OutBuffers(count, done)                                                  \
  ("i", const void *, GuestPtr<const Iovec>, counted(count).contains, "B4V)",                      \
   (, count, sizeof(Iovec), done.address), RightNone)
#define WASMELT_WASI_COLUMN1(letter, c, cpp, check, trace, also, right) letter
#define WASMELT_WASI_COLUMN2(letter, c, cpp, check, trace, also, right) c
#define WASMELT_WASI_COLUMN3(letter, c, cpp, check, trace, also, right) cpp
#define WASMELT_WASI_COLUMN4(letter, c, cpp, check, trace, also, right) check
#define WASMELT_WASI_COLUMN5(letter, c, cpp, check, trace, also, right) trace
#define WASMELT_WASI_COLUMN6(letter, c, cpp, check, trace, also, right) WASMELT_WASI_UNWRAP also
#define WASMELT_WASI_COLUMN7(letter, c, cpp, check, trace, also, right) right
#define WASMELT_WASI_UNWRAP(...) __VA_ARGS__

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
