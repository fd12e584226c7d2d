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
  /// With TableFuncRefEntries: entries are ContextFuncRefs.
  TableContextEntries = 4,
  /// Entries are references to exceptions, which are counted.
  TableExceptionEntries = 8,
};
/// What the declared limits of a table or memory say, for the matching of imports.
enum LimitFlags : uint32_t { LimitHasMax = 1, LimitIs64 = 2, LimitShared = 4 };
/// The kinds of imports and exports, as the binary format numbers them.
enum class ExternKind : uint32_t { Function, Table, Memory, Global, Tag };
/// ImportRow::reference of a function that is never a reference.
constexpr uint32_t NoReference = ~uint32_t(0);
/// Bytes of a value in the array ABI.
constexpr uint32_t ValueSize = 16;
/// How a library was compiled, as far as hosts have to know.
enum LibraryOptions : uint32_t {
  LibraryInterruptible = 1,
  LibraryCountsFuel = 2,
  LibraryTrapsExplicitly = 4, ///< needs no signal handlers
};
/// Nanoseconds after which whoever waits for an instance looks at Control::stop_requests: who asks
/// for a stop does not know where it waits.
constexpr uint64_t StopPatience = 10'000'000;
enum DirGrantFlags : uint32_t { DirReadOnly = 1 };
enum ProgramFlags : uint32_t {
  ProgramSealed = 1,            ///< WASMELT_DIRS and the like are ignored
  ProgramInheritEnv = 2,        ///< the whole environment is passed on
  ProgramConfineBestEffort = 4, ///< run all the same where the system cannot confine it
};

} // namespace wasmelt
