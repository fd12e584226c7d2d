// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arguments pass through; of the environment only what was granted, at compile time or at run time.
// status: 5
// args: one "two words" --three= ""
// env: GRANTED_HERE=yes NOT_GRANTED=secret
// wasmelt: --env GRANTED_HERE --env BAKED=in
// native-env: GRANTED_HERE=yes BAKED=in
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i)
    printf("%d: [%s]\n", i, argv[i]);
  const char *names[] = {"GRANTED_HERE", "BAKED", "NOT_GRANTED"};
  for (int i = 0; i < 3; ++i) {
    const char *value = getenv(names[i]);
    printf("%s=%s\n", names[i], value ? value : "(none)");
  }
  return argc;
}
