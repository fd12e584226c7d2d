/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Uses the reactor through its header for C: host DIRECTORY. Says nothing if all is well. */
#include "reactor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

#define EXPECT(condition)                                                                          \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                              \
      ++failures;                                                                                  \
    }                                                                                              \
  } while (0)

static void good(wasmelt_error_t *error) {
  if (!error)
    return;
  fprintf(stderr, "%s\n", wasmelt_error_message(error));
  wasmelt_error_free(error);
  ++failures;
}

typedef struct text {
  char bytes[256];
  size_t size;
} text_t;

static ptrdiff_t append(void *data, const void *bytes, size_t size) {
  text_t *text = (text_t *)data;
  if (size > sizeof text->bytes - text->size)
    size = sizeof text->bytes - text->size;
  memcpy(text->bytes + text->size, bytes, size);
  text->size += size;
  return (ptrdiff_t)size;
}

static bool says(const text_t *text, const char *expected) {
  return text->size == strlen(expected) && memcmp(text->bytes, expected, text->size) == 0;
}

int main(int argc, char **argv) {
  wasmelt_error_t *error = NULL;
  text_t out, err;
  reactor_imports_t imports;
  reactor_t *instance, *other;
  wasmelt_wasi_t *wasi = wasmelt_wasi_create(&error), *nothing = wasmelt_wasi_create(&error);
  int32_t result = 0;
  if (argc != 2 || !wasi || !nothing)
    return 2;
  memset(&out, 0, sizeof out);
  memset(&err, 0, sizeof err);
  good(wasmelt_wasi_add_dir(wasi, argv[1], "/data", WASMELT_WASI_READ_WRITE));
  good(wasmelt_wasi_add_env(wasi, "WHO", "host"));
  good(wasmelt_wasi_set_output(wasi, WASMELT_WASI_STDOUT, append, &out));
  good(wasmelt_wasi_set_output(nothing, WASMELT_WASI_STDERR, append, &err));

  EXPECT(!reactor_create(NULL, NULL, &error));
  EXPECT(wasmelt_error_kind(error) == WASMELT_ERROR_LINK);
  wasmelt_error_free(error);

  memset(&imports, 0, sizeof imports);
  imports.wasi = wasi;
  instance = reactor_create(NULL, &imports, &error);
  imports.wasi = nothing;
  other = reactor_create(NULL, &imports, &error);
  if (!instance || !other) {
    fprintf(stderr, "%s\n", wasmelt_error_message(error));
    return 1;
  }
  good(reactor_constructed(instance, &result));
  EXPECT(result == 0);
  good(wasmelt_wasi_initialize(reactor_instance(instance)));
  good(wasmelt_wasi_initialize(reactor_instance(other)));
  good(reactor_constructed(instance, &result));
  EXPECT(result == 1);
  good(reactor_note(instance, 7, &result));
  EXPECT(result == 1);
  good(reactor_note(other, 8, &result));
  EXPECT(result == -1);
  good(reactor_note(instance, 9, &result));
  EXPECT(result == 2);
  EXPECT(says(&out, "noted 7\nnoted 9\n"));
  EXPECT(says(&err, "journal: Bad file descriptor\n") ||
         says(&err, "journal: No such file or directory\n") ||
         says(&err, "journal: Capabilities insufficient\n"));
  error = reactor_leave(instance, 3);
  EXPECT(error && wasmelt_error_kind(error) == WASMELT_ERROR_EXIT &&
         wasmelt_error_exit_status(error) == 3);
  wasmelt_error_free(error);

  reactor_destroy(instance);
  reactor_destroy(other);
  wasmelt_wasi_destroy(wasi);
  wasmelt_wasi_destroy(nothing);
  return failures != 0;
}
