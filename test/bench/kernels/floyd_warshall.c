// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All shortest paths of a dense graph: integer minima over rows.
#include "arguments.h"

enum { size = 900 };
static int path[size][size];

int main(int argc, char **argv) {
  int rounds = amount(argc, argv, 4);
  unsigned hash = 0;
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j)
        path[i][j] = (i * j + round) % 13 == 0 || (i + j) % 7 == 0 ? i * j % 97 + 1 : 9999;
    for (int k = 0; k < size; ++k)
      for (int i = 0; i < size; ++i)
        for (int j = 0; j < size; ++j) {
          int through = path[i][k] + path[k][j];
          path[i][j] = path[i][j] < through ? path[i][j] : through;
        }
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j)
        hash = hash * 31 + (unsigned)path[i][j];
  }
  printf("%08x\n", hash);
  return 0;
}
