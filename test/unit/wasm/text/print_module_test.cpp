// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/text/print_module.h"
#include "compiler/wasm/text/read_module.h"

#include <gtest/gtest.h>

namespace wasmelt::wasm::text {
namespace {

std::string print(const std::vector<uint8_t> &bytes) {
  return printModule(decodeModule(bytes, "test.wasm", FeatureSet::all()));
}

/// Prints a text and checks that the print reads back to the same binary.
std::string printed(std::string_view text) {
  const AssembledModule assembled = readModule(text, "test.wat");
  const std::string result = print(assembled.bytes);
  EXPECT_EQ(readModule(result, "printed.wat").bytes, assembled.bytes) << result;
  return result;
}

TEST(PrintModule, FunctionsAreFlatAndIndented) {
  EXPECT_EQ(printed("(module $m (func $f (param $x i32) (param i32) (result i32) (local $y f32)"
                    " (block $l (result i32) (br_if $l (local.get $x) (local.get 1)))))"),
            "(module $m\n"
            "  (type (;0;) (func (param i32 i32) (result i32)))\n"
            "  (func $f (;0;) (type 0) (param $x i32) (param i32) (result i32)\n"
            "    (local $y f32)\n"
            "    block $l (result i32)\n"
            "      local.get $x\n"
            "      local.get 1\n"
            "      br_if $l\n"
            "    end\n"
            "  )\n"
            ")\n");
}

TEST(PrintModule, NamesThatAreNotUniqueAreAnnotations) {
  const std::string text =
      printed("(func $f call 1) (func (@name \"f\") call 0) (func $\"a b\" call $\"a b\")");
  EXPECT_NE(text.find("(func $f (;0;)"), std::string::npos) << text;
  EXPECT_NE(text.find("(func (@name \"f\") (;1;)"), std::string::npos) << text;
  EXPECT_NE(text.find("call $\"a b\""), std::string::npos) << text;
}

TEST(PrintModule, LabelsMeanTheInnermostOfTheirName) {
  const std::string text = printed("(func (block $l (block $l (br 0) (br 1) (br 2))))");
  EXPECT_NE(text.find("br $l\n"), std::string::npos) << text;
  EXPECT_NE(text.find("br 1\n"), std::string::npos) << text;
}

TEST(PrintModule, CustomSectionsKeepTheirPlace) {
  printed("(@custom \"a\" (before first) \"\\00\") (type (func)) (func (type 0))"
          "(@custom \"b\" (after type) \"x\\ff\") (@custom \"c\" (before code)) (@custom \"d\")");
}

TEST(PrintModule, BranchHintsStandAtTheirBranches) {
  const std::string text =
      printed("(func (param i32) local.get 0 (@metadata.code.branch_hint \"\\01\") if end"
              " (block local.get 0 (@metadata.code.branch_hint \"\\00\") br_if 0))");
  EXPECT_NE(text.find("(@metadata.code.branch_hint \"\\00\") br_if 0"), std::string::npos) << text;
}

TEST(PrintModule, SegmentsInAllForms) {
  printed("(table 1 funcref) (table $t 1 externref) (func $f)"
          "(elem (i32.const 0) $f) (elem func $f) (elem declare func $f)"
          "(elem (table $t) (i32.const 0) externref (ref.null extern))"
          "(elem funcref (ref.func $f) (item ref.null func))"
          "(elem (offset (i32.add (i32.const 0) (i32.const 0))) funcref)"
          "(memory 1) (memory 1) (data \"\\00\\\"x\") (data (memory 1) (i32.const 1) \"\")");
}

TEST(PrintModule, EveryKindOfType) {
  printed(
      "(type $s (sub (struct (field $x (mut i8)) (field i16 (ref null $s)))))"
      "(rec (type $a (sub $s (struct (field (mut i8) i16 (ref null $s) anyref))))"
      " (type (array (mut (ref $a)))))"
      "(type (sub final (func (param v128 (ref any)) (result exnref nullref))))"
      "(memory i64 1 2) (memory 1 1 shared) (memory 0 (pagesize 1)) (table i64 1 2 (ref null $s))"
      "(tag (param i32)) (global (mut f32) (f32.const nan:0x1))"
      "(func (param (ref $s)) (result i32) local.get 0 struct.get_s $s $x)");
}

TEST(PrintModule, FunctionsWithoutATypeAreRefused) {
  const std::vector<uint8_t> bytes = {0, 'a', 's', 'm', 1, 0, 0, 0, 3, 2, 1, 5, 10, 4, 1, 2, 0, 11};
  EXPECT_THROW(print(bytes), Error);
}

} // namespace
} // namespace wasmelt::wasm::text
