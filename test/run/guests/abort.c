// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// abort() is an unreachable instruction in wasi-libc; a failed assertion says which one first.
// compare: text
// status: 134
// stderr: argc == 77
// stderr: unreachable
#undef NDEBUG
#include <assert.h>

int main(int argc, char **argv) {
  assert(argc == 77);
  return 0;
}
