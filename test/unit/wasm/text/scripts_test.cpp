// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs the front end over the official test scripts: every module that must be accepted is, and is
// the same after printing and reading back; every other one is refused with the words that the
// script gives. Usage: wasm-scripts-test SPEC_DIR, or FILE...
#include "compiler/wasm/branch_hints.h"
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/text/print_module.h"
#include "compiler/wasm/text/script.h"
#include "compiler/wasm/validate_module.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace wasmelt::wasm;
using wasmelt::wasm::text::AssembledModule;
using wasmelt::wasm::text::Script;
using wasmelt::wasm::text::ScriptCommand;
using wasmelt::wasm::text::ScriptModule;
namespace fs = std::filesystem;

namespace {

struct Tally {
  int modules = 0, wrong = 0;
};

bool mustFail(ScriptCommand::Kind kind) {
  return kind == ScriptCommand::AssertInvalid || kind == ScriptCommand::AssertMalformed ||
         kind == ScriptCommand::AssertInvalidCustom || kind == ScriptCommand::AssertMalformedCustom;
}

class ScriptRun {
public:
  ScriptRun(const Script &script, Tally &tally) : script_(script), tally_(tally) {
    run(script.commands);
  }

private:
  void run(const std::vector<ScriptCommand> &commands) {
    for (const ScriptCommand &command : commands) {
      run(command.commands);
      if (command.module && command.module->form != ScriptModule::Instance)
        check(command);
    }
  }

  void complain(const ScriptCommand &command, const std::string &what) {
    ++tally_.wrong;
    std::printf("%s:%u: %s: %s\n", script_.source.fileName().c_str(), command.line, command.name(),
                what.c_str());
  }

  void check(const ScriptCommand &command) {
    ++tally_.modules;
    AssembledModule assembled;
    try {
      assembled = script_.assemble(*command.module);
      const Module module = decodeModule(assembled.bytes, assembled.source.fileName(), features_);
      validateModule(module, features_);
      for (uint32_t f = module.importedFunctionCount; f < module.functions.size(); ++f)
        validateFunction(module, f, features_, nullptr);
      validateBranchHints(module, features_);
      if (mustFail(command.kind))
        complain(command, "accepted, expected: " + command.text);
      else
        printAndReadBack(command, assembled, module);
    } catch (const Error &error) {
      const Error located = assembled.located(error);
      if (!mustFail(command.kind))
        complain(command, located.what());
      else if (!command.expects(located.message))
        complain(command, std::string(located.what()) + "\n  expected: " + command.text);
    }
  }

  void printAndReadBack(const ScriptCommand &command, const AssembledModule &assembled,
                        const Module &module) {
    const std::string printed = text::printModule(module);
    try {
      const AssembledModule again = text::readModule(printed, "printed.wat");
      // What was text once has all in its usual encoding.
      if (command.module->form != ScriptModule::Binary && again.bytes != assembled.bytes)
        complain(command, "another module after printing and reading back:\n" + printed);
      const Module module_again = decodeModule(again.bytes, "printed.wasm", features_);
      if (text::printModule(module_again) != printed)
        complain(command, "prints otherwise after reading back:\n" + printed);
    } catch (const Error &error) {
      complain(command, std::string("cannot read back what is printed: ") + error.what());
    }
  }

  const Script &script_;
  Tally &tally_;
  FeatureSet features_ = FeatureSet::all();
};

void runFile(const fs::path &path, Tally &tally) {
  std::ifstream in(path, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(in), {}};
  try {
    ScriptRun(text::readScript(content, path.string()), tally);
  } catch (const Error &error) {
    ++tally.wrong;
    std::printf("%s\n", error.what());
  }
}

} // namespace

int main(int argc, char **argv) {
  std::vector<fs::path> scripts;
  bool is_whole_suite = false;
  for (int i = 1; i < argc; ++i) {
    if (!fs::is_directory(argv[i])) {
      scripts.emplace_back(argv[i]);
      continue;
    }
    is_whole_suite = true;
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(argv[i]))
      if (entry.path().extension() == ".wast")
        scripts.push_back(entry.path());
  }
  if (scripts.empty() || !fs::exists(scripts[0])) {
    std::printf("SKIPPED: there are no test scripts\n");
    return 77;
  }
  std::sort(scripts.begin(), scripts.end());
  Tally tally;
  for (const fs::path &script : scripts)
    runFile(script, tally);
  std::printf("%d modules in %zu scripts checked, %d wrong\n", tally.modules, scripts.size(),
              tally.wrong);
  return tally.wrong || (is_whole_suite && tally.modules < 7400) ? 1 : 0;
}
