// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C++ view of instance_layout.def, and the flags in its fields.
#pragma once

#include <stdint.h>

namespace wasmelt {

namespace layout_types {
using Ptr = void *;
using U64 = uint64_t;
using U32 = uint32_t;
using I32 = int32_t;
} // namespace layout_types

#define WASMELT_STRUCT(name) struct name {
#define WASMELT_FIELD(name, type, field) layout_types::type field;
#define WASMELT_END(name)                                                                          \
  }                                                                                                \
  ;
#include "runtime-lib/abi/instance_layout.def"

enum MemoryFlags : uint32_t {
  /// `base` is an address that compiled code has as a constant: map it there or fail.
  MemoryFixedBase = 1,
  MemoryIs64 = 2,
  MemoryShared = 4,
};
enum TableFlags : uint32_t {
  TableFuncRefEntries = 1,
  /// `entries` is null until instantiation reserves room for max_size elements.
  TableDynamic = 2,
};
enum DirGrantFlags : uint32_t { DirReadOnly = 1 };
enum ProgramFlags : uint32_t {
  ProgramSealed = 1,     ///< WASMELT_DIRS and WASMELT_ENV are ignored
  ProgramInheritEnv = 2, ///< the whole environment is passed on
};

} // namespace wasmelt
