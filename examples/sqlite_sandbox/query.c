/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * query [--read-only] DATABASE STATEMENTS: runs statements in SQL that may be anybody's. SQLite is
 * a module that sees the folder of the database and nothing else, with limits on memory and time.
 * Rows go to standard output, with tabs between values. */
#include "sandbox.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>

enum { seconds = 3 };

/* Ends the program if something failed that is not SQLite's to say. */
static void check(wasmelt_error_t *error) {
  if (!error)
    return;
  fprintf(stderr, "query: %s\n", wasmelt_error_message(error));
  wasmelt_error_free(error);
  exit(2);
}

/* A string in the module's memory; null if it is not all inside. */
static const char *stringAt(sandbox_t *sandbox, int32_t address) {
  uint64_t size = sandbox_memory_size(sandbox);
  const char *string = (const char *)sandbox_memory_data(sandbox) + (uint32_t)address;
  if ((uint32_t)address >= size || !memchr(string, 0, size - (uint32_t)address))
    return NULL;
  return string;
}

/* The import: prints a row. */
static wasmelt_error_t *printRow(void *env, int32_t values, int32_t count) {
  sandbox_t *sandbox = *(sandbox_t **)env;
  for (int32_t i = 0; i < count; ++i) {
    uint32_t address;
    const char *value = "NULL";
    if (!sandbox_memory_read(sandbox, (uint32_t)values + 4 * (uint64_t)i, &address, 4) ||
        (address && !(value = stringAt(sandbox, (int32_t)address))))
      return wasmelt_error_new("the row is not in the module's memory");
    printf("%s%s", i ? "\t" : "", value);
  }
  putchar('\n');
  return NULL;
}

/* A copy of a string in the module's memory. */
static int32_t give(sandbox_t *sandbox, const char *string) {
  size_t size = strlen(string) + 1;
  int32_t address;
  check(sandbox_reserve(sandbox, (int32_t)size, &address));
  if (!address || !sandbox_memory_write(sandbox, (uint32_t)address, string, size))
    check(wasmelt_error_new("there is no room for a string"));
  return address;
}

/* Ends the program if SQLite said that something failed. */
static void checkCode(sandbox_t *sandbox, int32_t code) {
  if (!code)
    return;
  int32_t address;
  check(sandbox_message(sandbox, &address));
  const char *text = stringAt(sandbox, address);
  fprintf(stderr, "query: %s\n", text ? text : "unknown error");
  exit(1);
}

int main(int argc, char **argv) {
  int read_only = argc > 1 && strcmp(argv[1], "--read-only") == 0;
  if (argc - read_only != 3) {
    fprintf(stderr, "usage: query [--read-only] DATABASE STATEMENTS\n");
    return 2;
  }
  char *database = argv[1 + read_only], *statements = argv[2 + read_only];
  char path[4096];
  char *copy = strdup(database), *folder = strdup(database);
  if (!copy || !folder || snprintf(path, sizeof path, "/database/%s", basename(copy)) >= 4096)
    check(wasmelt_error_new("the name is too long"));

  wasmelt_error_t *error = NULL;
  wasmelt_wasi_t *wasi = wasmelt_wasi_create(&error);
  check(error);
  check(wasmelt_wasi_add_dir(wasi, dirname(folder), "/database",
                             read_only ? WASMELT_WASI_READ_ONLY : WASMELT_WASI_READ_WRITE));
  wasmelt_store_limits_t limits = {.total_memory = 256 << 20};
  wasmelt_store_t *store = wasmelt_store_create(&limits, &error);
  check(error);
  check(wasmelt_store_set_deadline(store, seconds * UINT64_C(1000000000)));

  sandbox_t *sandbox = NULL;
  sandbox_imports_t imports = {.wasi = wasi, .host_row = printRow, .host_row_env = &sandbox};
  sandbox = sandbox_create(store, &imports, &error);
  check(error);
  check(wasmelt_wasi_initialize(sandbox_instance(sandbox)));

  int32_t code;
  check(sandbox_open(sandbox, give(sandbox, path), read_only, &code));
  checkCode(sandbox, code);
  check(sandbox_query(sandbox, give(sandbox, statements), &code));
  checkCode(sandbox, code);
  check(sandbox_close(sandbox, &code));
  checkCode(sandbox, code);

  wasmelt_store_destroy(store);
  wasmelt_wasi_destroy(wasi);
  free(copy);
  free(folder);
  return 0;
}
