// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `wasmelt validate`, and `wasmelt features`, which lists what it can be told to accept.
#include "compiler/driver/compile.h"
#include "compiler/wasm/diagnostic.h"
#include "tools/wasmelt/command.h"

#include <cstdio>

namespace wasmelt::tool {
namespace {

class ValidateCommand : public Command {
public:
  ValidateCommand() : Command("validate") {
    summary = "check that modules are well-formed and valid";
    synopsis = "[OPTIONS] FILE...";
    details = "Decodes and validates each FILE completely, as compiling does, and says where and "
              "why one is refused. The exit status is 1 if any of them is.";
    examples = {
        {"wasmelt validate *.wasm", "silent if all are valid"},
        {"wasmelt validate --disable simd app.wasm", "would it run where there is no SIMD?"}};
    takeFiles(files_);
    const char *group = "WebAssembly";
    addOption(
        group, "--enable", "FEATURE", "Accept modules that use this feature",
        [this](std::string_view name) { features_.set(parseFeature(name)); }, featureNames());
    addOption(
        group, "--disable", "FEATURE", "Refuse modules that use this feature",
        [this](std::string_view name) { features_.set(parseFeature(name), false); },
        featureNames());
    addOption(group, "-j,--jobs", "N", "Threads; 0 is all cores, the default",
              [this](std::string_view count) { jobs_ = parseJobs(count); });
    addSwitch("Help and messages", "-v,--verbose", verbose_, "Name the valid ones too");
    addCommonOptions();
  }

  int run() override {
    if (files_.empty())
      throw UsageError("no input: name the modules to check");
    int status = 0;
    for (const std::string &file : files_) {
      try {
        validateFile(file, features_, jobs_);
        if (verbose_)
          printf("%s: valid\n", file.c_str());
      } catch (const wasm::Error &error) {
        printError(error.what());
        status = 1;
      } catch (const Error &error) {
        printError(error.what());
        status = 1;
      }
    }
    return status;
  }

private:
  std::vector<std::string> files_;
  wasm::FeatureSet features_;
  unsigned jobs_ = 0;
  bool verbose_ = false;
};

class FeaturesCommand : public Command {
public:
  FeaturesCommand() : Command("features") {
    summary = "list the features of WebAssembly that wasmelt knows";
    synopsis = "";
    details =
        "Lists the names for --enable and --disable, whether each is on by default, the version "
        "of WebAssembly that has it or the stage of its proposal, and the folder of the official "
        "test scripts that proves it.";
    addCommonOptions();
  }

  int run() override {
    wasm::FeatureSet defaults;
    for (const std::string &name : featureNames()) {
      const wasm::Feature feature = parseFeature(name);
      printf("%-24s %-4s %-11s %s\n", name.c_str(), defaults.has(feature) ? "on" : "off",
             wasm::featureStage(feature), wasm::featureSuite(feature));
    }
    return 0;
  }
};

} // namespace

std::unique_ptr<Command> makeValidateCommand() { return std::make_unique<ValidateCommand>(); }
std::unique_ptr<Command> makeFeaturesCommand() { return std::make_unique<FeaturesCommand>(); }

} // namespace wasmelt::tool
