// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whatever the bytes are, decoding and validating them either succeeds or throws wasm::Error; the
// visitor is told of instructions in a way that a stack machine can follow; constant expressions
// evaluate.
#include "compiler/wasm/branch_hints.h"
#include "compiler/wasm/const_expr.h"
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/diagnostic.h"
#include "compiler/wasm/function_visitor.h"
#include "compiler/wasm/instruction_reader.h"
#include "compiler/wasm/validate_module.h"

#include <cstdlib>

using namespace wasmelt::wasm;

namespace {

void require(bool condition) {
  if (!condition)
    std::abort();
}

/// Holds the validator to the contract of function_visitor.h: blocks nest, nothing comes from dead
/// code.
class ContractVisitor : public FunctionVisitor {
public:
  void beginFunction(uint32_t, std::span<const ValueType>) override {
    blocks_.assign(1, Block{});
    live_ = true;
  }
  void endFunction() override { require(blocks_.empty()); }

  void else_(bool falls_through) override {
    require(!blocks_.empty() && blocks_.back().kind == Block::If);
    nextArm(Block::Other, falls_through);
  }
  void catch_(const TagImmediate &, bool falls_through) override {
    require(!blocks_.empty() && isTry(blocks_.back().kind));
    nextArm(Block::Catch, falls_through);
  }
  void catch_all(bool falls_through) override {
    require(!blocks_.empty() && isTry(blocks_.back().kind));
    nextArm(Block::CatchAll, falls_through);
  }
  void delegate(const LabelImmediate &imm, bool falls_through) override {
    require(!blocks_.empty() && blocks_.back().kind == Block::Try);
    require(imm.depth + 1 < blocks_.size());
    end_(falls_through);
  }
  void end_(bool falls_through) override {
    require(!blocks_.empty() && falls_through == live_);
    const Block block = blocks_.back();
    blocks_.pop_back();
    live_ = live_ || block.kind == Block::If || (block.end_reached && block.kind != Block::Loop);
  }

#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  WASM_VISIT_##immediate(name)
#define WASM_VISIT(name, Imm)                                                                      \
  void name(const Imm##Immediate &imm) override { told(#name, imm); }
#include "compiler/wasm/opcodes.def"
#include "compiler/wasm/visit_immediates.def"
#undef WASM_VISIT

private:
  struct Block {
    enum Kind { Loop, If, Try, Catch, CatchAll, Other };
    Kind kind = Other;
    bool end_reached = false;
  };
  static bool isTry(Block::Kind kind) { return kind == Block::Try || kind == Block::Catch; }
  void nextArm(Block::Kind kind, bool falls_through) {
    require(falls_through == live_);
    blocks_.back().kind = kind;
    blocks_.back().end_reached |= live_;
    live_ = true;
  }
  void branch(uint32_t depth) {
    require(depth < blocks_.size());
    blocks_[blocks_.size() - 1 - depth].end_reached = true;
  }
  template <class Imm>
  void told(std::string_view name, const Imm &imm) {
    require(live_);
    if constexpr (requires { imm.catches; })
      for (const CatchClause &clause : imm.catches)
        branch(clause.depth);
    if constexpr (requires { imm.results; })
      blocks_.push_back({.kind = name == "loop"   ? Block::Loop
                                 : name == "if_"  ? Block::If
                                 : name == "try_" ? Block::Try
                                                  : Block::Other});
    if constexpr (requires { imm.depth; }) {
      if (name == "rethrow") {
        require(imm.depth < blocks_.size());
        const Block::Kind kind = blocks_[blocks_.size() - 1 - imm.depth].kind;
        require(kind == Block::Catch || kind == Block::CatchAll);
      } else {
        branch(imm.depth);
      }
    }
    if constexpr (requires { imm.depths; }) {
      for (const uint32_t depth : imm.depths)
        branch(depth);
      branch(imm.default_depth);
    }
    if constexpr (requires { imm.type.kind(); })
      require(imm.type.kind() != ValueType::Bottom);
    if (name == "br" || name == "br_table" || name == "return_" || name == "unreachable" ||
        name.starts_with("return_call") || name.starts_with("throw") || name == "rethrow")
      live_ = false;
  }

  std::vector<Block> blocks_;
  bool live_ = true;
};

/// What validates can be read without validation as well.
void readInstructions(const Module &module, uint32_t function, const FeatureSet &features) {
  const ErrorContext context{module, function};
  InstructionReader reader(context, function, features);
  try {
    for (Instruction instruction; reader.next(instruction);)
      require(instruction.text() != nullptr);
  } catch (const Error &) {
    std::abort();
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const FeatureSet features;
  try {
    const Module module = decodeModule({data, size}, "fuzz.wasm", features);
    try {
      validateModule(module, features);
    } catch (const Error &) {
      return 0; // bodies may only be validated in a valid module
    }
    for (const Global &global : module.globals)
      if (!global.import)
        evaluate(module, global.init);
    for (const ElementSegment &segment : module.elements)
      for (const ConstExpr &element : segment.elements)
        evaluate(module, element);
    try {
      validateBranchHints(module, features);
    } catch (const Error &) {
    }
    ContractVisitor visitor;
    for (uint32_t f = module.importedFunctionCount; f < module.functions.size(); ++f) {
      try {
        validateFunction(module, f, features, &visitor);
        readInstructions(module, f, features);
      } catch (const Error &) { // the other bodies are worth a look nevertheless
      }
    }
  } catch (const Error &) {
  }
  return 0;
}
