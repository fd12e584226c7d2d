// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Instructions as text, in their flat form: one a line, indented by the blocks around them.
#pragma once

#include "compiler/wasm/instruction_reader.h"
#include "compiler/wasm/text/print_names.h"

namespace wasmelt::wasm::text {

class InstructionPrinter {
public:
  InstructionPrinter(const ModulePrintedNames &names, const FeatureSet &features)
      : names_(names), features_(features) {}

  /// The lines of a defined function's locals and instructions, without the last `end`. `locals`
  /// are the names of its parameters and local variables. `hints`: with its branch hints.
  void body(std::string &out, uint32_t function, const PrintedNames &locals,
            InstructionReader &reader, bool hints);
  /// A constant expression on one line without its `end`: `i32.const 1 i32.const 2 i32.add`; counts
  /// its instructions.
  std::string expression(const ConstExpr &expr, size_t &count);

private:
  void instruction(std::string &out, const Instruction &instruction);
  void hint(std::string &out, uint64_t offset);
  void immediate(std::string &out, const Instruction &instruction);
  void memArg(std::string &out, const MemArgImmediate &imm, Opcode opcode);
  void block(std::string &out, const BlockImmediate &imm);
  void enterLabel(std::string &out);
  std::string label(uint32_t depth) const;
  /// ` 3`, where 0 need not be told.
  std::string optional(const PrintedNames &space, uint32_t index) const {
    return index == 0 ? "" : " " + space.use(index);
  }

  const ModulePrintedNames &names_;
  const FeatureSet &features_;
  const PrintedNames *locals_ = nullptr;
  const std::map<uint32_t, std::string> *label_names_ = nullptr;
  std::vector<std::string> labels_; ///< innermost last; empty if it has no name
  uint32_t label_count_ = 0;
};

} // namespace wasmelt::wasm::text
