// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `wasmelt inspect`: what a module or a compiled program is and may do.
#include "compiler/driver/inspect_info.h"
#include "tools/wasmelt/command.h"

#include <cstdio>

namespace wasmelt::tool {
namespace {

class InspectCommand : public Command {
public:
  InspectCommand() : Command("inspect") {
    summary = "show what a module or a compiled program is";
    synopsis = "[OPTIONS] FILE";
    details = "Shows the imports, exports, memories and features of FILE, which is a WebAssembly "
              "module or an executable or object that wasmelt made; of those also the hash of the "
              "module, the compiler and its options, and everything that the program was granted.";
    examples = {{"wasmelt inspect app", "what may this program reach?"},
                {"wasmelt inspect --json app.wasm", "the same for scripts"}};
    takeFiles(files_);
    addSwitch("Output", "--json", json_, "As JSON");
    addCommonOptions();
  }

  int run() override {
    if (files_.empty())
      throw UsageError("no input: name a module, executable or object");
    if (files_.size() > 1)
      throw UsageError("one file at a time: '" + files_[0] + "' and '" + files_[1] +
                       "' were both given");
    InspectInfo info = inspectFile(files_[0]);
    std::string text = json_ ? toJson(info, true) : toText(info);
    if (!text.ends_with('\n'))
      text += '\n';
    fwrite(text.data(), 1, text.size(), stdout);
    return 0;
  }

private:
  std::vector<std::string> files_;
  bool json_ = false;
};

} // namespace

std::unique_ptr<Command> makeInspectCommand() { return std::make_unique<InspectCommand>(); }

} // namespace wasmelt::tool
