// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How the values of flags and small enumerations are called, for tracing and for the manual: names
// from the lowest bit or from 0 on, each ended by a NUL.
#pragma once

#define WASMELT_WASI_NAMES_clock "REALTIME\0MONOTONIC\0PROCESS_CPUTIME\0THREAD_CPUTIME\0"
#define WASMELT_WASI_NAMES_advice "NORMAL\0SEQUENTIAL\0RANDOM\0WILLNEED\0DONTNEED\0NOREUSE\0"
#define WASMELT_WASI_NAMES_whence "SET\0CUR\0END\0"
#define WASMELT_WASI_NAMES_filetype                                                                \
  "UNKNOWN\0BLOCK_DEVICE\0CHARACTER_DEVICE\0DIRECTORY\0REGULAR_FILE\0SOCKET_DGRAM\0SOCKET_"        \
  "STREAM\0"                                                                                       \
  "SYMBOLIC_LINK\0"
#define WASMELT_WASI_NAMES_event "CLOCK\0FD_READ\0FD_WRITE\0"

#define WASMELT_WASI_NAMES_fd_flag "APPEND\0DSYNC\0NONBLOCK\0RSYNC\0SYNC\0"
#define WASMELT_WASI_NAMES_fst_flag "ATIM\0ATIM_NOW\0MTIM\0MTIM_NOW\0"
#define WASMELT_WASI_NAMES_lookup "SYMLINK_FOLLOW\0"
#define WASMELT_WASI_NAMES_oflag "CREAT\0DIRECTORY\0EXCL\0TRUNC\0"
#define WASMELT_WASI_NAMES_recv "PEEK\0WAITALL\0"
#define WASMELT_WASI_NAMES_shutdown "RD\0WR\0"
