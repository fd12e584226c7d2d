// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory for the time of a call, on the stack if it is little.
#pragma once

#include <stddef.h>
#include <stdlib.h>

namespace wasmelt::embed {

template <typename T>
class Scratch {
public:
  explicit Scratch(size_t count) {
    if (count > sizeof few_ / sizeof *few_)
      many_ = static_cast<T *>(malloc(count * sizeof(T)));
    data_ = count > sizeof few_ / sizeof *few_ ? many_ : few_;
  }
  ~Scratch() { free(many_); }
  Scratch(const Scratch &) = delete;
  T *data() { return data_; } ///< null: not enough memory

private:
  T few_[12];
  T *many_ = nullptr, *data_;
};

} // namespace wasmelt::embed
