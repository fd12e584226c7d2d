// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The least that a program can do.
int main(void) { return 0; }
