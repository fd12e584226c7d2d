// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// SHA-256 of a stream: rotates, adds and logic in 32 bits.
#include "arguments.h"
#include <stdint.h>
#include <string.h>

static uint32_t constants[64];
static uint32_t state[8];

static uint32_t rotate(uint32_t x, int n) { return x >> n | x << (32 - n); }

// The constants are the first bits of the fractional parts of cube roots of primes.
static void makeConstants(void) {
  int found = 0;
  for (unsigned candidate = 2; found < 64; ++candidate) {
    int prime = 1;
    for (unsigned divisor = 2; divisor * divisor <= candidate; ++divisor)
      prime &= candidate % divisor != 0;
    if (!prime)
      continue;
    // root = floor(cbrt(candidate) * 2^32), by bisection in 128-bit arithmetic.
    uint64_t low = 0, high = 7ull << 32;
    while (high - low > 1) {
      uint64_t middle = (low + high) / 2;
      unsigned __int128 square = (unsigned __int128)middle * middle >> 32;
      if ((square * middle) >> 64 < candidate)
        low = middle;
      else
        high = middle;
    }
    constants[found++] = (uint32_t)low;
  }
}

static void block(const uint8_t *bytes) {
  uint32_t w[64];
  for (int i = 0; i < 16; ++i)
    w[i] = (uint32_t)bytes[4 * i] << 24 | bytes[4 * i + 1] << 16 | bytes[4 * i + 2] << 8 |
           bytes[4 * i + 3];
  for (int i = 16; i < 64; ++i) {
    uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  for (int i = 0; i < 64; ++i) {
    uint32_t t1 = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) +
                  constants[i] + w[i];
    uint32_t t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

int main(int argc, char **argv) {
  int megabytes = amount(argc, argv, 400);
  static uint8_t buffer[1 << 20];
  makeConstants();
  const uint32_t initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                               0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  memcpy(state, initial, sizeof state);
  for (int i = 0; i < 1 << 20; ++i)
    buffer[i] = (uint8_t)(i * 167 + (i >> 8));
  for (int megabyte = 0; megabyte < megabytes; ++megabyte) {
    buffer[megabyte] ^= (uint8_t)state[megabyte & 7];
    for (int offset = 0; offset < 1 << 20; offset += 64)
      block(buffer + offset);
  }
  for (int i = 0; i < 8; ++i)
    printf("%08x", state[i]);
  putchar('\n');
  return 0;
}
