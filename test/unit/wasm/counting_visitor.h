// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A visitor that only counts what it is told.
#pragma once

#include "compiler/wasm/function_visitor.h"

namespace wasmelt::wasm {

class CountingVisitor : public FunctionVisitor {
public:
  uint64_t instructions = 0;

  void beginFunction(uint32_t, std::span<const ValueType>) override {}
  void endFunction() override {}
  void else_(bool) override { ++instructions; }
  void end_(bool) override { ++instructions; }
  void catch_(const TagImmediate &, bool) override { ++instructions; }
  void catch_all(bool) override { ++instructions; }
  void delegate(const LabelImmediate &, bool) override { ++instructions; }
#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  WASM_VISIT_##immediate(name)
#define WASM_VISIT(name, Imm)                                                                      \
  void name(const Imm##Immediate &) override { ++instructions; }
#include "compiler/wasm/opcodes.def"
#include "compiler/wasm/visit_immediates.def"
#undef WASM_VISIT
};

} // namespace wasmelt::wasm
