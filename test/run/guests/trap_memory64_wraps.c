// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flags: --target=wasm64-unknown-unknown -O2 -nostdlib -mbulk-memory -ffreestanding
// flags: -Wl,--export-memory
// compare: text
// status: 134
// stderr: wasmelt: trap: out of bounds memory access
// A 64-bit address that wraps around with its offset is no address.
#include <stdint.h>

__attribute__((export_name("_start"))) void _start(void) {
  char *volatile address = (char *)(UINT64_MAX - 8);
  address[16] = 1;
}
