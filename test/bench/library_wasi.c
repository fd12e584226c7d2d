// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// library_wasi LIBRARY ARGUMENTS...: runs a WASI program that was compiled to a shared library.
// What least_wasi.h does not have answers "not supported".
#include "least_wasi.h"

#include <wasmelt/wasmelt.h>

#include <stdio.h>
#include <stdlib.h>

static u8 *memory;
static u8 *at(u32 address) { return memory + address; }

static void check(wasmelt_error_t *error) {
  if (!error)
    return;
  fprintf(stderr, "library_wasi: %s\n", wasmelt_error_message(error));
  exit(1);
}

typedef u32 (*Call)(const wasmelt_value_t *args);
typedef struct {
  const char *name;
  Call call;
} Row;

#define u32_at(index) (u32) args[index].of.i32
#define u64_at(index) (u64) args[index].of.i64
#define CALL(name, ...)                                                                            \
  static u32 call_##name(const wasmelt_value_t *args) { return wasi_##name(__VA_ARGS__); }
CALL(args_sizes_get, u32_at(0), u32_at(1))
CALL(args_get, u32_at(0), u32_at(1))
CALL(environ_sizes_get, u32_at(0), u32_at(1))
CALL(environ_get, u32_at(0), u32_at(1))
CALL(fd_write, u32_at(0), u32_at(1), u32_at(2), u32_at(3))
CALL(fd_read, u32_at(0), u32_at(1), u32_at(2), u32_at(3))
CALL(fd_fdstat_get, u32_at(0), u32_at(1))
CALL(fd_prestat_get, u32_at(0), u32_at(1))
CALL(fd_close, u32_at(0))
CALL(fd_seek, u32_at(0), u64_at(1), u32_at(2), u32_at(3))
CALL(clock_time_get, u32_at(0), u64_at(1), u32_at(2))
CALL(clock_res_get, u32_at(0), u32_at(1))
CALL(random_get, u32_at(0), u32_at(1))
static u32 call_proc_exit(const wasmelt_value_t *args) {
  fflush(NULL);
  _exit(args[0].of.i32);
}

static const Row rows[] = {
    {"args_sizes_get", call_args_sizes_get},
    {"args_get", call_args_get},
    {"environ_sizes_get", call_environ_sizes_get},
    {"environ_get", call_environ_get},
    {"fd_write", call_fd_write},
    {"fd_read", call_fd_read},
    {"fd_fdstat_get", call_fd_fdstat_get},
    {"fd_prestat_get", call_fd_prestat_get},
    {"fd_close", call_fd_close},
    {"fd_seek", call_fd_seek},
    {"clock_time_get", call_clock_time_get},
    {"clock_res_get", call_clock_res_get},
    {"random_get", call_random_get},
    {"proc_exit", call_proc_exit},
};

// `data` is a row, or null: not supported.
static wasmelt_error_t *answer(void *data, const wasmelt_value_t *args, wasmelt_value_t *results) {
  u32 result = data ? ((const Row *)data)->call(args) : nosys;
  results[0].of.i32 = (int32_t)result;
  return NULL;
}
static wasmelt_error_t *leave(void *data, const wasmelt_value_t *args, wasmelt_value_t *results) {
  ((const Row *)data)->call(args);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc < 2)
    return 2;
  argument_count = argc - 1;
  arguments = argv + 1;
  wasmelt_error_t *error = NULL;
  const wasmelt_library_t *library = wasmelt_library_load(argv[1], &error);
  check(error);
  wasmelt_store_t *store = wasmelt_store_create(NULL, &error);
  check(error);
  size_t count = wasmelt_library_import_count(library);
  wasmelt_extern_t *imports = calloc(count + 1, sizeof *imports);
  for (size_t i = 0; i != count; ++i) {
    wasmelt_import_t import = wasmelt_library_import(library, i);
    const Row *found = NULL;
    for (size_t row = 0; row != sizeof rows / sizeof *rows; ++row)
      if (strlen(rows[row].name) == import.name_size &&
          memcmp(rows[row].name, import.name, import.name_size) == 0)
        found = &rows[row];
    imports[i].kind = WASMELT_EXTERN_FUNCTION;
    imports[i].of.function = wasmelt_function_new(
        store, &import.type.signature, import.type.signature.result_count ? answer : leave,
        (void *)found, &error);
    check(error);
  }
  wasmelt_instance_t *instance = wasmelt_instantiate(store, library, imports, count, &error);
  check(error);
  wasmelt_extern_t exported;
  if (!wasmelt_instance_export(instance, "memory", &exported))
    return 2;
  memory = wasmelt_memory_data(exported.of.memory);
  check(wasmelt_call_export(instance, "_start", NULL, 0, NULL, 0));
  fflush(NULL);
  return 0;
}
