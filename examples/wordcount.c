// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counts the words of files and prints the most frequent ones: a WASI program that reads its
// arguments and the files of a directory that it was granted.
//
//   clang-22 --target=wasm32-wasi --sysroot=/usr -O2 -s wordcount.c -o wordcount.wasm
//   wasmelt wordcount.wasm -o wordcount
//   WASMELT_DIRS=. ./wordcount 10 README.md
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  char *text;
  size_t count;
} Word;

// An open hash table; grows at half full, so that looking up always meets an empty slot.
static Word *slots;
static size_t slot_count, word_count, total;

static Word *find(const char *text) {
  size_t hash = 5381;
  for (const char *c = text; *c; ++c)
    hash = hash * 33 + (unsigned char)*c;
  for (size_t i = hash % slot_count;; i = (i + 1) % slot_count)
    if (!slots[i].text || !strcmp(slots[i].text, text))
      return &slots[i];
}

static void grow(void) {
  Word *old = slots;
  size_t old_count = slot_count;
  slot_count = slot_count ? slot_count * 2 : 1024;
  slots = calloc(slot_count, sizeof *slots);
  if (!slots) {
    fputs("wordcount: out of memory\n", stderr);
    exit(1);
  }
  for (size_t i = 0; i < old_count; ++i)
    if (old[i].text)
      *find(old[i].text) = old[i];
  free(old);
}

static void add(const char *text) {
  if (word_count * 2 >= slot_count)
    grow();
  Word *word = find(text);
  if (!word->text) {
    word->text = strdup(text);
    ++word_count;
  }
  ++word->count;
  ++total;
}

static void countWords(FILE *file) {
  char text[128];
  size_t length = 0;
  for (int c; (c = getc(file)) != EOF;) {
    if (isalnum(c)) {
      if (length < sizeof text - 1)
        text[length++] = (char)tolower(c);
    } else if (length) {
      text[length] = 0;
      add(text);
      length = 0;
    }
  }
  if (length) {
    text[length] = 0;
    add(text);
  }
}

static int moreFrequentFirst(const void *a, const void *b) {
  const Word *left = a, *right = b;
  if (left->count != right->count)
    return left->count < right->count ? 1 : -1;
  if (!left->text || !right->text)
    return !left->text - !right->text;
  return strcmp(left->text, right->text);
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fputs("usage: wordcount HOW_MANY FILE...\n", stderr);
    return 2;
  }
  size_t how_many = strtoul(argv[1], NULL, 10);
  grow();
  for (int i = 2; i < argc; ++i) {
    FILE *file = fopen(argv[i], "r");
    if (!file) {
      fprintf(stderr, "wordcount: cannot read %s: %s\n", argv[i], strerror(errno));
      return 1;
    }
    countWords(file);
    fclose(file);
  }
  qsort(slots, slot_count, sizeof *slots, moreFrequentFirst);
  printf("%zu words, %zu different\n", total, word_count);
  for (size_t i = 0; i < how_many && i < word_count; ++i)
    printf("%6zu %s\n", slots[i].count, slots[i].text);
  return 0;
}
