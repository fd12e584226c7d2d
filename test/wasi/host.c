// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs a command that was compiled to a shared library, as its executable would: with what the same
// variables grant. This way the conformance suite shows what WASI does in a host's process.
//
//   WASMELT_DIRS=HOST::GUEST[:ro],... WASMELT_ENV=NAME=VALUE,... host LIBRARY [ARGUMENT...]
#include <wasmelt/wasi.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void check(wasmelt_error_t *error) {
  if (!error)
    return;
  fprintf(stderr, "host: %s\n", wasmelt_error_message(error));
  exit(wasmelt_error_kind(error) == WASMELT_ERROR_TRAP ? 134 : 1);
}

/// Calls a function for each item of a variable of the environment.
static void each(wasmelt_wasi_t *wasi, const char *variable,
                 void (*grant)(wasmelt_wasi_t *, char *)) {
  char *items = getenv(variable);
  for (char *next, *item = items ? strdup(items) : NULL; item && *item; item = next) {
    next = strchr(item, ',');
    if (next)
      *next++ = 0;
    grant(wasi, item);
  }
}

static void addDir(wasmelt_wasi_t *wasi, char *item) {
  size_t size = strlen(item);
  wasmelt_wasi_access_t access = WASMELT_WASI_READ_WRITE;
  if (size > 3 && strcmp(item + size - 3, ":ro") == 0) {
    access = WASMELT_WASI_READ_ONLY;
    item[size - 3] = 0;
  }
  char *guest = strstr(item, "::");
  if (guest) {
    *guest = 0;
    guest += 2;
  }
  check(wasmelt_wasi_add_dir(wasi, item, guest && *guest ? guest : NULL, access));
}

static void addVariable(wasmelt_wasi_t *wasi, char *item) {
  char *value = strchr(item, '=');
  *value++ = 0;
  check(wasmelt_wasi_add_env(wasi, item, value));
}

static void addListener(wasmelt_wasi_t *wasi, char *item) {
  check(wasmelt_wasi_add_listener(wasi, item));
}

static void addSocket(wasmelt_wasi_t *wasi, char *item) {
  check(wasmelt_wasi_add_socket(wasi, atoi(item)));
  close(atoi(item)); // which is then the module's alone
}

int main(int argc, char **argv) {
  wasmelt_error_t *error = NULL;
  wasmelt_wasi_t *wasi = wasmelt_wasi_create(&error);
  check(error);
  for (int i = 1; i < argc; ++i)
    check(wasmelt_wasi_add_arg(wasi, argv[i]));
  for (int stream = 0; stream != 3; ++stream)
    if (fcntl(stream, F_GETFD) >= 0)
      check(wasmelt_wasi_set_stream(wasi, stream, stream));
  each(wasi, "WASMELT_DIRS", addDir);
  each(wasi, "WASMELT_LISTEN", addListener);
  each(wasi, "WASMELT_SOCKETS", addSocket);
  each(wasi, "WASMELT_ENV", addVariable);

  const wasmelt_library_t *library = wasmelt_library_load(argc > 1 ? argv[1] : "", &error);
  check(error);
  wasmelt_store_t *store = wasmelt_store_create(NULL, &error);
  check(error);
  wasmelt_linker_t *linker = wasmelt_linker_create(store, &error);
  check(error);
  wasmelt_linker_define_wasi(linker, wasi);
  wasmelt_instance_t *instance = wasmelt_linker_instantiate(linker, library, &error);
  check(error);
  int32_t status;
  check(wasmelt_wasi_run(instance, &status));
  wasmelt_linker_destroy(linker);
  wasmelt_store_destroy(store);
  wasmelt_wasi_destroy(wasi);
  return status & 0xff;
}
