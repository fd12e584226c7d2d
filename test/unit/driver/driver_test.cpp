// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/cache.h"
#include "compiler/driver/check_imports.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/inspect_info.h"
#include "compiler/driver/output_file.h"
#include "compiler/wasm/diagnostic.h"
#include "test/unit/driver/modules.h"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace wasmelt;
namespace fs = std::filesystem;

namespace {

class Driver : public testing::Test {
protected:
  void SetUp() override {
    std::string folder = testing::TempDir() + "wasmelt-driver-XXXXXX";
    folder_ = ::mkdtemp(folder.data());
    ::mkdir((folder_ + "/tmp").c_str(), 0700);
    ::setenv("TMPDIR", (folder_ + "/tmp").c_str(), 1);
  }
  void TearDown() override {
    EXPECT_TRUE(fs::is_empty(folder_ + "/tmp")) << "temporary files were left";
    ::unsetenv("TMPDIR");
    fs::permissions(folder_, fs::perms::owner_all);
    fs::remove_all(folder_);
  }

  std::string write(const std::string &name, const std::string &bytes) {
    std::string path = folder_ + "/" + name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  static std::string read(const std::string &path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  CompileOptions optionsFor(const std::string &module_bytes) {
    CompileOptions options;
    options.input = write("in.wasm", module_bytes);
    options.output = folder_ + "/out";
    options.jobs = 2;
    return options;
  }
  static std::string errorOf(const CompileOptions &options) {
    Reporter silent;
    try {
      compile(options, silent);
    } catch (const std::exception &error) {
      return error.what();
    }
    return "no error";
  }
  /// Standard output and exit status of a program.
  static std::pair<std::string, int> run(const std::string &path) {
    FILE *pipe = ::popen(path.c_str(), "r");
    std::string text;
    char buffer[256];
    while (size_t n = fread(buffer, 1, sizeof buffer, pipe))
      text.append(buffer, n);
    int status = ::pclose(pipe);
    return {text, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
  }
  size_t filesIn(const std::string &folder) {
    return size_t(std::distance(fs::directory_iterator(folder), fs::directory_iterator{}));
  }

  std::string folder_;
};

TEST_F(Driver, HelloBecomesAProgramThatRuns) {
  CompileOptions options = optionsFor(test::helloModule());
  Reporter silent;
  CompileResult result = compile(options, silent);
  EXPECT_EQ(run(options.output), std::make_pair(std::string("hello\n"), 7));
  EXPECT_EQ(result.output_bytes, fs::file_size(options.output));
  EXPECT_EQ(result.functions, 1u);
  ASSERT_EQ(result.phases.size(), 7u);
  EXPECT_EQ(result.phases.front().phase, Phase::Read);
  EXPECT_EQ(result.phases.back().phase, Phase::Link);
  EXPECT_NE(formatTimeReport(result).find("optimize"), std::string::npos);
}

TEST_F(Driver, EveryLevelGivesTheSameProgram) {
  CompileOptions options = optionsFor(test::helloModule());
  Reporter silent;
  for (OptLevel opt :
       {OptLevel::O0, OptLevel::O1, OptLevel::O2, OptLevel::O3, OptLevel::Os, OptLevel::Oz}) {
    options.opt = opt;
    compile(options, silent);
    EXPECT_EQ(run(options.output), std::make_pair(std::string("hello\n"), 7));
  }
}

TEST_F(Driver, StrippedHelloIsSmall) {
  CompileOptions options = optionsFor(test::helloModule());
  options.strip = true;
  Reporter silent;
  EXPECT_LE(compile(options, silent).output_bytes, 40u << 10);
}

TEST_F(Driver, OutputDependsOnContentsOnly) {
  CompileOptions options = optionsFor(test::helloModule());
  Reporter silent;
  compile(options, silent);
  std::string first = read(options.output);
  options.jobs = 1;
  options.input = write("another-name.wasm", test::helloModule());
  options.output = folder_ + "/another-output";
  compile(options, silent);
  EXPECT_EQ(first, read(options.output));
}

TEST_F(Driver, TextAndObjectFormsAreWritten) {
  CompileOptions options = optionsFor(test::helloModule());
  Reporter silent;
  auto contents = [&](EmitKind emit) {
    options.emit = emit;
    compile(options, silent);
    return read(options.output);
  };
  EXPECT_NE(contents(EmitKind::LlvmIr).find("target triple"), std::string::npos);
  EXPECT_EQ(contents(EmitKind::Bitcode).substr(0, 2), "BC");
  EXPECT_NE(contents(EmitKind::Assembly).find("\t.text"), std::string::npos);
  EXPECT_EQ(contents(EmitKind::Object).substr(1, 3), "ELF");
}

TEST_F(Driver, UnknownImportIsNamedWithItsTypeAndProvider) {
  CompileOptions options = optionsFor(test::helloModule("foo", true, "env"));
  std::string error = errorOf(options);
  EXPECT_NE(
      error.find("in.wasm:0x1d: error: import \"env\".\"foo\" (i32, i32, i32, i32) -> (i32) is not "
                 "provided: executables provide the functions of WASI preview1 only"),
      error.npos)
      << error;
  EXPECT_NE(error.find("--shared"), error.npos) << error;
  EXPECT_FALSE(fs::exists(options.output));
  EXPECT_EQ(filesIn(folder_), 2u); // the module and tmp
}

TEST_F(Driver, ImportOfAnotherTypeTellsBoth) {
  std::string error = errorOf(optionsFor(test::helloModule("fd_close")));
  EXPECT_NE(error.find("\"fd_close\" (i32, i32, i32, i32) -> (i32) has another type than the "
                       "function provided, which is (i32) -> (i32)"),
            error.npos)
      << error;
}

TEST_F(Driver, UnknownWasiFunctionIsToldFromUnknownModules) {
  std::string error = errorOf(optionsFor(test::helloModule("fd_wriet")));
  EXPECT_NE(error.find("WASI preview1 has no such function"), error.npos) << error;
}

TEST_F(Driver, ModuleWithoutStartIsALibrary) {
  std::string error = errorOf(optionsFor(test::helloModule("fd_write", false)));
  EXPECT_NE(error.find("exports no _start: it is a library"), error.npos) << error;
  EXPECT_NE(error.find("--shared"), error.npos) << error;
}

TEST_F(Driver, BrokenModuleLeavesTheOldOutput) {
  CompileOptions options = optionsFor(test::helloModule().substr(0, 60));
  write("out", "old");
  Reporter silent;
  EXPECT_THROW(compile(options, silent), wasm::Error);
  EXPECT_EQ(read(options.output), "old");
  EXPECT_EQ(filesIn(folder_), 3u);
}

TEST_F(Driver, MissingInputIsNamed) {
  CompileOptions options = optionsFor("");
  options.input = folder_ + "/none.wasm";
  EXPECT_NE(errorOf(options).find("cannot read '" + options.input + "': No such file"),
            std::string::npos);
}

TEST_F(Driver, OutputInAMissingFolderIsRefusedBeforeReadingTheModule) {
  CompileOptions options = optionsFor("not a module");
  options.output = folder_ + "/none/out";
  EXPECT_NE(errorOf(options).find("cannot write '" + options.output + "': No such file"),
            std::string::npos);
  options.output = folder_;
  EXPECT_NE(errorOf(options).find("Is a directory"), std::string::npos);
}

TEST_F(Driver, OutputMustNotBeTheInput) {
  CompileOptions options = optionsFor(test::helloModule());
  options.output = options.input;
  EXPECT_NE(errorOf(options).find("is the input itself"), std::string::npos);
  EXPECT_EQ(read(options.input), test::helloModule());
}

TEST_F(Driver, FullDiskIsAnErrorThatLeavesNothing) {
  CompileOptions options = optionsFor(test::helloModule());
  // A file size limit behaves like a full disk.
  pid_t child = ::fork();
  if (child == 0) {
    rlimit limit{2000, 2000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::string error = errorOf(options);
    ::_exit(error.starts_with("wasmelt: error: cannot write") ||
                    error.starts_with("wasmelt: error: link: ")
                ? 0
                : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  EXPECT_EQ(filesIn(folder_), 2u);
}

TEST_F(Driver, InterruptRemovesTemporaryFiles) {
  pid_t child = ::fork();
  if (child == 0) {
    TemporaryDirectory directory;
    directory.expectFiles(12);
    writeFile(directory.file(11), "x");
    OutputFile output(folder_ + "/out", "none");
    ::kill(::getpid(), SIGTERM);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
  EXPECT_EQ(filesIn(folder_), 1u);
}

TEST_F(Driver, ProgressReachesEveryPhaseInOrder) {
  struct Recorder : Reporter {
    std::vector<Phase> phases;
    void progress(Phase phase, double) override {
      if (phases.empty() || phases.back() != phase)
        phases.push_back(phase);
    }
  } recorder;
  compile(optionsFor(test::helloModule()), recorder);
  EXPECT_EQ(recorder.phases,
            (std::vector<Phase>{Phase::Read, Phase::Decode, Phase::Validate, Phase::Lower,
                                Phase::Optimize, Phase::Generate, Phase::Link}));
}

// Inspecting.

TEST_F(Driver, ExecutableTellsWhatItIs) {
  CompileOptions options = optionsFor(test::helloModule());
  options.strip = true;
  options.dirs = {{"/srv/data", "/data", true}};
  options.env = {"A=1"};
  Reporter silent;
  compile(options, silent);
  InspectInfo info = inspectFile(options.output);
  InspectInfo of_module = inspectFile(options.input);
  EXPECT_EQ(info.source_sha256, of_module.source_sha256);
  EXPECT_EQ(info.source_sha256.size(), 64u);
  ASSERT_EQ(info.imports.size(), 2u);
  EXPECT_EQ(info.imports[0].name, "fd_write");
  EXPECT_EQ(info.imports[0].type, "(i32, i32, i32, i32) -> (i32)");
  ASSERT_EQ(info.memories.size(), 1u);
  ASSERT_TRUE(info.compilation);
  EXPECT_FALSE(of_module.compilation);
  ASSERT_EQ(info.compilation->dirs.size(), 1u);
  EXPECT_EQ(info.compilation->dirs[0].guest, "/data");
  EXPECT_TRUE(info.compilation->dirs[0].read_only);
  EXPECT_EQ(info.compilation->options.substr(0, 3), "-O2");
  EXPECT_NE(toText(info).find("/srv/data as /data (read only)"), std::string::npos);
  EXPECT_EQ(toJson(inspectInfoFromJson(toJson(info, true), ""), true), toJson(info, true));
}

TEST_F(Driver, ForeignElfFileIsToldApart) {
  try {
    inspectFile("/proc/self/exe");
    FAIL();
  } catch (const Error &error) {
    EXPECT_NE(std::string(error.what()).find("not made by wasmelt"), std::string::npos);
  }
}

// The cache.

TEST_F(Driver, SecondRunComesFromTheCache) {
  CacheConfig config{folder_ + "/cache"};
  CompileOptions options = optionsFor(test::helloModule());
  Reporter silent;
  CachedProgram first = compileCached(options, config, silent);
  EXPECT_FALSE(first.hit());
  EXPECT_EQ(run(first.path()).first, "hello\n");
  options.jobs = 1; // does not change the output
  EXPECT_TRUE(compileCached(options, config, silent).hit());
  options.opt = OptLevel::O0;
  EXPECT_FALSE(compileCached(options, config, silent).hit());
}

TEST_F(Driver, OldestProgramsLeaveAFullCache) {
  CacheConfig config{folder_ + "/cache"};
  CompileOptions options = optionsFor(test::helloModule());
  Reporter silent;
  std::string first = compileCached(options, config, silent).path();
  config.max_bytes = fs::file_size(first) * 3 / 2;
  options.input = write("b.wasm", test::helloModule() + std::string("\0\2\1x", 4));
  std::string second = compileCached(options, config, silent).path();
  EXPECT_NE(first, second);
  EXPECT_FALSE(fs::exists(first));
  EXPECT_TRUE(fs::exists(second));
}

TEST_F(Driver, CacheSizeIsReadFromTheEnvironment) {
  ::setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
  ::setenv("WASMELT_CACHE_SIZE", "20M", 1);
  EXPECT_EQ(CacheConfig::fromEnvironment().max_bytes, 20u << 20);
  EXPECT_EQ(CacheConfig::fromEnvironment().directory, folder_ + "/wasmelt");
  ::setenv("WASMELT_CACHE_SIZE", "much", 1);
  EXPECT_THROW(CacheConfig::fromEnvironment(), Error);
  ::unsetenv("WASMELT_CACHE_SIZE");
  ::unsetenv("XDG_CACHE_HOME");
}

TEST(DefaultOutputName, FollowsTheInput) {
  EXPECT_EQ(defaultOutputName("dir/app.wasm", EmitKind::Executable), "app");
  EXPECT_EQ(defaultOutputName("app.wasm", EmitKind::Object), "app.o");
  EXPECT_EQ(defaultOutputName("-", EmitKind::Executable), "a.out");
  EXPECT_EQ(defaultOutputName("app", EmitKind::Executable), "a.out");
}

} // namespace
