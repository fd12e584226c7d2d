/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * `instances LIBRARY COUNT`: makes and destroys a store with an instance so many times, and prints
 * what each took in microseconds: for nothing but that, and with a call of `touch`, which writes to
 * some pages. */
#include <wasmelt/wasmelt.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void check(wasmelt_error_t *error) {
  if (!error)
    return;
  fprintf(stderr, "instances: %s\n", wasmelt_error_message(error));
  exit(1);
}

static double measure(const wasmelt_library_t *library, int count, bool touch) {
  double start = now();
  for (int i = 0; i != count; ++i) {
    wasmelt_error_t *error = NULL;
    wasmelt_store_t *store = wasmelt_store_create(NULL, &error);
    check(error);
    wasmelt_instance_t *instance = wasmelt_instantiate(store, library, NULL, 0, &error);
    check(error);
    if (touch)
      check(wasmelt_call_export(instance, "touch", NULL, 0, NULL, 0));
    wasmelt_store_destroy(store);
  }
  return (now() - start) / count;
}

int main(int argc, char **argv) {
  if (argc != 3)
    return 2;
  wasmelt_error_t *error = NULL;
  const wasmelt_library_t *library = wasmelt_library_load(argv[1], &error);
  check(error);
  int count = atoi(argv[2]);
  measure(library, count / 10, true);
  printf("%.2f %.2f\n", measure(library, count, false), measure(library, count, true));
  return 0;
}
