// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/text/read_module.h"
#include "compiler/wasm/validate_module.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace wasmelt::wasm::text {
namespace {

using Bytes = std::vector<uint8_t>;

/// The binary without its header.
Bytes sections(std::string_view text) {
  const AssembledModule module = readModule(text, "test.wat");
  return {module.bytes.begin() + 8, module.bytes.end()};
}

/// The whole error about a text, from reading to validation.
std::string failure(std::string_view text) {
  AssembledModule assembled;
  try {
    assembled = readModule(text, "test.wat");
    const FeatureSet features = FeatureSet::all();
    const Module module = decodeModule(assembled.bytes, "test.wat", features);
    validateModule(module, features);
    for (uint32_t f = module.importedFunctionCount; f < module.functions.size(); ++f)
      validateFunction(module, f, features, nullptr);
  } catch (const Error &error) {
    return assembled.located(error).what();
  }
  return "";
}

/// The beginning of the error: all of its first line that is expected.
void expectFailure(std::string_view text, const std::string &expected) {
  EXPECT_EQ(failure(text).substr(0, expected.size()), expected) << text;
}

TEST(ReadModule, EmptyModules) {
  EXPECT_EQ(sections("(module)"), Bytes{});
  EXPECT_EQ(sections(""), Bytes{});
  EXPECT_EQ(sections(";; only a comment"), Bytes{});
}

TEST(ReadModule, FoldedAndFlatAreTheSame) {
  const char *flat = "(func (result i32) block (result i32) i32.const 1 i32.const 2 i32.add end)";
  const char *folded =
      "(func (result i32) (block (result i32) (i32.add (i32.const 1) (i32.const 2))))";
  EXPECT_EQ(sections(flat), sections(folded));
  EXPECT_EQ(sections("(func (param i32) local.get 0 if nop else nop end)"),
            sections("(func (param i32) (if (local.get 0) (then (nop)) (else (nop))))"));
  EXPECT_EQ(sections("(tag $t) (func try nop catch $t nop catch_all nop end)"),
            sections("(tag $t) (func (try (do nop) (catch $t nop) (catch_all nop)))"));
  EXPECT_EQ(sections("(func try nop delegate 0)"), sections("(func (try (do nop) (delegate 0)))"));
}

TEST(ReadModule, TypeUsesAddTypesInTheOrderOfTheText) {
  // Blocks and indirect calls add theirs between those of the functions around.
  EXPECT_EQ(sections("(table 0 funcref)"
                     "(func (result f64) (call_indirect (result f32) (i32.const 0)) unreachable)"
                     "(func (result i64) unreachable) (type (func (param i32)))"),
            sections("(type (func (param i32))) (type (func (result f64)))"
                     "(type (func (result f32))) (type (func (result i64)))"
                     "(table 0 funcref)"
                     "(func (type 1) (call_indirect (type 2) (i32.const 0)) unreachable)"
                     "(func (type 3) unreachable)"));
}

TEST(ReadModule, TypeUsesDoNotMeanTypesThatAreNotPlain) {
  EXPECT_EQ(sections("(rec (type (func)) (type (struct))) (type (sub (func))) (func)"),
            sections("(rec (type (func)) (type (struct))) (type (sub (func))) (type (func))"
                     "(func (type 3))"));
}

TEST(ReadModule, InlineFormsAreShort) {
  EXPECT_EQ(sections("(func (export \"a\") (export \"b\"))"),
            sections("(func) (export \"a\" (func 0)) (export \"b\" (func 0))"));
  EXPECT_EQ(sections("(func (import \"m\" \"f\") (param i32))"),
            sections("(import \"m\" \"f\" (func (param i32)))"));
  EXPECT_EQ(sections("(memory (data \"ab\" \"c\"))"),
            sections("(memory 1 1) (data (i32.const 0) \"abc\")"));
  EXPECT_EQ(sections("(table i64 funcref (elem 0 0)) (func)"),
            sections("(table i64 2 2 funcref) (elem (i64.const 0) func 0 0) (func)"));
}

TEST(ReadModule, NamesBecomeANameSection) {
  const AssembledModule assembled =
      readModule("(module $m (func $f (param $p i32) (local $l i64)) (func (@name \"other name\"))"
                 " (global $\"a global\" i32 (i32.const 0)))",
                 "test.wat");
  const Module module = decodeModule(assembled.bytes, "test.wat", {});
  EXPECT_EQ(module.module_name, "m");
  EXPECT_EQ(module.function_names, (std::vector<std::string>{"f", "other name"}));
  EXPECT_EQ(module.global_names, (std::vector<std::string>{"a global"}));
}

TEST(ReadModule, CustomSectionsGoWhereTheyAreAskedTo) {
  EXPECT_EQ(sections("(@custom \"a\" (before first) \"1\") (@custom \"b\") (type (func))"
                     "(@custom \"c\" (after type) \"2\" \"3\")"),
            (Bytes{0, 3, 1, 'a', '1', 1, 4, 1, 0x60, 0, 0, 0, 4, 1, 'c', '2', '3', 0, 2, 1, 'b'}));
}

TEST(ReadModule, BranchHintsBecomeASection) {
  const Bytes bytes = sections(
      "(func (param i32) (@metadata.code.branch_hint \"\\01\") (if (local.get 0) (then)))");
  const Bytes hint = {1, 0, 1, 3, 1, 1}; // one function, 0, one hint, at 3, one byte, 1
  EXPECT_NE(std::search(bytes.begin(), bytes.end(), hint.begin(), hint.end()), bytes.end());
}

TEST(ReadModule, SyntaxErrorsAreAtLineAndColumn) {
  EXPECT_EQ(failure("(module\n  (func\n    (i32.cnst 1)))"),
            "test.wat:3:6: error: unknown operator i32.cnst\n"
            "   3 |     (i32.cnst 1)))\n"
            "     |      ^");
  expectFailure("(module\n\t(func (result i32) i32.const))",
                "test.wat:2:30: error: unexpected token: expected an integer, found ')'\n"
                "   2 | \t(func (result i32) i32.const))\n"
                "     | \t                            ^");
  expectFailure("(func (br $x))", "test.wat:1:11: error: unknown label $x");
  expectFailure("(func (call $x))", "test.wat:1:13: error: unknown function $x");
  expectFailure("(func $f) (func $f)", "test.wat:1:17: error: duplicate function $f");
  expectFailure("(func) (memory 1) (import \"a\" \"b\" (func))",
                "test.wat:1:19: error: import after function");
  expectFailure("(module) (module)", "test.wat:1:10: error: unexpected token: expected the end");
  expectFailure("(module (func)", "test.wat:1:15: error: unexpected token");
}

TEST(ReadModule, ColumnsCountCharacters) {
  EXPECT_EQ(failure("(; \u00e4\u00f6\u00fc ;) (foo)"),
            "test.wat:1:12: error: unknown operator foo\n"
            "   1 | (; \u00e4\u00f6\u00fc ;) (foo)\n"
            "     |            ^");
}

TEST(ReadModule, LongLinesAreCut) {
  const std::string line =
      "(func (;" + std::string(5000, 'x') + ";) foo (;" + std::string(5000, 'y') + ";))";
  const std::string error = failure(line);
  EXPECT_LT(error.size(), 500u);
  EXPECT_NE(error.find("foo"), std::string::npos);
}

TEST(ReadModule, ValidationErrorsAreAtTheirPlaceInTheText) {
  EXPECT_EQ(failure("(module\n"
                    "  (func $broken (result i32)\n"
                    "    (i32.add (i32.const 1) (f64.const 2))))"),
            "test.wat:3:6: error: in function 0 'broken': type mismatch: i32.add expected i32, "
            "found f64\n"
            "   3 |     (i32.add (i32.const 1) (f64.const 2))))\n"
            "     |      ^");
  expectFailure("(module\n  (func\n    local.get 7\n    drop))", "test.wat:3:");
  expectFailure("(module\n  (export \"x\" (func 3)))", "test.wat:2:");
  expectFailure("(module\n  (global i32\n    (f32.const 1)))", "test.wat:");
}

TEST(ReadModule, DeepNestingIsNoProblem) {
  std::string text = "(func ";
  for (int i = 0; i < 100000; ++i)
    text += "(block ";
  text += std::string(100000, ')') + ")";
  EXPECT_GT(sections(text).size(), 300000u);
  text = "(func ";
  for (int i = 0; i < 100000; ++i)
    text += "(drop ";
  text += std::string(100000, ')') + ")";
  EXPECT_GT(sections(text).size(), 100000u);
}

TEST(ReadModule, ErrorsShowNothingThatControlsATerminal) {
  try {
    readModule("(func \x1B[31m\xC2\x9B é)", "a.wat");
    FAIL();
  } catch (const Error &error) {
    EXPECT_EQ(error.place.excerpt, "   1 | (func \xEF\xBF\xBD[31m\xEF\xBF\xBD é)\n     |       ^");
  }
}

TEST(ReadModule, BinaryIsToldFromText) {
  EXPECT_TRUE(isBinary(std::string_view("\0asm", 4)));
  EXPECT_TRUE(isBinary("\x7f"
                       "ELF"));
  EXPECT_TRUE(isBinary(""));
  EXPECT_FALSE(isBinary("(module)"));
  EXPECT_FALSE(isBinary("\n;; x"));
  EXPECT_FALSE(isBinary("(;é"));
  EXPECT_FALSE(isBinary("\xEF\xBB\xBF(module)"));
  EXPECT_TRUE(isBinary("r\xD5\x01("));
}

} // namespace
} // namespace wasmelt::wasm::text
