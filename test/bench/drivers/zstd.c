// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// zstd: compress text in memory at levels 3 and 9, decompress it many times.
#include "zstd.h"
#include "text.h"

int main(int argc, char **argv) {
  size_t size = (size_t)amount(argc, argv, 32) << 20;
  unsigned char *text = makeText(size), *restored = malloc(size);
  size_t bound = ZSTD_compressBound(size);
  unsigned char *packed = malloc(bound);
  for (int level = 3; level <= 9; level += 6) {
    size_t packed_size = ZSTD_compress(packed, bound, text, size, level);
    for (int round = 0; round < 4; ++round)
      checkRoundTrip(text, restored, size, ZSTD_decompress(restored, size, packed, packed_size));
    printf("%d %d\n", level, ZSTD_isError(packed_size));
  }
  return 0;
}
