// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// WASMELT_TRACE=wasi: a line on standard error for each call, with what its arguments mean and what
// came of it, as strace shows system calls.
//
// As every program that is not sealed can be traced, this has to be small: an entry point hands its
// arguments over as an array, together with a text that tells how to show them, which is made from
// preview1.def. trace.cpp reads both. In these texts, capital letters stand for values:
//
//   N  a number           S  with a sign      X  in hexadecimal digits
//   E  one of names       F  a set of bits that have names (names follow, each with a NUL behind
//   it,
//                            and one more)    R  rights     Z  an error
//   P  a path {address, length}
//   T  bytes that a call has stored {address, length}; U  {address, where their number is}
//   O  what a call has stored {address}, laid out as follows up to a closing parenthesis
//   L  a list of what follows up to there {address, count, size of one}; M  a list that the call
//      has stored {address, where the count is, size}
//   D  directory entries {address, where the number of bytes is}, laid out as follows, and names
//   V  a buffer {address, length}; B  a list of them that the call has filled {address, count, size
//      of one, where the number of bytes is}
//
// The values are the array's numbers, or lie in guest memory; a digit says that they have so many
// bytes from there on. `.` skips a value. `?` goes on after the next `:` unless the last value was
// 0, and `:` goes on after the next `;`. All else is shown as it is.
#pragma once

#include "runtime-lib/abi/instance_layout.h"
#include "wasi-shim/preview1_types.h"
#include "wasi-shim/value_names.h"

extern "C" {
/// Looks for WASMELT_TRACE and begins to trace. To be called before the program's first call.
/// Linked into programs that are not sealed: the compiler asks the linker for it.
__attribute__((weak)) void wasmelt_wasi_start_trace(char *const *environment);
}

namespace wasmelt::wasi {

/// What a call's text is shown with: its name, a NUL, and for each parameter `, ` and how. The
/// first value is the call's result, or no_result.
using Tracer = void (*)(const Instance *instance, const char *text, const uint64_t *values);
constexpr uint64_t no_result = UINT64_MAX;

/// Null as long as nothing is traced.
extern Tracer tracer;

inline uint64_t tracedValue(uint64_t number) { return number; }
template <class T>
uint64_t tracedValue(GuestPtr<T> pointer) {
  return pointer.address;
}

#define WASMELT_WASI_LAYOUT_Size "[4N]"
#define WASMELT_WASI_LAYOUT_Fd "[4N]"
#define WASMELT_WASI_LAYOUT_U64 "[8N]"
#define WASMELT_WASI_LAYOUT_Timestamp "[8N]"
#define WASMELT_WASI_LAYOUT_Roflags "[2FDATA_TRUNCATED\0\0]"
#define WASMELT_WASI_LAYOUT_Fdstat                                                                 \
  "{1E" WASMELT_WASI_NAMES_filetype "\0., 2F" WASMELT_WASI_NAMES_fd_flag "\0, 4.8R, R}"
#define WASMELT_WASI_LAYOUT_Filestat                                                               \
  "{8.ino=N, 1E" WASMELT_WASI_NAMES_filetype "\0......., 8nlink=N, size=N, atim=N, mtim=N, "       \
  "ctim=N}"
#define WASMELT_WASI_LAYOUT_Dirent "{8.ino=N, 4.1E" WASMELT_WASI_NAMES_filetype "\0, "
#define WASMELT_WASI_LAYOUT_Prestat "{1EDIR\0\0..., 4N}"
#define WASMELT_WASI_LAYOUT_Subscription                                                           \
  "{8.1E" WASMELT_WASI_NAMES_event "\0.......?4, E" WASMELT_WASI_NAMES_clock                       \
  "\0.8, N.2, FABSTIME\0\0:4, N;}"
#define WASMELT_WASI_LAYOUT_Event "{8.2Z, 1E" WASMELT_WASI_NAMES_event "\0....., 8N, 2FHANGUP\0\0}"

} // namespace wasmelt::wasi
