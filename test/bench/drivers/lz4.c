// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lz4: compress text in memory quickly and well, decompress it many times.
#include "lz4.h"
#include "lz4hc.h"
#include "text.h"

int main(int argc, char **argv) {
  int size = amount(argc, argv, 32) << 20;
  unsigned char *text = makeText((size_t)size), *restored = malloc((size_t)size);
  int bound = LZ4_compressBound(size);
  char *packed = malloc((size_t)bound);
  for (int round = 0; round < 8; ++round) {
    int packed_size = round == 7 ? LZ4_compress_HC((char *)text, packed, size, bound, 6)
                                 : LZ4_compress_default((char *)text, packed, size, bound);
    for (int again = 0; again < 3; ++again) {
      int restored_size = LZ4_decompress_safe(packed, (char *)restored, packed_size, size);
      checkRoundTrip(text, restored, (size_t)size, (size_t)restored_size);
    }
  }
  printf("ok\n");
  return 0;
}
