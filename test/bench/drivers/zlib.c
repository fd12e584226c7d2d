// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// zlib: compress text in memory at level 6, decompress it several times.
#include "zlib.h"
#include "text.h"

int main(int argc, char **argv) {
  uLong size = (uLong)amount(argc, argv, 24) << 20;
  unsigned char *text = makeText(size), *restored = malloc(size);
  uLong packed_size = compressBound(size);
  unsigned char *packed = malloc(packed_size);
  int status = compress2(packed, &packed_size, text, size, 6);
  for (int round = 0; round < 4; ++round) {
    uLong restored_size = size;
    status |= uncompress(restored, &restored_size, packed, packed_size);
    checkRoundTrip(text, restored, size, restored_size);
  }
  printf("%d %lu\n", status, packed_size);
  return 0;
}
