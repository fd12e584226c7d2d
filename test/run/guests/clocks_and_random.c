// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Time goes on, sleeping takes its time, random bytes differ.
// compare: text
// stdout: ok
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  struct timespec before, after;
  if (clock_gettime(CLOCK_MONOTONIC, &before))
    return 1;
  usleep(20000);
  clock_gettime(CLOCK_MONOTONIC, &after);
  double seconds =
      (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) * 1e-9;
  if (seconds < 0.02 || seconds > 10)
    return 2;
  if (time(NULL) < 1700000000)
    return 3;
  unsigned char a[64] = {0}, b[64] = {0};
  if (getentropy(a, sizeof a) || getentropy(b, sizeof b) || !memcmp(a, b, sizeof a))
    return 4;
  puts("ok");
  return 0;
}
