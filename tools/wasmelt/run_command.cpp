// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `wasmelt run`: compiles a module into the cache and becomes the program.
#include "compiler/driver/cache.h"
#include "tools/wasmelt/command.h"
#include "tools/wasmelt/reporting.h"

#include <cstdio>

#include <cstdlib>

extern char **environ;

namespace wasmelt::tool {
namespace {

/// Adds an item to the comma-separated list in an environment variable (see wasi-shim/init.h).
void appendToList(const char *variable, std::string_view item) {
  const char *before = getenv(variable);
  std::string list = before ? before : "";
  if (!list.empty())
    list += ',';
  for (char c : item) {
    if (c == ',' || c == '\\')
      list += '\\';
    list += c;
  }
  setenv(variable, list.c_str(), 1);
}

class RunCommand : public Command {
public:
  RunCommand() : Command("run") {
    summary = "compile a module into the cache and run it";
    synopsis = "[OPTIONS] FILE [OPTIONS] [-- ARGUMENTS...]";
    details = "Compiles FILE into a cache, unless it is there, and becomes the program: its "
              "arguments are those after '--', its exit status is the command's. The cache is in "
              "XDG_CACHE_HOME (~/.cache/wasmelt) and holds 1G at most, or WASMELT_CACHE_SIZE.";
    examples = {
        {"wasmelt run app.wasm -- --help", "'--help' goes to the program"},
        {"wasmelt run --dir . app.wasm -- in.txt", "may read and write the current directory"},
        {"wasmelt run -O3 --cpu=native --env LANG app.wasm", "optimised for this machine"},
    };
    takes_program_arguments = true;
    takeFiles(files_);
    arguments_.addCapabilitiesTo(*this);
    arguments_.addTo(*this, /*for_this_machine=*/true);
    addCommonOptions();
  }

  int run() override {
    arguments_.finish();
    if (files_.empty())
      throw UsageError("no input: name the module to run");
    if (files_.size() > 1)
      throw UsageError("unexpected argument '" + files_[1] +
                       "'; arguments of the program go after '--'");
    arguments_.options.input = files_[0];

    // Granted at start and not baked in, so that the cache's program serves every run.
    for (const DirGrantOption &grant : arguments_.options.dirs)
      appendToList("WASMELT_DIRS",
                   grant.host + "::" + grant.guest + (grant.read_only ? ":ro" : ""));
    for (const std::string &variable : arguments_.options.env)
      appendToList("WASMELT_ENV", variable);
    for (const std::string &address : arguments_.options.listen)
      appendToList("WASMELT_LISTEN", address);
    arguments_.options.dirs.clear();
    arguments_.options.env.clear();
    arguments_.options.listen.clear();

    CompileResult result;
    TerminalReporter reporter(arguments_.verbose);
    CachedProgram program =
        compileCached(arguments_.options, CacheConfig::fromEnvironment(), reporter, &result);
    reporter.finish();
    if (arguments_.verbose)
      fprintf(stderr, "%s %s\n", program.hit() ? "from the cache:" : "compiled into the cache:",
              program.path().c_str());
    if (arguments_.time_report) {
      if (program.hit())
        fputs("from the cache: nothing was compiled\n", stderr);
      else
        fputs(formatTimeReport(result).c_str(), stderr);
    }

    std::vector<char *> argv{files_[0].data()};
    for (std::string &argument : program_arguments)
      argv.push_back(argument.data());
    argv.push_back(nullptr);
    program.execute(argv.data(), environ);
  }

private:
  std::vector<std::string> files_;
  CompileArguments arguments_;
};

} // namespace

std::unique_ptr<Command> makeRunCommand() { return std::make_unique<RunCommand>(); }

} // namespace wasmelt::tool
