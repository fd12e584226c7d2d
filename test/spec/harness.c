// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The host functions of programs that run_core_scripts.py makes from test scripts: which assertions
// to run, comparison of results, values that the compiler cannot know, and the scripts' `spectest`.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IMPORT(module, name, signature) __asm__("wasmelt.import." module "." name ":" signature)
#define HARNESS(name, signature) IMPORT("wasmelt_test", name, signature)

static int failures, ran;

static void fail(uint32_t id, const char *shape, uint64_t high, uint64_t low,
                 uint64_t expected_high, uint64_t expected_low) {
  ++failures;
  printf("FAIL %u %s got %016llx%016llx expected %016llx%016llx\n", id, shape,
         (unsigned long long)high, (unsigned long long)low, (unsigned long long)expected_high,
         (unsigned long long)expected_low);
  fflush(stdout);
}

// Assertions that trap end the program, so that each has a run of its own: WASMELT_TEST_TRAP. The
// others all run before it.
int enabled(void *instance, uint32_t id, uint32_t traps) HARNESS("enabled", "ii_i");
int enabled(void *instance, uint32_t id, uint32_t traps) {
  static int verbose = -1;
  static long selected = -1;
  if (verbose < 0) {
    verbose = getenv("WASMELT_TEST_VERBOSE") != NULL;
    const char *text = getenv("WASMELT_TEST_TRAP");
    if (text)
      selected = atol(text);
  }
  if (traps && (long)id != selected)
    return 0;
  ++ran;
  if (verbose) {
    printf("RUN %u\n", id);
    fflush(stdout);
  }
  return 1;
}

void no_trap(void *instance, uint32_t id) HARNESS("no_trap", "i_");
void no_trap(void *instance, uint32_t id) {
  printf("NOTRAP %u\n", id);
  fflush(stdout);
  exit(1);
}

void done(void *instance) HARNESS("done", "_");
void done(void *instance) {
  printf("DONE %d %d\n", ran, failures);
  fflush(stdout);
}

// Values as the compiler sees them: it cannot know them.
uint32_t opaque32(void *instance, uint32_t value) HARNESS("opaque32", "i_i");
uint32_t opaque32(void *instance, uint32_t value) { return value; }
uint64_t opaque64(void *instance, uint64_t value) HARNESS("opaque64", "I_I");
uint64_t opaque64(void *instance, uint64_t value) { return value; }

void same32(void *instance, uint32_t id, uint32_t value, uint32_t expected)
    HARNESS("same32", "iii_");
void same32(void *instance, uint32_t id, uint32_t value, uint32_t expected) {
  if (value != expected)
    fail(id, "32", 0, value, 0, expected);
}
void same64(void *instance, uint32_t id, uint64_t value, uint64_t expected)
    HARNESS("same64", "iII_");
void same64(void *instance, uint32_t id, uint64_t value, uint64_t expected) {
  if (value != expected)
    fail(id, "64", 0, value, 0, expected);
}

/// A NaN with the top bit of the fraction set; canonical: and no other. WASMELT_TEST_ANY_NAN: one that
/// need not be canonical may be any.
static int isNan(uint64_t bits, int width, int canonical) {
  static int any = -1;
  if (any < 0)
    any = getenv("WASMELT_TEST_ANY_NAN") != NULL;
  uint64_t quiet = width == 32 ? 0x7fc00000u : 0x7ff8000000000000u;
  uint64_t sign = 1ull << (width - 1);
  uint64_t infinity = width == 32 ? 0x7f800000u : 0x7ff0000000000000u;
  if (canonical)
    return (bits & ~sign) == quiet;
  return any ? (bits & ~sign) > infinity : (bits & quiet) == quiet;
}
void nan32(void *instance, uint32_t id, uint32_t value, uint32_t canonical)
    HARNESS("nan32", "iii_");
void nan32(void *instance, uint32_t id, uint32_t value, uint32_t canonical) {
  if (!isNan(value, 32, (int)canonical))
    fail(id, canonical ? "32 nan:canonical" : "32 nan:arithmetic", 0, value, 0, 0x7fc00000);
}
void nan64(void *instance, uint32_t id, uint64_t value, uint32_t canonical)
    HARNESS("nan64", "iIi_");
void nan64(void *instance, uint32_t id, uint64_t value, uint32_t canonical) {
  if (!isNan(value, 64, (int)canonical))
    fail(id, canonical ? "64 nan:canonical" : "64 nan:arithmetic", 0, value, 0,
         0x7ff8000000000000u);
}

/// `canonical` and `arithmetic` have a bit for every lane, of `width` bits, that has to be such a
/// NaN.
void same128(void *instance, uint32_t id, uint64_t low, uint64_t high, uint64_t expected_low,
             uint64_t expected_high, uint32_t width, uint32_t canonical, uint32_t arithmetic)
    HARNESS("same128", "iIIIIiii_");
void same128(void *instance, uint32_t id, uint64_t low, uint64_t high, uint64_t expected_low,
             uint64_t expected_high, uint32_t width, uint32_t canonical, uint32_t arithmetic) {
  uint64_t words[2] = {low, high}, expected[2] = {expected_low, expected_high};
  int ok = 1;
  for (uint32_t lane = 0; lane != 128 / width; ++lane) {
    uint32_t bit = lane * width;
    uint64_t mask = width == 64 ? ~0ull : (1ull << width) - 1;
    uint64_t value = words[bit / 64] >> (bit % 64) & mask;
    if (canonical >> lane & 1)
      ok &= isNan(value, (int)width, 1);
    else if (arithmetic >> lane & 1)
      ok &= isNan(value, (int)width, 0);
    else
      ok &= value == (expected[bit / 64] >> (bit % 64) & mask);
  }
  if (!ok)
    fail(id, canonical | arithmetic ? "128 with NaNs" : "128", high, low, expected_high,
         expected_low);
}

// References of the host's.
void *host_reference(void *instance, uint32_t number) HARNESS("host_reference", "i_r");
void *host_reference(void *instance, uint32_t number) { return (void *)(uintptr_t)(number + 1); }
void same_reference(void *instance, uint32_t id, void *value, void *expected)
    HARNESS("same_reference", "irr_");
void same_reference(void *instance, uint32_t id, void *value, void *expected) {
  if (value != expected)
    fail(id, "reference", 0, (uintptr_t)value, 0, (uintptr_t)expected);
}

// The module that every script may import from.
void print(void *instance) IMPORT("spectest", "print", "_");
void print(void *instance) {}
void print_i32(void *instance, uint32_t a) IMPORT("spectest", "print_i32", "i_");
void print_i32(void *instance, uint32_t a) {}
void print_i64(void *instance, uint64_t a) IMPORT("spectest", "print_i64", "I_");
void print_i64(void *instance, uint64_t a) {}
void print_f32(void *instance, float a) IMPORT("spectest", "print_f32", "f_");
void print_f32(void *instance, float a) {}
void print_f64(void *instance, double a) IMPORT("spectest", "print_f64", "d_");
void print_f64(void *instance, double a) {}
void print_i32_f32(void *instance, uint32_t a, float b) IMPORT("spectest", "print_i32_f32", "if_");
void print_i32_f32(void *instance, uint32_t a, float b) {}
void print_f64_f64(void *instance, double a, double b) IMPORT("spectest", "print_f64_f64", "dd_");
void print_f64_f64(void *instance, double a, double b) {}
