/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the guests of the conformance suite are made of (suite.py runs them). A file holds cases:
 *
 *   // What is promised, in a sentence.
 *   // setup: file f 0123
 *   CASE(reading_stops_at_the_end) {
 *     ...
 *     IS(SUCCESS, wasi_fd_read(fd, &vector, 1, &n));
 *     SAME(n, 4);
 *   }
 *
 * The name says the behaviour. Calls are raw imports, declared from preview1.def: wasi_fd_read and
 * so on take the numbers and addresses that the call takes, and return its error number. */
#pragma once

#include "wasi-shim/preview1.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

#define RAW_PARAMETER_(kind, name) , WASMELT_WASI_COLUMN2 WASMELT_WASI_KIND_##kind name
#define RAW_FIRST_(ignored, ...) __VA_ARGS__
#define RAW_FIRST(...) RAW_FIRST_(__VA_ARGS__)
#define RAW_RESULT_Errno uint32_t
#define RAW_RESULT_NoReturn _Noreturn void
#define RAW_DECLARE(prefix, module, call, result, ...)                                             \
  RAW_RESULT_##result prefix##call(                                                                \
      RAW_FIRST(ignored WASMELT_WASI_EACH(RAW_PARAMETER_, __VA_ARGS__)))                           \
      __attribute__((import_module(module), import_name(#call)));
#define WASMELT_WASI_CALL(call, result, ...)                                                       \
  RAW_DECLARE(wasi_, WASMELT_WASI_MODULE, call, result, __VA_ARGS__)
#include "wasi-shim/preview1.def"
/* The same of the older module: old_fd_seek. */
#define WASMELT_WASI_NEW_CALL(...)
#define WASMELT_WASI_CALL(call, result, ...)                                                       \
  RAW_DECLARE(old_, WASMELT_WASI_UNSTABLE_MODULE, call, result, __VA_ARGS__)
#include "wasi-shim/preview1.def"

typedef struct Case {
  const char *name;
  void (*run)(void);
  struct Case *next;
} Case;
extern Case *all_cases;

#define CASE(name)                                                                                 \
  static void case_##name(void);                                                                   \
  __attribute__((constructor)) static void add_##name(void) {                                      \
    static Case entry = {#name, case_##name, 0};                                                   \
    entry.next = all_cases;                                                                        \
    all_cases = &entry;                                                                            \
  }                                                                                                \
  static void case_##name(void)

/* Ends the case, as failed, unless the condition holds. */
#define CHECK(condition)                                                                           \
  do {                                                                                             \
    if (!(condition))                                                                              \
      failed(__FILE__, __LINE__, "not so: %s", #condition);                                        \
  } while (0)
/* The same for numbers that have to be equal: SAME(what, wanted). */
#define SAME(what, wanted)                                                                         \
  do {                                                                                             \
    long long got_ = (long long)(what), wanted_ = (long long)(wanted);                             \
    if (got_ != wanted_)                                                                           \
      failed(__FILE__, __LINE__, "%s is %lld, not %lld", #what, got_, wanted_);                    \
  } while (0)
/* The same for a call's result: IS(NOENT, wasi_path_open(...)). */
#define IS(error, call)                                                                            \
  do {                                                                                             \
    unsigned got_ = (unsigned)(call);                                                              \
    if (got_ != __WASI_ERRNO_##error)                                                              \
      failed(__FILE__, __LINE__, "%s is %s, not %s", #call, errorName(got_), #error);              \
  } while (0)
/* One of two errors, where the standard leaves it open. */
#define IS_EITHER(error, other, call)                                                              \
  do {                                                                                             \
    unsigned got_ = (unsigned)(call);                                                              \
    if (got_ != __WASI_ERRNO_##error && got_ != __WASI_ERRNO_##other)                              \
      failed(__FILE__, __LINE__, "%s is %s, not %s or %s", #call, errorName(got_), #error,         \
             #other);                                                                              \
  } while (0)
#define OK(call) IS(SUCCESS, call)

__attribute__((format(printf, 3, 4))) _Noreturn void failed(const char *file, int line,
                                                            const char *format, ...);
const char *errorName(unsigned error);

#define RIGHT(name) __WASI_RIGHTS_##name
#define OFLAG(name) __WASI_OFLAGS_##name
#define FDFLAG(name) __WASI_FDFLAGS_##name
#define FOLLOW __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW
#define ALL_RIGHTS 0x3fffffffull
/* What one may ask for a file, with and without writing. */
#define FILE_RIGHTS                                                                                \
  (RIGHT(FD_READ) | RIGHT(FD_WRITE) | RIGHT(FD_SEEK) | RIGHT(FD_TELL) | RIGHT(FD_FILESTAT_GET) |   \
   RIGHT(FD_FILESTAT_SET_SIZE) | RIGHT(FD_FILESTAT_SET_TIMES) | RIGHT(FD_ALLOCATE) |               \
   RIGHT(FD_ADVISE) | RIGHT(FD_SYNC) | RIGHT(FD_DATASYNC) | RIGHT(FD_FDSTAT_SET_FLAGS) |           \
   RIGHT(POLL_FD_READWRITE))
#define READ_RIGHTS                                                                                \
  (RIGHT(FD_READ) | RIGHT(FD_SEEK) | RIGHT(FD_TELL) | RIGHT(FD_FILESTAT_GET) | RIGHT(FD_ADVISE) |  \
   RIGHT(POLL_FD_READWRITE))
#define DIRECTORY_RIGHTS                                                                           \
  (RIGHT(PATH_CREATE_DIRECTORY) | RIGHT(PATH_CREATE_FILE) | RIGHT(PATH_LINK_SOURCE) |              \
   RIGHT(PATH_LINK_TARGET) | RIGHT(PATH_OPEN) | RIGHT(FD_READDIR) | RIGHT(PATH_READLINK) |         \
   RIGHT(PATH_RENAME_SOURCE) | RIGHT(PATH_RENAME_TARGET) | RIGHT(PATH_FILESTAT_GET) |              \
   RIGHT(PATH_FILESTAT_SET_SIZE) | RIGHT(PATH_FILESTAT_SET_TIMES) | RIGHT(FD_FILESTAT_GET) |       \
   RIGHT(FD_FILESTAT_SET_TIMES) | RIGHT(PATH_SYMLINK) | RIGHT(PATH_REMOVE_DIRECTORY) |             \
   RIGHT(PATH_UNLINK_FILE))

/* The first granted directory. */
#define ROOT 3u

/* A path argument: its address and length, as two arguments. */
#define PATH(text) (text), (uint32_t)strlen(text)

/* path_open from `dir`, following links, with the rights for reading and writing files, for what
 * the file inherits too. Returns the error and sets *fd. */
uint32_t openAs(uint32_t dir, const char *path, uint32_t oflags, uint64_t rights, uint32_t fdflags,
                uint32_t *fd);
/* The descriptor; the case fails if it cannot be opened. */
uint32_t mustOpen(const char *path, uint32_t oflags, uint64_t rights);
uint32_t mustOpenDirectory(const char *path);
/* Writing and reading with one buffer; the case fails if it does. read returns the length. */
void mustWrite(uint32_t fd, const char *text);
uint32_t mustRead(uint32_t fd, char *text, uint32_t size);
/* The rest of a file, as a string of at most 4095 characters. */
const char *contentsOf(const char *path);
__wasi_filestat_t statOf(uint32_t dir, uint32_t lookup, const char *path);
__wasi_fdstat_t fdstatOf(uint32_t fd);
/* Directory entries by repeated fd_readdir with a buffer of `size`, names joined by spaces, sorted;
 * without "." and "..". */
const char *namesIn(uint32_t dir, uint32_t size);
