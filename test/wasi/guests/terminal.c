// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which standard streams are terminals (stream_tests.py).
#include <unistd.h>
int main(void) { return isatty(0) | isatty(1) << 1 | isatty(2) << 2; }
