// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Placement new without the C++ library.
#pragma once

#include <stddef.h>

inline void *operator new(size_t, void *place) noexcept { return place; }
