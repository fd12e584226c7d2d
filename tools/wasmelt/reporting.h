// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shows what a compilation does: notes for -v, warnings, the progress line.
#pragma once

#include "compiler/driver/compile.h"
#include "tools/wasmelt/terminal.h"

namespace wasmelt::tool {

class TerminalReporter : public Reporter {
public:
  explicit TerminalReporter(bool verbose) : verbose_(verbose), line_(!verbose) {}
  void progress(Phase phase, double fraction) override;
  void note(const std::string &text) override;
  void warning(const std::string &message) override;
  /// Takes the progress line away when the work is done.
  void finish() { line_.erase(); }

private:
  bool verbose_;
  ProgressLine line_;
};

} // namespace wasmelt::tool
