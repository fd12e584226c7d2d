// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the command writes to people: diagnostics with or without colour, and the progress line.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace wasmelt::tool {

enum class Color { Auto, Always, Never };

/// Decides from --color, NO_COLOR, TERM and whether stderr is a terminal whether to use colour.
void setColor(Color choice);

/// Columns of the terminal on stdout; 80 where there is none. Never more than 100.
unsigned terminalWidth();

/// Writes complete diagnostics (`file:0x1f: error: …`, a line each) to stderr.
void printError(std::string_view message);

/// Writes a warning to stderr, after `wasmelt: warning: ` unless it is complete itself.
void printWarning(std::string_view message);

/// A single line on stderr that says what a long compilation is doing. Appears only on a terminal
/// and only after a second; its destructor erases it.
class ProgressLine {
public:
  explicit ProgressLine(bool allowed);
  ~ProgressLine();
  ProgressLine(const ProgressLine &) = delete;
  ProgressLine &operator=(const ProgressLine &) = delete;
  /// Shows `phase`, and `fraction` as a percentage where it is not negative.
  void show(std::string_view phase, double fraction);
  /// Takes the line away, so that something else can be written; show() brings it back.
  void erase();

private:
  using Clock = std::chrono::steady_clock;
  bool enabled_, shown_ = false;
  Clock::time_point start_ = Clock::now(), last_ = start_;
};

} // namespace wasmelt::tool
