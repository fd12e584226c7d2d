// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The validator's two stacks (spec appendix "Validation Algorithm"): operand types and control
// frames.
#pragma once

#include "compiler/wasm/types.h"

#include <algorithm>
#include <memory>
#include <span>

namespace wasmelt::wasm {

/// A value type in one word, so that the operand stack is dense and types compare with one
/// instruction. Type indices fit because a module has at most a million types.
class PackedType {
public:
  constexpr PackedType() = default;
  constexpr PackedType(ValueType::Kind kind) : bits_(kind) {}
  constexpr PackedType(const ValueType &type) : bits_(type.kind()) {
    if (type.isRef())
      bits_ |= static_cast<uint32_t>(type.nullable()) << 3 |
               static_cast<uint32_t>(type.heap().kind) << 4 | type.heap().index << 8;
  }
  constexpr ValueType::Kind kind() const { return static_cast<ValueType::Kind>(bits_ & 7); }
  constexpr bool isRef() const { return kind() == ValueType::Ref; }
  constexpr bool isBottom() const { return kind() == ValueType::Bottom; }
  constexpr ValueType unpack() const {
    if (!isRef())
      return kind();
    return ValueType::ref({static_cast<HeapType::Kind>(bits_ >> 4 & 15), bits_ >> 8},
                          bits_ >> 3 & 1);
  }
  friend constexpr bool operator==(PackedType, PackedType) = default;

private:
  uint32_t bits_ = ValueType::Bottom;
};

/// A stack that keeps its memory from function to function.
class OperandStack {
public:
  uint32_t size() const { return static_cast<uint32_t>(top_ - begin_.get()); }
  void clear() { top_ = begin_.get(); }
  void truncate(uint32_t size) { top_ = begin_.get() + size; }
  void push(PackedType type) {
    if (top_ == end_) [[unlikely]]
      grow();
    *top_++ = type;
  }
  PackedType pop() { return *--top_; }
  /// The `depth`th from the top, 0 being the top.
  PackedType peek(uint32_t depth) const { return top_[-1 - static_cast<ptrdiff_t>(depth)]; }
  PackedType &top() { return top_[-1]; }

private:
  void grow() {
    const size_t used = size(), capacity = used ? used * 2 : 256;
    auto bigger = std::make_unique<PackedType[]>(capacity);
    std::copy(begin_.get(), top_, bigger.get());
    begin_ = std::move(bigger);
    top_ = begin_.get() + used;
    end_ = begin_.get() + capacity;
  }
  std::unique_ptr<PackedType[]> begin_;
  PackedType *top_ = nullptr, *end_ = nullptr;
};

struct ControlFrame {
  enum Kind : uint8_t {
    Body,
    Block,
    Loop,
    If,
    Else,
    Try,
    Catch,
    CatchAll
  }; ///< Block: try_table, too
  std::span<const ValueType> params, results;
  uint32_t height;         ///< of the operand stack without the parameters
  uint32_t set_locals = 0; ///< how many variables without a default value had been set before
  Kind kind;
  /// The spec's flag: what follows in the frame is unreachable, so that its stack is polymorphic.
  bool is_unreachable = false;
  /// Whether the block's beginning can be reached; only then was a visitor told of it.
  bool is_live = true;
  /// Whether something reachable branches to the end, or, with several arms, falls out of
  /// one before the last.
  bool end_is_reached = false;

  std::span<const ValueType> labelTypes() const { return kind == Loop ? params : results; }
};

} // namespace wasmelt::wasm
