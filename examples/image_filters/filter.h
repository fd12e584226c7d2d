// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// For filters in C, without a C library: what they export.
#pragma once

#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(#name)))

enum { page_size = 65536 };

/// As much memory as is asked for, at the end of what there is. Traps if that is too much.
static inline uint8_t *growBy(size_t size) {
  size_t old = __builtin_wasm_memory_grow(0, (size + page_size - 1) / page_size);
  if (old == SIZE_MAX)
    __builtin_trap();
  return (uint8_t *)(old * page_size);
}

EXPORT(allocate) uint8_t *allocate(size_t size);
EXPORT(filter) void filter(uint8_t *pixels, int32_t width, int32_t height);
