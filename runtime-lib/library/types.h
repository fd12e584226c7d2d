// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The types of all libraries in the process, so that one comparison of ids compares them.
#pragma once

#include "runtime-lib/include/wasmelt/embed.h"

namespace wasmelt::embed {

struct TypeInfo {
  TypeKind kind;
  bool is_final;
  TypeId supertype;      ///< 0: none
  FunctionType function; ///< if kind is Function
  /// The thunks of some loaded library that has the type; null while none has. Set once.
  const TypeRow *thunks;
  /// What the C interface has of the parameters and results (api_type.cpp), once it was asked.
  mutable void *described;
};

/// Reads the types that LibraryDescriptor::type_words says, and sets the id of each. False: not
/// enough memory.
bool internTypes(const uint32_t *words, uint32_t word_count, TypeId *ids);

/// Offers thunks for a type.
void offerThunks(TypeId type, const TypeRow *thunks);
const TypeRow *thunksOf(TypeId type);

const TypeInfo &typeInfo(TypeId type);
bool isSubtype(TypeId type, TypeId of);

/// Type equality: what matches() is, both ways.
bool isSame(ValueType a, ValueType b);

} // namespace wasmelt::embed
