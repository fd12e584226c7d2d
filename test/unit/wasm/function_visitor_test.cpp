// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The contract of function_visitor.h: what a visitor is told, and what not.
#include "compiler/wasm/function_visitor.h"
#include "test/unit/wasm/module_builder.h"

namespace wasmelt::wasm::testing {
namespace {

/// Writes down what it is told: texts of instructions, `+` after an `else` or `end` into which
/// control falls, `-` otherwise.
class Trace : public FunctionVisitor {
public:
  std::string log;
  std::vector<uint64_t> offsets;

  void beginFunction(uint32_t function, std::span<const ValueType> locals) override {
    log += "begin" + std::to_string(function);
    for (const ValueType &local : locals)
      log += ":" + local.str();
  }
  void endFunction() override { log += " done"; }
  void else_(bool falls_through) override { note(falls_through ? "else+" : "else-", 0); }
  void end_(bool falls_through) override { note(falls_through ? "end+" : "end-", 0); }
  void catch_(const TagImmediate &imm, bool falls_through) override {
    note(falls_through ? "catch+" : "catch-", imm);
  }
  void catch_all(bool falls_through) override {
    note(falls_through ? "catch_all+" : "catch_all-", 0);
  }
  void delegate(const LabelImmediate &imm, bool falls_through) override {
    note(falls_through ? "delegate+" : "delegate-", imm);
  }

#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  WASM_VISIT_##immediate(name)
#define WASM_VISIT(name, Imm)                                                                      \
  void name(const Imm##Immediate &imm) override { note(#name, imm); }
#include "compiler/wasm/opcodes.def"
#include "compiler/wasm/visit_immediates.def"
#undef WASM_VISIT

private:
  template <class Imm>
  void note(const char *name, const Imm &imm) {
    offsets.push_back(offset);
    log += std::string(" ") + name;
    if constexpr (requires { imm.results; }) {
      for (const ValueType &type : imm.params)
        log += "<" + type.str();
      for (const ValueType &type : imm.results)
        log += ">" + type.str();
    }
    if constexpr (requires { imm.depth; })
      log += ":" + std::to_string(imm.depth);
    if constexpr (requires { imm.depths; }) {
      for (const uint32_t depth : imm.depths)
        log += ":" + std::to_string(depth);
      log += ":" + std::to_string(imm.default_depth);
    }
    if constexpr (requires { imm.type.str(); })
      log += ":" + imm.type.str();
  }
};

std::string trace(const OneFunction &module) {
  Trace visitor;
  validate(module.build(), {}, &visitor);
  return visitor.log;
}
std::string trace(Bytes code) { return trace(OneFunction{.code = std::move(code)}); }

constexpr uint8_t kUnreachable = 0x00, kNop = 0x01, kBlock = 0x02, kLoop = 0x03, kIf = 0x04,
                  kElse = 0x05, kEnd = 0x0B, kBr = 0x0C, kBrIf = 0x0D, kBrTable = 0x0E,
                  kReturn = 0x0F, kDrop = 0x1A, kConst = 0x41;

TEST(FunctionVisitor, IsToldOfLocalsAndTheBodysEnd) {
  OneFunction module{.params = {kI64}, .code = {kNop}};
  module.locals = {2, 2, kI32, 1, kF64};
  EXPECT_EQ(trace(module), "begin0:i32:i32:f64 nop end+ done");
}

TEST(FunctionVisitor, IsToldNothingAfterABranchUntilTheEnd) {
  EXPECT_EQ(trace({kUnreachable, kNop, kNop}), "begin0 unreachable end- done");
  EXPECT_EQ(trace({kReturn, kNop}), "begin0 return_ end- done");
  EXPECT_EQ(trace({kBlock, kEmpty, kBr, 0, kNop, kEnd, kNop}),
            "begin0 block br:0 end- nop end+ done");
  EXPECT_EQ(trace({kBlock, kEmpty, kConst, 0, kBrTable, 1, 0, 1, kNop, kEnd, kNop}),
            "begin0 block i32_const br_table:0:1 end- nop end+ done");
}

TEST(FunctionVisitor, IsToldNothingOfBlocksThatCannotBeReached) {
  EXPECT_EQ(trace({kUnreachable, kBlock, kEmpty, kNop, kLoop, kEmpty, kEnd, kEnd, kNop}),
            "begin0 unreachable end- done");
  EXPECT_EQ(trace({kUnreachable, kConst, 0, kIf, kEmpty, kNop, kElse, kNop, kEnd}),
            "begin0 unreachable end- done");
}

TEST(FunctionVisitor, IsToldNothingAfterAnEndThatNothingReaches) {
  // The block neither falls through nor is branched to, so what follows it is dead too …
  EXPECT_EQ(trace({kBlock, kEmpty, kUnreachable, kEnd, kNop}),
            "begin0 block unreachable end- end- done");
  // … up to the next enclosing end, here that of a block which is branched to.
  EXPECT_EQ(trace({kBlock, kEmpty, kConst, 0, kBrIf, 0, kBlock, kEmpty, kUnreachable, kEnd, kNop,
                   kEnd, kNop}),
            "begin0 block i32_const br_if:0 block unreachable end- end- nop end+ done");
}

TEST(FunctionVisitor, DoesNotCountUnreachableBranches) {
  EXPECT_EQ(trace({kBlock, kEmpty, kUnreachable, kBr, 0, kEnd, kNop}),
            "begin0 block unreachable end- end- done");
}

TEST(FunctionVisitor, ReachesALoopsEndOnlyByFallingThrough) {
  EXPECT_EQ(trace({kLoop, kEmpty, kBr, 0, kEnd, kNop}), "begin0 loop br:0 end- end- done");
  EXPECT_EQ(trace({kLoop, kEmpty, kConst, 0, kBrIf, 0, kEnd, kNop}),
            "begin0 loop i32_const br_if:0 end+ nop end+ done");
}

TEST(FunctionVisitor, ReachesTheEndOfAnIfWithoutElse) {
  EXPECT_EQ(trace({kConst, 0, kIf, kEmpty, kUnreachable, kEnd, kNop}),
            "begin0 i32_const if_ unreachable end- nop end+ done");
}

TEST(FunctionVisitor, JoinsBothArmsOfAnIf) {
  const Bytes fall = {kNop}, stop = {kUnreachable, kNop};
  auto arms = [&](const Bytes &a, const Bytes &b) {
    return trace(Bytes{kConst, 0, kIf, kEmpty} + a + Bytes{kElse} + b + Bytes{kEnd, kNop});
  };
  EXPECT_EQ(arms(fall, fall), "begin0 i32_const if_ nop else+ nop end+ nop end+ done");
  EXPECT_EQ(arms(fall, stop), "begin0 i32_const if_ nop else+ unreachable end- nop end+ done");
  EXPECT_EQ(arms(stop, fall), "begin0 i32_const if_ unreachable else- nop end+ nop end+ done");
  EXPECT_EQ(arms(stop, stop), "begin0 i32_const if_ unreachable else- unreachable end- end- done");
}

TEST(FunctionVisitor, ResolvesBlockAndSelectTypes) {
  OneFunction module{.code = {kConst, 1,    kBlock, 1, kDrop,  0x42,  2,    kEnd, kDrop, //
                              kBlock, kI64, 0x42,   2, kEnd,   kDrop,                    //
                              0x42,   0,    0x42,   0, kConst, 0,     0x1B, kDrop}};
  module.more_types = funcType({kI32}, {kI64});
  module.more_type_count = 1;
  EXPECT_EQ(trace(module), "begin0 i32_const block<i32>i64 drop i64_const end+ drop "
                           "block>i64 i64_const end+ drop "
                           "i64_const i64_const i32_const select:i64 drop end+ done");
}

TEST(FunctionVisitor, KnowsTheOffsetOfEachInstruction) {
  const Bytes bytes = OneFunction{.code = {kNop, kConst, 0, kDrop}}.build();
  Trace visitor;
  validate(bytes, {}, &visitor);
  const uint64_t code = decode(bytes).functions[0].body_begin + 1;
  EXPECT_EQ(visitor.offsets, (std::vector<uint64_t>{code, code + 1, code + 3, code + 4}));
}

TEST(FunctionVisitor, MayValidateAnotherFunctionMeanwhile) {
  class Nested : public Trace {
  public:
    const Module *module = nullptr;
    void nop(const NoneImmediate &imm) override {
      Trace::nop(imm);
      Trace inner;
      validateFunction(*module, 1, {}, &inner);
      log += "(" + inner.log + ")";
    }
  };
  const Bytes bytes = header() + section(1, vec({funcType({}, {kI32})})) + section(3, {2, 0, 0}) +
                      section(10, vec({body({kConst, 0, kNop}), body({kConst, 1})}));
  const Module module = decode(bytes);
  Nested visitor;
  visitor.module = &module;
  validateFunction(module, 0, {}, &visitor);
  EXPECT_EQ(visitor.log, "begin0 i32_const nop(begin1 i32_const end+ done) end+ done");
}

} // namespace
} // namespace wasmelt::wasm::testing
