// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The types of wasm.h.
#pragma once

#include "runtime-lib/include/wasm.h"
#include "runtime-lib/include/wasmelt/embed.h"

struct wasm_valtype_t {
  wasmelt::embed::ValueType type;
};

struct wasm_externtype_t {
  wasm_externkind_t kind;
};
struct wasm_functype_t : wasm_externtype_t {
  wasm_valtype_vec_t params, results;
  wasmelt::embed::TypeId id; ///< of the module's type that it was made from; 0: none
};
struct wasm_globaltype_t : wasm_externtype_t {
  wasm_valtype_t *content;
  wasm_mutability_t mutability;
};
/// Limits as wasm.h has them and as they are: with indices of 64 bits, shared.
struct LimitedType : wasm_externtype_t {
  wasm_limits_t limits;
  wasmelt::embed::Limits exact;
};
struct wasm_tabletype_t : LimitedType {
  wasm_valtype_t *element;
};
struct wasm_memorytype_t : LimitedType {
  uint32_t page_size_log2;
};
struct wasm_tagtype_t : wasm_externtype_t {
  wasm_functype_t *function;
};

struct wasm_importtype_t {
  wasm_name_t module, name;
  wasm_externtype_t *type;
};
struct wasm_exporttype_t {
  wasm_name_t name;
  wasm_externtype_t *type;
};

namespace wasmelt::embed {

class Library;

/// What there is to say about an import, an export or something in a store.
struct Description {
  ExternKind kind = ExternKind::Function;
  TypeId type = 0; ///< functions and tags
  ValueType value; ///< globals, and tables' elements
  bool is_mutable = false;
  Limits limits;
  uint32_t page_size_log2 = 16;
};
Description describeImport(const Library &library, uint32_t index);
Description describeExport(const Library &library, uint32_t index);
Description describe(const Extern &thing);

/// Null: not enough memory.
wasm_externtype_t *typeOf(const Description &description);
wasm_functype_t *functionTypeOf(TypeId type);
/// 0: not enough memory.
TypeId idOf(const wasm_functype_t &type);

wasm_valkind_t kindOf(ValueType type);

} // namespace wasmelt::embed
