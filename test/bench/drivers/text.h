// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Input for the compressors: words of a made-up language with a skewed distribution, and some
// noise.
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t text_seed = 88172645463325252ull;
static uint32_t textRandom(void) {
  text_seed ^= text_seed << 13, text_seed ^= text_seed >> 7, text_seed ^= text_seed << 17;
  return (uint32_t)(text_seed >> 16);
}

static unsigned char *makeText(size_t size) {
  enum { words = 4096, longest = 12 };
  static char vocabulary[words][longest + 1];
  for (int word = 0; word < words; ++word)
    for (uint32_t i = 0, length = 1 + textRandom() % longest; i < length; ++i)
      vocabulary[word][i] =
          "etaoinshrdlucmfwypvbgkqjxz"[textRandom() % 13 + (textRandom() % 4 == 0) * 13];
  unsigned char *text = malloc(size);
  size_t at = 0;
  while (at < size) {
    uint32_t pick = textRandom() % words;
    for (int halvings = textRandom() % 6; halvings > 0; --halvings)
      pick = pick * (textRandom() % 256) / 256;
    for (const char *c = vocabulary[pick]; *c && at < size; ++c)
      text[at++] = (unsigned char)*c;
    if (at < size)
      text[at++] = textRandom() % 40 ? ' ' : '\n';
    if (textRandom() % 600 == 0)
      for (int i = 0; i < 100 && at < size; ++i)
        text[at++] = (unsigned char)textRandom();
  }
  return text;
}

static int amount(int argc, char **argv, int otherwise) {
  return argc > 1 ? atoi(argv[1]) : otherwise;
}

/// Ends the program unless what came back is what went in.
static void checkRoundTrip(const unsigned char *text, const unsigned char *restored, size_t size,
                           size_t restored_size) {
  if (restored_size != size || memcmp(text, restored, size)) {
    printf("what was decompressed is not what was compressed\n");
    exit(1);
  }
}
