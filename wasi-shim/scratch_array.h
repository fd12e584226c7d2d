// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An array for the time of one call: on the stack if it is short.
#pragma once

#include <stddef.h>
#include <sys/mman.h>

namespace wasmelt::wasi {

template <class T, size_t short_length>
class ScratchArray {
public:
  explicit ScratchArray(size_t length) {
    if (length > short_length) {
      mapped = length * sizeof(T);
      void *memory =
          mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      items = memory == MAP_FAILED ? nullptr : static_cast<T *>(memory);
    }
  }
  ScratchArray(const ScratchArray &) = delete;
  ScratchArray &operator=(const ScratchArray &) = delete;
  ~ScratchArray() {
    if (mapped && items)
      munmap(items, mapped);
  }

  bool isValid() const { return items; }
  T *data() { return items; }
  T &operator[](size_t i) { return items[i]; }

private:
  T local[short_length];
  T *items = local;
  size_t mapped = 0;
};

} // namespace wasmelt::wasi
