// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/script.h"

#include <gtest/gtest.h>

namespace wasmelt::wasm::text {
namespace {

ScriptValue resultOf(std::string_view value) {
  const std::string text = "(assert_return (invoke \"f\") " + std::string(value) + ")";
  return readScript(text, "test.wast").commands.at(0).results.at(0);
}

std::array<uint8_t, 16> bytesOf(uint64_t low, uint64_t high = 0) {
  std::array<uint8_t, 16> bytes;
  for (unsigned i = 0; i < 8; ++i) {
    bytes[i] = static_cast<uint8_t>(low >> (8 * i));
    bytes[8 + i] = static_cast<uint8_t>(high >> (8 * i));
  }
  return bytes;
}

TEST(Script, ReadsEveryCommand) {
  const Script script = readScript(
      "(module $M (func))\n(module definition $D (func))\n(module instance $I $D)\n"
      "(module binary \"\\00asm\" \"\\01\\00\\00\\00\")\n(register \"m\" $M)\n(invoke $M \"f\" "
      "(i32.const 1))\n"
      "(assert_return (get $M \"g\") (i64.const -1))\n(assert_trap (invoke \"f\") "
      "\"unreachable\")\n"
      "(assert_trap (module (func)) \"x\")\n(assert_exhaustion (invoke \"f\") \"stack\")\n"
      "(assert_exception (invoke \"f\"))\n(assert_malformed (module quote \"(fun\" \"c)\") \"x\")\n"
      "(thread $T (shared (module $M)) (invoke \"f\"))\n(wait $T)",
      "test.wast");
  using Kind = ScriptCommand::Kind;
  const Kind kinds[] = {Kind::Module,          Kind::Module,
                        Kind::Module,          Kind::Module,
                        Kind::Register,        Kind::Action,
                        Kind::AssertReturn,    Kind::AssertTrap,
                        Kind::AssertTrap,      Kind::AssertExhaustion,
                        Kind::AssertException, Kind::AssertMalformed,
                        Kind::Thread,          Kind::Wait};
  ASSERT_EQ(script.commands.size(), std::size(kinds));
  for (size_t i = 0; i < std::size(kinds); ++i) {
    EXPECT_EQ(script.commands[i].kind, kinds[i]) << i;
    EXPECT_EQ(script.commands[i].line, i + 1) << i;
  }
  EXPECT_EQ(script.commands[0].module->id, "M");
  EXPECT_TRUE(script.commands[1].module->is_definition);
  EXPECT_EQ(script.commands[2].module->definition, "D");
  EXPECT_EQ(script.commands[3].module->content.size(), 8u);
  EXPECT_EQ(script.commands[4].text, "m");
  EXPECT_EQ(script.commands[5].action->arguments.at(0).u32(), 1u);
  EXPECT_TRUE(script.commands[8].module.has_value());
  EXPECT_EQ(script.commands[11].module->content, "(func)");
  EXPECT_EQ(script.commands[12].shared, "M");
  EXPECT_EQ(script.commands[12].commands.size(), 1u);
}

TEST(Script, ErrorsInModulesAreAtTheirPlaceInTheScript) {
  const Script script = readScript("\n(module\n  (func (foo)))", "test.wast");
  try {
    script.assemble(*script.commands[0].module);
    FAIL();
  } catch (const Error &error) {
    EXPECT_EQ(error.place.line, 3u);
    EXPECT_EQ(error.place.column, 10u);
  }
}

TEST(Script, FieldsAloneAreAModule) {
  const Script script = readScript("(func) (memory 1)", "test.wast");
  ASSERT_EQ(script.commands.size(), 1u);
  EXPECT_GT(script.assemble(*script.commands[0].module).bytes.size(), 8u);
}

TEST(Script, NumbersMatchExactlyAndNaNsByPattern) {
  EXPECT_TRUE(resultOf("(i32.const -1)").matches(bytesOf(0xFFFFFFFF)));
  EXPECT_FALSE(resultOf("(f32.const 0)").matches(bytesOf(0x80000000)));
  EXPECT_TRUE(resultOf("(f32.const nan:canonical)").matches(bytesOf(0xFFC00000)));
  EXPECT_FALSE(resultOf("(f32.const nan:canonical)").matches(bytesOf(0x7FC00001)));
  EXPECT_TRUE(resultOf("(f32.const nan:arithmetic)").matches(bytesOf(0x7FC00001)));
  EXPECT_FALSE(resultOf("(f64.const nan:arithmetic)").matches(bytesOf(0x7FF4000000000000)));
  EXPECT_TRUE(resultOf("(f64.const nan:0x4000000000000)").matches(bytesOf(0x7FF4000000000000)));
  const ScriptValue vector = resultOf("(v128.const f32x4 1 nan:canonical 2 nan:arithmetic)");
  EXPECT_TRUE(vector.matches(bytesOf(0x7FC000003F800000, 0xFFC1234540000000)));
  EXPECT_FALSE(vector.matches(bytesOf(0x7FC000013F800000, 0xFFC1234540000000)));
  EXPECT_TRUE(resultOf("(either (i32.const 1) (i32.const 2))").matches(bytesOf(2)));
  EXPECT_FALSE(resultOf("(either (i32.const 1) (i32.const 2))").matches(bytesOf(3)));
}

TEST(Script, ValuesAreToldAsTheyAreWritten) {
  for (const char *text :
       {"(i32.const -1)", "(f32.const nan:canonical)", "(v128.const i32x4 1 -2 3 4)",
        "(v128.const f64x2 1.5 nan:arithmetic)", "(ref.null)", "(ref.null func)", "(ref.extern 3)",
        "(ref.i31)", "(either (i64.const 1) (i64.const 2))"})
    EXPECT_EQ(resultOf(text).str(), text);
}

} // namespace
} // namespace wasmelt::wasm::text
