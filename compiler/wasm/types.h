// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// WebAssembly types (spec section 2.3). Every concrete type is a member of a canonicalised
// recursion group, so that type equality is equality of canonical ids.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace wasmelt::wasm {

/// What a reference points at: an abstract heap type, or the index of a defined type.
struct HeapType {
  enum Kind : uint8_t {
    Func,
    Extern,
    Any,
    Eq,
    I31,
    Struct,
    Array,
    Exn,
    None,
    NoFunc,
    NoExtern,
    NoExn,
    Concrete, ///< `index` is an index into Module::types.
    Bottom,   ///< Subtype of all others; only the validator makes it.
  };
  Kind kind = Func;
  uint32_t index = 0;
  /// The text format's spelling: `func`, `3`.
  std::string str() const;
  friend bool operator==(const HeapType &, const HeapType &) = default;
};

class ValueType {
public:
  enum Kind : uint8_t { I32, I64, F32, F64, V128, Ref, Bottom };

  constexpr ValueType() : kind_(Bottom) {}
  constexpr ValueType(Kind kind) : kind_(kind) {}
  static constexpr ValueType ref(HeapType heap, bool nullable) {
    ValueType t(Ref);
    t.heap_ = heap;
    t.nullable_ = nullable;
    return t;
  }
  static constexpr ValueType funcref() { return ref({HeapType::Func, 0}, true); }
  static constexpr ValueType externref() { return ref({HeapType::Extern, 0}, true); }
  /// A nullable reference to an abstract heap type.
  static constexpr ValueType ref(HeapType::Kind heap) { return ref({heap, 0}, true); }

  constexpr Kind kind() const { return kind_; }
  constexpr bool isNumeric() const { return kind_ <= F64; }
  constexpr bool isVector() const { return kind_ == V128; }
  constexpr bool isRef() const { return kind_ == Ref; }
  constexpr HeapType heap() const { return heap_; }
  constexpr bool nullable() const { return nullable_; }
  /// Whether a local of this type has a default value (spec 2.3.7 "defaultable").
  constexpr bool defaultable() const { return kind_ != Ref || nullable_; }

  /// The text format's spelling: `i32`, `funcref`, `(ref null 3)`.
  std::string str() const;
  friend bool operator==(const ValueType &, const ValueType &) = default;

private:
  Kind kind_;
  bool nullable_ = false;
  HeapType heap_{};
};

using ResultType = std::vector<ValueType>;

struct FunctionType {
  ResultType params;
  ResultType results;
  /// `(i32, i32) -> (i64)`, for diagnostics.
  std::string str() const;
  friend bool operator==(const FunctionType &, const FunctionType &) = default;
};

/// A field of a struct or the element of an array (3.0 GC).
struct FieldType {
  enum Packed : uint8_t { NotPacked, I8, I16 };
  ValueType type; ///< as it is on the operand stack: i32 if packed
  Packed packed = NotPacked;
  bool is_mutable = false;
  friend bool operator==(const FieldType &, const FieldType &) = default;
};

/// A defined type: one member of a recursion group.
struct DefinedType {
  enum Kind : uint8_t { Function, Struct, Array };
  Kind kind = Function;
  FunctionType function;         ///< if Function
  std::vector<FieldType> fields; ///< if Struct, or one element if Array
  bool is_final = true;
  std::vector<uint32_t> supertypes; ///< type indices; at most one in 3.0
  uint32_t rec_group = 0;           ///< number of its recursion group in this module
  /// Two defined types of this module are equal exactly if their canonical ids are. Never 0, which
  /// table entries reserve for null.
  uint32_t canonical_id = 0;
  uint64_t offset = 0; ///< in the file
};

/// Limits of memories and tables. 64-bit because memory64 and table64 make them so.
struct Limits {
  uint64_t min = 0;
  uint64_t max = 0; ///< meaningful if has_max
  bool has_max = false;
  bool is_shared = false;
  bool is_64 = false; ///< addresses are i64
};

struct MemoryType {
  Limits limits; ///< in pages
  uint8_t page_size_log2 = 16;
};

struct TableType {
  ValueType element;
  Limits limits; ///< in elements
};

struct GlobalType {
  ValueType type;
  bool is_mutable = false;
};

} // namespace wasmelt::wasm
