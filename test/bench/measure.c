// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs a program and appends its wall-clock seconds, processor seconds, peak memory in KiB and wait
// status to a file. A small process of its own, as a child inherits its parent's peak memory.
//   measure RESULTS STDIN STDOUT PROGRAM [ARGUMENTS...]
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) {
  return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

int main(int argc, char **argv) {
  if (argc < 5)
    return 2;
  int in = open(argv[2], O_RDONLY), out = open(argv[3], O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (in < 0 || out < 0) {
    perror("measure");
    return 2;
  }
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = vfork();
  if (child == 0) {
    dup2(in, 0);
    dup2(out, 1);
    execv(argv[4], argv + 4);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) != child) {
    perror("measure");
    return 2;
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  double wall = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) * 1e-9;
  FILE *results = fopen(argv[1], "a");
  fprintf(results, "%.7f %.6f %ld %d\n", wall, seconds(usage.ru_utime) + seconds(usage.ru_stime),
          usage.ru_maxrss, status);
  return fclose(results);
}
