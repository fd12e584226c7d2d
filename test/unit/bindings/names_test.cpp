// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What imports and exports are called in other languages.
#include "compiler/bindings/c_header.h"
#include "compiler/bindings/c_names.h"
#include "compiler/bindings/identifiers.h"
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/text/read_module.h"

#include <gtest/gtest.h>

namespace wasmelt::bindings {

namespace {

using Names = std::vector<std::string>;

wasm::Module moduleOf(const std::string &fields) {
  auto assembled = wasm::text::readModule("(module " + fields + ")", "test.wat");
  return wasm::decodeModule(assembled.bytes, "test.wat", wasm::FeatureSet::all());
}

/// What functions that are exported by these names are called behind the prefix.
Names exported(const Names &names) {
  std::string text = "(func $f)";
  for (const std::string &name : names)
    text += "(export \"" + name + "\" (func $f))";
  Names result = cNames(moduleOf(text), "p").exports;
  for (std::string &name : result) {
    EXPECT_TRUE(name.starts_with("p_")) << name;
    name.erase(0, 2);
  }
  return result;
}

/// What functions that are imported by these module names and names are called.
Names imported(const std::vector<std::pair<std::string, std::string>> &names) {
  std::string text;
  for (const auto &[module, name] : names)
    text += "(import \"" + module + "\" \"" + name + "\" (func))";
  return cNames(moduleOf(text), "p").imports;
}

} // namespace

TEST(Names, OtherCharactersAreReplaced) {
  EXPECT_EQ(identifierOf("plain_Name1"), "plain_Name1");
  EXPECT_EQ(identifierOf("rb-js: a.b"), "rb_js__a_b");
  EXPECT_EQ(identifierOf("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), "ue9u20acu1f600");
  EXPECT_EQ(identifierOf(std::string_view("a\0b", 3)), "a_b");
  EXPECT_EQ(identifierOf(""), "empty");
}

TEST(Names, ExportsThatNeedNoChangeKeepTheirNames) {
  EXPECT_EQ(exported({"a-b", "a+b", "a_b"}), (Names{"a_b_2", "a_b_3", "a_b"}));
  EXPECT_EQ(exported({"a-b", "a_b", "a_b_2"}), (Names{"a_b_3", "a_b", "a_b_2"}));
  EXPECT_EQ(exported({"", "empty"}), (Names{"empty_2", "empty"}));
  EXPECT_EQ(exported({"1"}), (Names{"1"}));
}

TEST(Names, WhatEveryHeaderHasIsTaken) {
  EXPECT_EQ(exported({"t", "create", "destroy", "imports_t", "instance", "library"}),
            (Names{"t_2", "create_2", "destroy_2", "imports_t_2", "instance_2", "library_2"}));
  EXPECT_EQ(exported({"wasmelt_library"}), (Names{"wasmelt_library_2"}));
}

TEST(Names, WhatComesWithAnExportIsTakenToo) {
  EXPECT_EQ(exported({"f", "f_function"}), (Names{"f", "f_function_2"}));
  EXPECT_EQ(exported({"f_function", "f"}), (Names{"f_function", "f_2"}));
  wasm::Module module =
      moduleOf("(memory (export \"m\") 1) (global (export \"g\") i32 (i32.const 1))"
               "(table (export \"t\") 1 funcref)"
               "(func $f) (export \"m_size\" (func $f)) (export \"g_get\" (func $f))");
  EXPECT_EQ(cNames(module, "p").exports, (Names{"p_m", "p_g", "p_t_2", "p_m_size_2", "p_g_get_2"}));
}

TEST(Names, MembersOfClassesHaveNoPrefix) {
  wasm::Module module = moduleOf("(func $f) (export \"add\" (func $f)) (export \"a-b\" (func $f))"
                                 "(export \"class\" (func $f)) (export \"Instance\" (func $f))"
                                 "(export \"add_function\" (func $f)) (export \"assert\" (func $f))"
                                 "(export \"m_size\" (func $f)) (memory (export \"m\") 1)"
                                 "(export \"1st\" (func $f))");
  EXPECT_EQ(cppMembers(module), (Names{"add", "a_b", "class_", "Instance_2", "add_function_2",
                                       "assert_2", "m_size", "m", "_1st"}));
}

TEST(Names, FunctionsOfCAreNoNamespaces) {
  EXPECT_NE(whyNoNamespace("time"), "");
  EXPECT_NE(whyNoNamespace("abort"), "");
  EXPECT_EQ(whyNoNamespace("ti"), "");
}

TEST(Names, ImportsAreModuleAndName) {
  EXPECT_EQ(imported({{"env", "f"}, {"rb-js: x", "call: y"}}),
            (Names{"env_f", "rb_js__x_call__y"}));
  EXPECT_EQ(imported({{"a-b", "c"}, {"a_b", "c"}, {"a", "b_c"}}),
            (Names{"a_b_c_3", "a_b_c", "a_b_c_2"}));
  // One may be imported twice.
  EXPECT_EQ(imported({{"a", "f"}, {"a", "f"}}), (Names{"a_f", "a_f_2"}));
  EXPECT_EQ(imported({{"a", "f"}, {"a", "f_env"}}), (Names{"a_f", "a_f_env_2"}));
}

TEST(Names, MembersAreNoKeywordsAndBeginWithNoDigit) {
  EXPECT_EQ(imported({{"static", "assert"}, {"thread", "local"}, {"and", "eq"}}),
            (Names{"static_assert_", "thread_local_", "and_eq_"}));
  EXPECT_EQ(imported({{"1", "2"}, {"", ""}}), (Names{"_1_2", "empty_empty"}));
}

TEST(Names, AKeywordThatIsTakenWithItsUnderscoreGetsANumber) {
  Identifiers names(cKeywords());
  EXPECT_EQ(names.take("int_"), "int_");
  EXPECT_EQ(names.take("int"), "int__2");
}

TEST(Names, ThePrefixIsTheOutputsName) {
  EXPECT_EQ(prefixFromFile("dir.d/libfoo-bar.so.1"), "foo_bar");
  EXPECT_EQ(prefixFromFile("foo.o"), "foo");
  EXPECT_EQ(prefixFromFile("lib.a"), "lib");
  EXPECT_EQ(prefixFromFile("_a--b.o"), "a_b");
  EXPECT_EQ(prefixFromFile("class.o"), "module_class");
  for (const char *file : {"1.o", "_x.o", "a--b.o", "class.o", "wasmelt.so", "libwasm.so", ".so"})
    EXPECT_EQ(whyNoPrefix(prefixFromFile(file)), "") << file;
}

TEST(Names, PrefixesThatWouldNotCompileAreRefused) {
  for (const char *prefix : {"", "1", "a-b", "_a", "a__b", "int", "class", "std", "wasmelt_x"})
    EXPECT_NE(whyNoPrefix(prefix), "") << prefix;
  EXPECT_EQ(whyNoPrefix("a_b1"), "");
}

TEST(Names, NoNameEndsAComment) {
  EXPECT_EQ(quoted("*/ int x; /*"), R"("\2a/ int x; /\2a")");
  EXPECT_EQ(quoted("a\"b\\c\n\?\?/"), R"("a\22b\5cc\0a\3f\3f/")");
  EXPECT_EQ(quoted("\xC3\xA9"), R"("\u{e9}")");
  std::string header = cHeader(moduleOf("(func (export \"*/ int x; /*\"))"), "p");
  EXPECT_EQ(header.find("*/ int"), std::string::npos);
}

} // namespace wasmelt::bindings
