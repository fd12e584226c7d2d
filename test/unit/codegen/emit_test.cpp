// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Partitioning and code generation: what comes out does not depend on threads, and means the same
// as the undivided module. Linked and run by the system's C compiler where it has to run.
#include "compiler/codegen/emit_object.h"

#include "compiler/codegen/pass_pipeline.h"
#include "compiler/driver/error.h"
#include "test/unit/codegen/ir.h"

#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/Object/ELFObjectFile.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

#include <atomic>
#include <dlfcn.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

using namespace wasmelt;
using namespace wasmelt::codegen;

namespace {

constexpr unsigned functions = 200;

Target hostTargetAt(OptLevel opt) { return Target::select("", "", "", opt); }

std::vector<std::string> emitAll(unsigned jobs, OptLevel opt, uint64_t part_weight) {
  Target target = hostTargetAt(opt);
  llvm::LLVMContext context;
  PartitionedModule parts = PartitionedModule::divide(
      test::parseIr(test::chainModule(functions), context, target), part_weight, 64);
  std::vector<std::string> objects(parts.count());
  EmitOptions options;
  options.jobs = jobs;
  emitObjects(parts, target, options,
              [&](unsigned part, llvm::StringRef bytes) { objects[part] = bytes.str(); });
  return objects;
}

std::map<std::string, std::set<unsigned>> definitions(const std::vector<std::string> &objects) {
  std::map<std::string, std::set<unsigned>> result;
  for (unsigned i = 0; i < objects.size(); ++i) {
    auto file =
        llvm::object::ObjectFile::createELFObjectFile(llvm::MemoryBufferRef(objects[i], "part"));
    EXPECT_TRUE(bool(file));
    for (const llvm::object::SymbolRef &symbol : (*file)->symbols()) {
      uint32_t flags = cantFail(symbol.getFlags());
      if (!(flags & llvm::object::SymbolRef::SF_Undefined) &&
          !(flags & llvm::object::SymbolRef::SF_FormatSpecific))
        result[cantFail(symbol.getName()).str()].insert(i);
    }
  }
  return result;
}

/// The parts as a shared library of the host, loaded.
class Loaded {
public:
  explicit Loaded(const std::vector<std::string> &objects) {
    std::string folder = testing::TempDir() + "wasmelt-emit-XXXXXX";
    folder_ = ::mkdtemp(folder.data());
    std::string command = "cc -shared -o " + folder_ + "/lib.so";
    for (unsigned i = 0; i < objects.size(); ++i) {
      std::string path = folder_ + "/" + std::to_string(i) + ".o";
      std::ofstream(path, std::ios::binary) << objects[i];
      command += " " + path;
    }
    EXPECT_EQ(std::system(command.c_str()), 0);
    handle_ = ::dlopen((folder_ + "/lib.so").c_str(), RTLD_NOW | RTLD_LOCAL);
    EXPECT_TRUE(handle_) << ::dlerror();
  }
  ~Loaded() {
    if (handle_)
      ::dlclose(handle_);
    std::filesystem::remove_all(folder_);
  }
  template <typename F>
  F *function(const char *name) {
    return reinterpret_cast<F *>(::dlsym(handle_, name));
  }

private:
  std::string folder_;
  void *handle_;
};

TEST(Emit, OutputIsTheSameForAnyNumberOfThreads) {
  for (OptLevel opt : {OptLevel::O0, OptLevel::O2}) {
    std::vector<std::string> one = emitAll(1, opt, 200);
    EXPECT_GT(one.size(), 4u);
    EXPECT_EQ(one, emitAll(2, opt, 200));
    EXPECT_EQ(one, emitAll(8, opt, 200));
  }
}

TEST(Emit, PartsDependOnTheModuleOnly) {
  EXPECT_EQ(emitAll(1, OptLevel::O2, 1000000).size(), 1u);
  EXPECT_GT(emitAll(1, OptLevel::O2, 100).size(), emitAll(1, OptLevel::O2, 400).size());
}

TEST(Partition, DividedModuleMeansTheSameAsTheWhole) {
  for (OptLevel opt : {OptLevel::O0, OptLevel::O2})
    for (uint64_t part_weight : {20, 300, 1000000}) {
      Loaded library(emitAll(2, opt, part_weight));
      auto *chain = library.function<int(int)>("chain");
      ASSERT_TRUE(chain);
      EXPECT_EQ(chain(5), 5 + int(functions * (functions + 1) / 2));
      EXPECT_EQ(library.function<int()>("count")(), int(functions));
      EXPECT_EQ(library.function<int()>("shadow")(), 7);
    }
}

TEST(Partition, EveryDefinitionIsInOnePart) {
  auto where = definitions(emitAll(1, OptLevel::O0, 100));
  for (const auto &[name, parts] : where)
    if (!name.starts_with(".L"))
      EXPECT_EQ(parts.size(), 1u) << name;
  EXPECT_TRUE(where.count("chain"));
  EXPECT_TRUE(where.count("table"));
}

TEST(Partition, NamesOfCrossingSymbolsCannotClashWithALibrarys) {
  auto where = definitions(emitAll(1, OptLevel::O0, 100));
  EXPECT_TRUE(where.count("malloc.wasm"));
  EXPECT_FALSE(where.count("malloc"));
}

TEST(Partition, CrossingSymbolsAreHidden) {
  Target target = hostTargetAt(OptLevel::O0);
  llvm::LLVMContext context;
  PartitionedModule parts = PartitionedModule::divide(
      test::parseIr(test::chainModule(functions), context, target), 100, 64);
  EXPECT_FALSE(parts.promotedSymbols().empty());
  llvm::LLVMContext other;
  std::unique_ptr<llvm::Module> globals = parts.load(0, other);
  const llvm::GlobalVariable *counter = globals->getGlobalVariable("counter.wasm", true);
  ASSERT_TRUE(counter);
  EXPECT_TRUE(counter->hasHiddenVisibility());
  EXPECT_TRUE(counter->hasExternalLinkage());
  EXPECT_TRUE(globals->getNamedGlobal("table"));
}

TEST(Partition, APartHasOnlyItsOwnFunctions) {
  Target target = hostTargetAt(OptLevel::O0);
  llvm::LLVMContext context;
  PartitionedModule parts = PartitionedModule::divide(
      test::parseIr(test::chainModule(functions), context, target), 300, 64);
  size_t bodies = 0;
  for (unsigned part = 0; part < parts.count(); ++part) {
    llvm::LLVMContext own;
    std::unique_ptr<llvm::Module> module = parts.load(part, own);
    size_t in_part = 0, declared = 0;
    for (const llvm::Function &function : *module)
      ++(function.isDeclaration() ? declared : in_part);
    EXPECT_LE(declared, 3u);
    bodies += in_part;
  }
  EXPECT_EQ(bodies, functions + 3);
}

TEST(ParallelFor, RethrowsTheFirstFailureWhateverTheThreads) {
  for (unsigned jobs : {1, 2, 8}) {
    try {
      parallelFor(100, jobs, [](unsigned i) {
        if (i >= 10)
          throw std::runtime_error(std::to_string(i));
      });
      FAIL();
    } catch (const std::runtime_error &error) {
      EXPECT_STREQ(error.what(), "10");
    }
  }
}

TEST(ParallelFor, DoesEachPieceOnce) {
  std::vector<std::atomic<int>> done(1000);
  parallelFor(1000, 8, [&](unsigned i) { ++done[i]; });
  for (const std::atomic<int> &count : done)
    EXPECT_EQ(count, 1);
}

TEST(Optimize, GuestFunctionsNamedLikeLibrarysKeepTheirMeaning) {
  Target target = hostTargetAt(OptLevel::O2);
  auto machine = target.createMachine();
  llvm::LLVMContext context;
  auto module = test::parseIr("define internal double @sin(double %x) noinline { ret double 3.0 }\n"
                              "define double @f() {\n"
                              "  %y = call double @sin(double 0.0)\n  ret double %y\n}\n",
                              context, target);
  OptimizeOptions options;
  simplify(*module, *machine, options);
  finish(*module, *machine, options);
  std::string text;
  llvm::raw_string_ostream stream(text);
  module->getFunction("f")->print(stream);
  EXPECT_NE(text.find("ret double 3.0"), text.npos) << text;
}

TEST(Optimize, OnlyBlockOperationsAreLibraryFunctions) {
  llvm::TargetLibraryInfoImpl info = libraryInfo(llvm::Triple("x86_64-unknown-linux-musl"));
  llvm::TargetLibraryInfo library(info);
  EXPECT_TRUE(library.has(llvm::LibFunc_memset));
  EXPECT_FALSE(library.has(llvm::LibFunc_sin));
  EXPECT_FALSE(library.has(llvm::LibFunc_strlen));
}

TEST(Optimize, ConstantMemoryBaseIsInTheInstructionAtTheEnd) {
  Target target = hostTargetAt(OptLevel::O2);
  auto machine = target.createMachine();
  llvm::LLVMContext context;
  auto module = test::parseIr("define i32 @f(i32 %i, i1 %c) {\n"
                              "  br i1 %c, label %a, label %b\n"
                              "a:\n"
                              "  %x = zext i32 %i to i64\n"
                              "  %p = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to "
                              "ptr), i64 %x\n"
                              "  %v = load i32, ptr %p, align 1\n"
                              "  ret i32 %v\n"
                              "b:\n  ret i32 0\n}\n",
                              context, target);
  OptimizeOptions options;
  auto text = [&] {
    std::string text;
    llvm::raw_string_ostream(text) << *module->getFunction("f");
    return text;
  };
  simplify(*module, *machine, options);
  EXPECT_NE(text().find("call ptr @llvm.strip.invariant.group"), std::string::npos) << text();
  EXPECT_EQ(text().find("i8, ptr inttoptr"), std::string::npos) << text();
  finish(*module, *machine, options);
  EXPECT_EQ(text().find("call"), std::string::npos) << text();
  EXPECT_NE(text().find("i8, ptr inttoptr (i64 65536 to ptr)"), std::string::npos) << text();
}

TEST(Optimize, BigTablesKeepTheirContentsAndFunctions) {
  Target target = hostTargetAt(OptLevel::O2);
  auto machine = target.createMachine();
  llvm::LLVMContext context;
  std::string text = "@table = internal constant [300 x ptr] [";
  for (int i = 0; i < 300; ++i)
    text += std::string(i ? ", " : "") + "ptr @g" + std::to_string(i);
  text += "]\n";
  for (int i = 0; i < 300; ++i)
    text += "define internal i32 @g" + std::to_string(i) + "() { ret i32 " + std::to_string(i) +
            " }\n";
  text += "define i32 @call(i64 %i) {\n"
          "  %p = getelementptr inbounds ptr, ptr @table, i64 %i\n  %f = load ptr, ptr %p\n"
          "  %r = call i32 %f()\n  ret i32 %r\n}\n";
  auto module = test::parseIr(text, context, target);
  OptimizeOptions options;
  simplify(*module, *machine, options);
  llvm::GlobalVariable *table = module->getGlobalVariable("table", true);
  ASSERT_TRUE(table && table->hasInitializer());
  EXPECT_TRUE(table->hasInternalLinkage());
  EXPECT_EQ(table->getInitializer()->getOperand(299), module->getFunction("g299"));
  EXPECT_FALSE(module->getNamedGlobal("llvm.compiler.used"));
  EXPECT_EQ(module->global_size(), 1u);
}

TEST(Optimize, BusyGlobalsStayInternalAndNeedNoQuadraticTime) {
  // Without bounds this takes minutes: each function moves the stack pointer by its own distance.
  constexpr int count = 30000;
  std::string text = "@sp = internal global i32 1048576\n";
  for (int i = 0; i < count; ++i)
    text += "define void @f" + std::to_string(i) +
            "(i1 %c) noinline {\n  %a = load i32, ptr @sp\n  %b = sub i32 %a, " +
            std::to_string(16 * (i % 97 + 1)) +
            "\n  store i32 %b, ptr @sp\n  call void @f" + std::to_string((i * 7 + 1) % count) +
            "(i1 %c)\n  store i32 %a, ptr @sp\n  ret void\n}\n";
  Target target = hostTargetAt(OptLevel::O1);
  auto machine = target.createMachine();
  llvm::LLVMContext context;
  auto module = test::parseIr(text, context, target);
  OptimizeOptions options;
  options.level = OptLevel::O1;
  simplify(*module, *machine, options);
  EXPECT_TRUE(module->getGlobalVariable("sp", true)->hasInternalLinkage());
}

TEST(Optimize, O0RemovesWhatNothingRefersTo) {
  Target target = hostTargetAt(OptLevel::O0);
  auto machine = target.createMachine();
  llvm::LLVMContext context;
  auto module = test::parseIr("define internal void @unused() { ret void }\n"
                              "define void @used() { ret void }\n",
                              context, target);
  OptimizeOptions options;
  options.level = OptLevel::O0;
  simplify(*module, *machine, options);
  finish(*module, *machine, options);
  EXPECT_FALSE(module->getFunction("unused"));
  EXPECT_TRUE(module->getFunction("used"));
}

TEST(Emit, ReportsWhatLlvmCannotCompileAsAnError) {
  Target target = hostTargetAt(OptLevel::O2);
  llvm::LLVMContext context;
  PartitionedModule parts = PartitionedModule::divide(
      test::parseIr("define void @f() {\n"
                    "  call void asm sideeffect \"no such instruction\", \"\"()\n  ret void\n}\n",
                    context, target),
      1000, 64);
  EmitOptions options;
  EXPECT_THROW(emitObjects(parts, target, options, [](unsigned, llvm::StringRef) {}), Error);
}

} // namespace
