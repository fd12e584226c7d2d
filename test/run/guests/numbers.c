// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer and floating-point corners: shifts, division, NaN, rounding, conversion, printing.
// flags: -ffp-contract=off
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile double numbers[] = {0.0,      -0.0, 1.5, -2.5, 0.5,     1e308, -1e308,
                                    4.9e-324, 2.5,  3.5, 1e16, 123.456, -7.25, 9007199254740993.0,
                                    1.0 / 3};
static volatile int64_t integers[] = {0, 1, -1, 7, -7, INT64_MAX, INT64_MIN + 1, 0x123456789abcdef};

static uint64_t bits(double x) {
  uint64_t result;
  memcpy(&result, &x, sizeof x);
  return result;
}

int main(void) {
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; ++i) {
    double x = numbers[i];
    printf("%.17g ceil %g floor %g trunc %g nearest %g sqrt %016" PRIx64 " float %.9g\n", x,
           ceil(x), floor(x), trunc(x), nearbyint(x), bits(x < 0 ? 0 : sqrt(x)), (float)x);
    printf("  sin %.12g exp %.12g log %.12g pow %.12g fmod %.17g\n", fabs(x) < 1e6 ? sin(x) : 0,
           fabs(x) < 100 ? exp(x) : 0, x > 0 ? log(x) : 0, x > 0 && x < 1000 ? pow(x, 1.7) : 0,
           fmod(x, 0.7));
    for (size_t j = 0; j < 4; ++j) {
      double y = numbers[j];
      printf("  %d%d%d %016" PRIx64 " %016" PRIx64 "\n", x<y, x == y, x> y, bits(x + y),
             bits(x * y));
    }
  }
  for (size_t i = 0; i < sizeof integers / sizeof *integers; ++i)
    for (size_t j = 1; j < sizeof integers / sizeof *integers; ++j) {
      int64_t x = integers[i], y = integers[j];
      uint64_t u = (uint64_t)x, v = (uint64_t)y;
      printf("%" PRId64 " %" PRId64 " %" PRIu64 " %" PRIu64 " %" PRIx64 " %" PRIx64
             " %d %d %d %" PRIx64 "\n",
             x / y, x % y, u / v, u % v, u << (v & 63), (uint64_t)(x >> (v & 63)),
             u ? __builtin_clzll(u) : 64, u ? __builtin_ctzll(u) : 64, __builtin_popcountll(u),
             (u << (v & 63)) | (u >> (-v & 63)));
      printf("%d %d %u %.17g %.9g\n", (int8_t)x, (int16_t)y, (uint32_t)(u * v), (double)x,
             (float)u);
    }
  printf("%lld %d %.17g\n", strtoll("-9223372036854775808", NULL, 10), atoi("  -42x"),
         strtod("0x1.8p-3", NULL));
  return 0;
}
