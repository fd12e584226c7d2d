// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The heap grows step by step to hundreds of megabytes; contents stay, new pages are zero.
// flags: -fno-builtin-malloc
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  enum { count = 60, step = 5 << 20 };
  uint8_t *blocks[count];
  for (int i = 0; i < count; ++i) {
    blocks[i] = calloc(1, step);
    if (!blocks[i]) {
      printf("no memory at %d\n", i);
      return 1;
    }
    for (int j = 0; j < step; j += 4096)
      if (blocks[i][j])
        return 2;
    blocks[i][i] = (uint8_t)(i + 1);
    blocks[i][step - 1] = (uint8_t)(i + 2);
  }
  unsigned sum = 0;
  for (int i = 0; i < count; ++i)
    sum = sum * 31 + blocks[i][i] + blocks[i][step - 1];
  printf("%u\n", sum);
#ifdef __wasm__
  // Whatever the first gets, both together are more than 4 GiB.
  void *first = malloc(0xd0000000u);
  void *second = malloc(0x20000000u);
  int too_much = first && second;

#else
  int too_much = 0;
#endif
  printf("more than there can be: %s\n", too_much ? "got it" : "refused");
  return 0;
}
