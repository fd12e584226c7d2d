// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the validator tells about a function body, instruction by instruction: one virtual method
// per row of opcodes.def. Only reachable instructions are told, so that a visitor needs no notion
// of unreachable code:
//  - after an unconditional branch, nothing is told until the `else` or `end` of a block that was
//  told;
//  - that `else`/`end` says whether control falls into it (`falls_through`). If it does not, the
//    operand stack above the block's base is to be discarded;
//  - `catch`, `catch_all` and `delegate` of the legacy exceptions are like `else`: told if their
//  `try`
//    was, and each handler counts as reachable;
//  - after an `end` that neither falls through nor was the target of a told branch, nothing is told
//    until the next enclosing `else`/`end`.
// Depths are counted as in the binary: those of try_table's catch clauses outside of the try_table.
#pragma once

#include "compiler/wasm/immediates.h"

#include <cstdint>

namespace wasmelt::wasm {

struct Module;

class FunctionVisitor {
public:
  virtual ~FunctionVisitor() = default;

  /// File offset of the instruction being visited.
  uint64_t offset = 0;

  /// Whether eachInstruction is to be called.
  bool wants_each_instruction = false;
  /// Before each of the methods for instructions, but not those for `else`, `end` and `catch`.
  virtual void eachInstruction() {}

  /// Before the first instruction: the declared locals, expanded, without the parameters.
  virtual void beginFunction(uint32_t function, std::span<const ValueType> locals) = 0;
  /// After the body's last `end`.
  virtual void endFunction() = 0;

  // Structure. The body itself is an outermost block with the function's results: it gets an `end_`
  // but no `block`. Branches to it are returns.
  virtual void else_(bool falls_through) = 0;
  virtual void end_(bool falls_through) = 0;
  // Legacy exceptions. A handler begins with the tag's parameters, or nothing, on the stack of the
  // `try`. `delegate` ends the block in place of an `end`; its depth is counted outside of the
  // `try`.
  virtual void catch_(const TagImmediate &imm, bool falls_through) = 0;
  virtual void catch_all(bool falls_through) = 0;
  virtual void delegate(const LabelImmediate &imm, bool falls_through) = 0;

  // One method per row; those with an immediate kind that starts with Structure are the ones above.
#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  WASM_VISIT_##immediate(name)
#define WASM_VISIT(name, Imm) virtual void name(const Imm##Immediate &imm) = 0;
#include "compiler/wasm/visit_immediates.def"
// (a comment between the two, so that clang-format does not sort them)
#include "compiler/wasm/opcodes.def"
#undef WASM_VISIT
};

} // namespace wasmelt::wasm
