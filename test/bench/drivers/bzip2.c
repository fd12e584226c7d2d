// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libbz2: compress and decompress text in memory.
#include "bzlib.h"
#include "text.h"

int main(int argc, char **argv) {
  unsigned size = (unsigned)amount(argc, argv, 12) << 20;
  unsigned char *text = makeText(size), *restored = malloc(size);
  unsigned packed_size = size + size / 100 + 600, restored_size = size;
  char *packed = malloc(packed_size);
  int status = BZ2_bzBuffToBuffCompress(packed, &packed_size, (char *)text, size, 9, 0, 30);
  status |= BZ2_bzBuffToBuffDecompress((char *)restored, &restored_size, packed, packed_size, 0, 0);
  checkRoundTrip(text, restored, size, restored_size);
  printf("%d %u\n", status, packed_size);
  return 0;
}

void bz_internal_error(int code) { exit(code); }
