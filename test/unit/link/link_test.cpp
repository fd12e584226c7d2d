// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/link/link_elf.h"

#include "compiler/driver/error.h"
#include "compiler/wasm/import_symbol.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace wasmelt;
using namespace wasmelt::link;

namespace {

using wasm::ValueType;

class Link : public testing::Test {
protected:
  void SetUp() override {
    std::string folder = testing::TempDir() + "wasmelt-link-XXXXXX";
    folder_ = ::mkdtemp(folder.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string object(const std::string &name, const std::string &c) {
    std::ofstream(folder_ + "/" + name + ".c") << c;
    std::string path = folder_ + "/" + name + ".o";
    EXPECT_EQ(std::system(("cc -c -O1 -fPIC -fvisibility=default -o " + path + " " + folder_ + "/" +
                           name + ".c")
                              .c_str()),
              0);
    return path;
  }
  static std::string read(const std::string &path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::string folder_;
};

TEST_F(Link, JoinedObjectKeepsOnlyNamedSymbolsLocal) {
  ElfLink link;
  link.objects = {object("a", "int shared(void) { return 3; } int kept(void) { return 4; }"),
                  object("b", "int shared(void); int use(void) { return shared() + 1; }")};
  link.output = folder_ + "/joined.o";
  joinObjects(link, {"shared"});
  // Another definition of the same name does not clash with a local one.
  std::string other =
      object("main", "int shared(void) { return 50; } int use(void); int kept(void);"
                     "int main(void) { return shared() + use() + kept() - 58; }");
  std::string program = folder_ + "/program";
  ASSERT_EQ(std::system(("cc -o " + program + " " + other + " " + link.output).c_str()), 0);
  EXPECT_EQ(std::system(program.c_str()), 0);
}

TEST_F(Link, JoiningIsTheSameForAnyNumberOfThreads) {
  ElfLink link;
  for (int i = 0; i < 8; ++i)
    link.objects.push_back(
        object("f" + std::to_string(i), "int f" + std::to_string(i) + "(int x) { return x * 3; }"));
  link.output = folder_ + "/one.o";
  joinObjects(link, {});
  std::string one = read(link.output);
  link.output = folder_ + "/eight.o";
  link.jobs = 8;
  joinObjects(link, {});
  EXPECT_FALSE(one.empty());
  EXPECT_EQ(one, read(link.output));
}

TEST_F(Link, MissingBundleIsNamed) {
  ElfExecutable link;
  link.bundle = folder_ + "/none";
  link.output = folder_ + "/out";
  try {
    linkExecutable(link);
    FAIL();
  } catch (const Error &error) {
    std::string text = error.what();
    EXPECT_NE(text.find("rcrt1.o"), text.npos);
    EXPECT_NE(text.find(link.bundle), text.npos);
  }
  EXPECT_FALSE(std::filesystem::exists(link.output));
}

TEST_F(Link, DuplicateSymbolIsAnErrorOfOurs) {
  ElfLink link;
  link.objects = {object("a", "int twice(void) { return 1; }"),
                  object("b", "int twice(void) { return 2; }")};
  link.output = folder_ + "/out.o";
  try {
    joinObjects(link, {});
    FAIL();
  } catch (const Error &error) {
    std::string text = error.what();
    EXPECT_EQ(text.find("wasmelt: error: link: duplicate symbol: twice"), 0u) << text;
  }
}

TEST_F(Link, BrokenObjectIsAnErrorNotTheEndOfTheProcess) {
  std::string broken = folder_ + "/broken.o";
  std::ofstream(broken, std::ios::binary)
      << read(object("a", "int f(void) { return 1; }")).substr(0, 100);
  ElfLink link;
  link.objects = {broken};
  link.output = folder_ + "/out.o";
  // In a process of its own, because lld's state is lost with it.
  auto attempt = [&] {
    try {
      joinObjects(link, {});
    } catch (const Error &) {
      ::_exit(7);
    }
  };
  EXPECT_EXIT(attempt(), testing::ExitedWithCode(7), "");
}

TEST(ExplainLinkerErrors, UndefinedImportsAreWorded) {
  EXPECT_EQ(explainLinkerErrors("ld.lld: error: undefined symbol: wasmelt.import.env.foo:iI_f\n"
                                ">>> referenced by wasm\n>>>               0.o:(f)\n"),
            "nobody provides import env.foo (i32, i64) -> (f32)");
}

TEST(ExplainLinkerErrors, AnotherRuntimeVersionIsWorded) {
  std::string text =
      explainLinkerErrors("ld.lld: error: undefined symbol: wasmelt_abi_version_9\n");
  EXPECT_NE(text.find("another version"), text.npos);
}

TEST(ExplainLinkerErrors, EveryKindIsTold) {
  std::string text = explainLinkerErrors("ld.lld: error: undefined hidden symbol: wasmelt_rt_x\n"
                                         "ld.lld: error: cannot open y: No space left on device\n");
  EXPECT_NE(text.find("wasmelt_rt_x"), text.npos) << text;
  EXPECT_NE(text.find("No space left on device"), text.npos) << text;
}

TEST(ImportSymbol, SpellsTheSignature) {
  wasm::FunctionType type{{ValueType::I32, ValueType::I64, ValueType::F32, ValueType::F64,
                           ValueType::V128, ValueType::externref()},
                          {ValueType::I32}};
  EXPECT_EQ(wasm::importSymbol("env", "a.b_c", type), "wasmelt.import.env.a.b_c:iIfdvr_i");
}

TEST(ImportSymbol, ReadsBackWhatItWrote) {
  auto parsed = wasm::parseImportSymbol("wasmelt.import.env.a:b_c:iI_");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->name, "env.a:b_c");
  EXPECT_EQ(parsed->signature, "(i32, i64) -> ()");
  EXPECT_FALSE(wasm::parseImportSymbol("malloc"));
  EXPECT_FALSE(wasm::parseImportSymbol("wasmelt.import.env.x"));
}

} // namespace
