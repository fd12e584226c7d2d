// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `wasmelt INPUT -o OUTPUT`: compiles a module.
#include "compiler/driver/compile.h"
#include "compiler/driver/dependency_file.h"
#include "tools/wasmelt/command.h"
#include "tools/wasmelt/reporting.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace wasmelt::tool {
namespace {

class CompileCommand : public Command {
public:
  CompileCommand() : Command("") {
    summary = "compile a WebAssembly module to native code";
    synopsis = "[OPTIONS] INPUT";
    details = "Compiles the WebAssembly module INPUT, binary or text ('-' is standard input), "
              "ahead of time. What "
              "comes out follows from the name after -o and from the switches, as in clang; by "
              "default it is a self-contained executable that runs the module's _start as a WASI "
              "program. A program can reach no file, directory or variable that was not granted, "
              "by options here or, unless --sealed, by WASMELT_DIRS, WASMELT_ENV and "
              "WASMELT_LISTEN when it starts.";
    examples = {
        {"wasmelt app.wasm -o app", "a native executable; run it with ./app"},
        {"wasmelt app.wasm -o app -O3 --cpu=native", "the fastest for this machine"},
        {"wasmelt app.wasm -o app --dir data::/data:ro --sealed",
         "may read ./data as /data, and that cannot be changed later"},
        {"wasmelt lib.wasm --shared -o lib.so", "a shared library"},
        {"wasmelt lib.wasm --static -o libfoo.a --header foo.h",
         "a static library, and a header to call it by in C: foo_add(instance, 1, 2, &sum)"},
        {"wasmelt app.wasm -o app.o", "an object"},
        {"wasmelt app.wasm -S --emit-llvm -o -", "LLVM IR on standard output"},
        {"wasmelt run app.wasm --dir . -- hello", "compile into a cache and run at once"},
    };
    const char *output = "Output";
    takeFiles(inputs_);
    addOption(output, "-o,--output", "FILE",
              "Where to write; '-' is standard output. Default: the input's name with the ending "
              "of its kind, in the current directory",
              [this](std::string_view file) {
                if (file.empty())
                  throw UsageError("the name is empty");
                arguments_.options.output = file;
              });
    addOption(
        output, "--emit", "exe|shared|static|obj|asm|llvm-ir|bitcode",
        "What to make. Default: what the name after -o says (.so, .a, .o, .s, .ll, .bc), else "
        "an executable",
        [this](std::string_view kind) { switches_.emit = kind; });
    addSwitch(output, "-c", switches_.compile_only, "Make an object, or bitcode with --emit-llvm");
    addSwitch(output, "-S", switches_.assembly, "Make assembly, or LLVM IR with --emit-llvm");
    addSwitch(output, "--emit-llvm", switches_.llvm, "With -c or -S: LLVM's form of it");
    addSwitch(output, "--shared", switches_.shared,
              "Make a shared library, of which a process can have many instances. With -c, -S or "
              "another --emit: that form of one");
    addSwitch(output, "--static", switches_.static_library,
              "Make a static library, to be linked into a program together with libwasmelt. A "
              "process can have many instances of it");
    addOption(
        output, "--header", "FILE",
        "With --shared, --static or -c: also write a header by which programs that are linked with "
        "the output and with libwasmelt call it: FILE.h for C and C++, FILE.hpp for C++20, with "
        "instances as objects and lambdas for imports. May be given several times",
        [this](std::string_view file) {
          arguments_.options.bindings.push_back(parseHeader(file));
        });
    addOption(
        output, "--python", "FILE.py",
        "With --shared: also write a module of Python's that loads the output, and libwasmelt, "
        "by ctypes: a class whose instances have the exports, with functions of Python's for "
        "imports, limits and WASI",
        [this](std::string_view file) {
          arguments_.options.bindings.push_back(parsePythonFile(file));
        });
    addOption(output, "--namespace", "NAME",
              "What all names in headers begin with, and all symbols of the output. Default: the "
              "output's name, without lib before it and what follows its first dot",
              [this](std::string_view name) {
                arguments_.options.prefix = name;
                if (std::string why = whyNoPrefix(arguments_.options.prefix); !why.empty())
                  throw UsageError("'" + arguments_.options.prefix + "' " + why);
              });
    const char *library = "Libraries";
    addSwitch(library, "--interruptible", arguments_.options.interruptible,
              "Let hosts stop calls by an interrupt, a deadline or a limit of the stack: loops and "
              "functions ask whether to go on");
    addSwitch(library, "--fuel", arguments_.options.fuel,
              "Count instructions, so that hosts can limit them: the same numbers on every machine "
              "and at every level of optimisation");
    addOption(library, "--traps", "signals|explicit",
              "How traps are noticed: by faults, for which hosts get signal handlers, or by "
              "comparisons and calls, without any (which includes --bounds=checked)",
              [this](std::string_view how) {
                arguments_.options.traps = how == "explicit" ? Traps::Explicit : Traps::Signals;
              });
    addSwitch(output, "-s,--strip", arguments_.options.strip,
              "Leave the symbol table out of the executable");
    addSwitch(output, "--write-dependencies", write_dependencies_,
              "Write a rule for make that says what the output was made from, as clang's -MD, "
              "which may be written, too. Where: the output's name with the ending .d");
    addOption(output, "--dependency-file", "FILE", "Write the rule there; also -MF FILE",
              [this](std::string_view file) { arguments_.options.dependency_file = file; });
    addOption(output, "--dependency-target", "NAME",
              "What the rule is for. Default: the output; also -MT NAME",
              [this](std::string_view name) { arguments_.options.dependency_target = name; });
    arguments_.addCapabilitiesTo(*this);
    addSwitch("What the program may reach", "--sealed", arguments_.options.sealed,
              "Let nothing more be granted when the program starts: ignore WASMELT_DIRS, "
              "WASMELT_ENV, WASMELT_LISTEN and WASMELT_SOCKETS, and do not trace by WASMELT_TRACE");
    arguments_.addTo(*this);
    addCommonOptions();
  }

  int run() override {
    CompileOptions &options = arguments_.options;
    arguments_.finish();
    if (inputs_.empty())
      throw UsageError("no input: name a .wasm or .wat module");
    rejectMisspeltCommand();
    if (inputs_.size() > 1)
      throw UsageError("one module at a time: '" + inputs_[0] + "' and '" + inputs_[1] +
                       "' were both given");
    options.input = inputs_[0];
    options.emit = chooseEmitKind(switches_, options.output);
    chooseStrategy();
    if (options.strategy != InstanceStrategy::Context)
      rejectLibraryOptions();
    if (options.output.empty())
      options.output = defaultOutputName(options.input, options.emit);
    choosePrefix();
    bool is_linked = options.emit == EmitKind::Executable ||
                     options.emit == EmitKind::SharedLibrary ||
                     options.emit == EmitKind::StaticLibrary;
    if (is_linked && options.output == "-")
      throw UsageError(
          std::string(options.emit == EmitKind::Executable ? "an executable" : "a library") +
          " cannot be written to standard output; choose another kind with --emit");
    std::error_code ignored;
    if (std::filesystem::equivalent(options.input, options.output, ignored))
      throw UsageError("the output would overwrite the input '" + options.input + "'");

    settleDependencies();

    TerminalReporter reporter(arguments_.verbose);
    CompileResult result = compile(options, reporter);
    reporter.finish();
    if (arguments_.time_report)
      fputs(formatTimeReport(result).c_str(), stderr);
    return 0;
  }

private:
  void settleDependencies() {
    CompileOptions &options = arguments_.options;
    if (!write_dependencies_ &&
        !(options.dependency_file.empty() && options.dependency_target.empty()))
      throw UsageError(
          "--dependency-file and --dependency-target say how, but not that the rule is to be "
          "written: add --write-dependencies (-MD)");
    if (!write_dependencies_ || !options.dependency_file.empty())
      return;
    if (options.output == "-")
      throw UsageError("--write-dependencies: the output has no name; add --dependency-file FILE");
    options.dependency_file = defaultDependencyFile(options.output);
  }

  void chooseStrategy() {
    CompileOptions &options = arguments_.options;
    bool is_bound = !options.bindings.empty() || !options.prefix.empty();
    if (std::ranges::any_of(options.bindings, isPython) && options.emit != EmitKind::SharedLibrary)
      throw UsageError("--python is for shared libraries, which it loads: add --shared");
    if (is_bound && options.emit == EmitKind::Executable)
      throw UsageError(std::string(options.bindings.empty() ? "--namespace" : "--header") +
                       " is for libraries: add --shared, --static or -c");
    if (is_bound || switches_.shared || options.emit == EmitKind::SharedLibrary ||
        options.emit == EmitKind::StaticLibrary)
      options.strategy = InstanceStrategy::Context;
  }

  static bool isPython(const std::string &file) { return file.ends_with(".py"); }

  void choosePrefix() {
    CompileOptions &options = arguments_.options;
    bool is_bound =
        !std::ranges::all_of(options.bindings, isPython) || options.emit == EmitKind::StaticLibrary;
    if (options.prefix.empty() && is_bound)
      options.prefix = defaultPrefix(options.output);
    for (size_t i = 0; i < options.bindings.size(); ++i) {
      const std::string &file = options.bindings[i];
      if (file.ends_with(".hpp"))
        if (std::string why = whyNoNamespace(options.prefix); !why.empty())
          throw UsageError("'" + options.prefix + "' " + why);
      if (isPython(file) &&
          isSameFile(std::filesystem::path(file).replace_extension(".so"), options.output))
        throw UsageError("Python would import '" + options.output + "' in place of '" + file +
                         "': give one of them another name, say with -o lib" +
                         std::filesystem::path(options.output).filename().string());
      bool is_taken = isSameFile(file, options.output) || isSameFile(file, options.input);
      for (size_t k = 0; k < i; ++k)
        is_taken |= isSameFile(file, options.bindings[k]);
      if (is_taken)
        throw UsageError("'" + file + "' is named twice");
    }
  }

  static bool isSameFile(const std::string &a, const std::string &b) {
    std::error_code ignored;
    return std::filesystem::path(a).lexically_normal() ==
               std::filesystem::path(b).lexically_normal() ||
           std::filesystem::equivalent(a, b, ignored);
  }

  void rejectLibraryOptions() const {
    const CompileOptions &options = arguments_.options;
    const char *name = options.interruptible              ? "--interruptible"
                       : options.fuel                     ? "--fuel"
                       : options.traps == Traps::Explicit ? "--traps=explicit"
                                                          : nullptr;
    if (name)
      throw UsageError(std::string(name) +
                       " is for libraries only, and this is none: add --shared");
  }

  /// `wasmelt rnu app.wasm` should not be told that there is no file `rnu`.
  void rejectMisspeltCommand() const {
    const std::string &word = inputs_[0];
    if (word.find_first_of("./\\") != std::string::npos || word == "-" ||
        std::filesystem::exists(word))
      return;
    std::optional<std::string> guess =
        nearest(word, {"run", "validate", "inspect", "print", "features"});
    if (guess && *guess == word)
      throw UsageError("a command comes first: wasmelt " + word + " ...");
    if (guess)
      throw UsageError("there is no command or file '" + word + "'; did you mean 'wasmelt " +
                       *guess + "'?");
  }

  std::vector<std::string> inputs_;
  EmitSwitches switches_;
  bool write_dependencies_ = false;
  CompileArguments arguments_;
};

} // namespace

std::unique_ptr<Command> makeCompileCommand() { return std::make_unique<CompileCommand>(); }

} // namespace wasmelt::tool
