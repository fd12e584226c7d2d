// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `wasmelt print`: a module as text.
#include "compiler/driver/compile.h"
#include "compiler/driver/module_input.h"
#include "compiler/driver/output_file.h"
#include "tools/wasmelt/command.h"

#include <cstdio>

namespace wasmelt::tool {
namespace {

class PrintCommand : public Command {
public:
  PrintCommand() : Command("print") {
    summary = "show a module as text";
    synopsis = "[OPTIONS] FILE";
    details = "Writes the module FILE in WebAssembly's text format, so that wasmelt or others can "
              "read it back: names become identifiers, custom sections and branch hints "
              "annotations. The module need not be valid, but its functions must be readable.";
    examples = {{"wasmelt print app.wasm", "on standard output"},
                {"wasmelt print app.wasm -o app.wat", "into a file"}};
    takeFiles(files_);
    addOption("Output", "-o,--output", "FILE",
              "Where to write; '-' is standard output, the default", [this](std::string_view file) {
                if (file.empty())
                  throw UsageError("the name is empty");
                output_ = file;
              });
    addCommonOptions();
  }

  int run() override {
    if (files_.empty())
      throw UsageError("no input: name the module to print");
    if (files_.size() > 1)
      throw UsageError("one module at a time: '" + files_[0] + "' and '" + files_[1] +
                       "' were both given");
    if (output_ == "-") {
      const std::string text = printFile(files_[0]);
      fwrite(text.data(), 1, text.size(), stdout);
      return 0;
    }
    OutputFile output(output_, files_[0]);
    writeFile(output.path(), printFile(files_[0]));
    output.commit(/*executable=*/false);
    return 0;
  }

private:
  std::vector<std::string> files_;
  std::string output_ = "-";
};

} // namespace

std::unique_ptr<Command> makePrintCommand() { return std::make_unique<PrintCommand>(); }

} // namespace wasmelt::tool
