// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pancake flips over all permutations: small arrays, data-dependent loops.
#include "arguments.h"

int main(int argc, char **argv) {
  int n = amount(argc, argv, 11);
  int permutation[16], copy[16], count[16];
  int most = 0, checksum = 0, parity = 0, r = n;
  for (int i = 0; i < n; ++i)
    permutation[i] = i;
  for (;;) {
    for (; r > 1; --r)
      count[r - 1] = r;
    if (permutation[0] != 0) {
      for (int i = 0; i < n; ++i)
        copy[i] = permutation[i];
      int flips = 0;
      for (int first = copy[0]; first != 0; first = copy[0]) {
        for (int low = 0, high = first; low < high; ++low, --high) {
          int swap = copy[low];
          copy[low] = copy[high];
          copy[high] = swap;
        }
        ++flips;
      }
      if (flips > most)
        most = flips;
      checksum += parity ? -flips : flips;
    }
    for (;; ++r) {
      if (r == n) {
        printf("%d %d\n", checksum, most);
        return 0;
      }
      int first = permutation[0];
      for (int i = 0; i < r; ++i)
        permutation[i] = permutation[i + 1];
      permutation[r] = first;
      if (--count[r] > 0)
        break;
    }
    parity = !parity;
  }
}
