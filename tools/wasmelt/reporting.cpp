// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A compilation's reports on stderr.
#include "tools/wasmelt/reporting.h"

#include <cstdio>

namespace wasmelt::tool {

void TerminalReporter::progress(Phase phase, double fraction) {
  // What is shown says what is being done: "optimising", not "optimize".
  static constexpr const char *Doing[] = {"reading",    "decoding",   "validating", "lowering",
                                          "optimising", "generating", "linking"};
  line_.show(Doing[static_cast<size_t>(phase)], fraction);
}

void TerminalReporter::note(const std::string &text) {
  if (verbose_)
    fprintf(stderr, "%s\n", text.c_str());
}

void TerminalReporter::warning(const std::string &message) {
  line_.erase();
  printWarning(message);
}

} // namespace wasmelt::tool
