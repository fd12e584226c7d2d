// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What every kernel takes: one number, how much to do.
#pragma once
#include <stdio.h>
#include <stdlib.h>

static inline int amount(int argc, char **argv, int otherwise) {
  return argc > 1 ? atoi(argv[1]) : otherwise;
}
