// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Diagnostics on stderr and the progress line.
#include "tools/wasmelt/terminal.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace wasmelt::tool {
namespace {

bool color = false;

constexpr std::string_view Bold = "\033[1m", Red = "\033[1;31m", Magenta = "\033[1;35m",
                           Reset = "\033[0m", EraseLine = "\r\033[K";

void write(std::string_view text) { fwrite(text.data(), 1, text.size(), stderr); }

bool setAndNotEmpty(const char *name) {
  const char *value = getenv(name);
  return value && *value;
}

/// Writes each line of `message`; where it has the severity word `label`, that is tinted and what
/// is before it bold.
void printDiagnostic(std::string_view message, std::string_view label, std::string_view tint) {
  std::string out;
  while (!message.empty()) {
    size_t end = std::min(message.find('\n'), message.size());
    std::string_view line = message.substr(0, end);
    message.remove_prefix(std::min(end + 1, message.size()));
    size_t at = color ? line.find(label) : std::string_view::npos;
    if (at != std::string_view::npos) {
      out.append(Bold).append(line.substr(0, at)).append(tint).append(label).append(Reset);
      line.remove_prefix(at + label.size());
    }
    out.append(line).append("\n");
  }
  write(out);
}

} // namespace

void setColor(Color choice) {
  const char *term = getenv("TERM");
  color = choice == Color::Always ||
          (choice == Color::Auto && isatty(STDERR_FILENO) && !setAndNotEmpty("NO_COLOR") && term &&
           std::string_view(term) != "dumb");
}

unsigned terminalWidth() {
  winsize size{};
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 60)
    return 80;
  return size.ws_col < 100 ? size.ws_col : 100;
}

void printError(std::string_view message) { printDiagnostic(message, "error: ", Red); }

void printWarning(std::string_view message) {
  bool located = message.find("warning: ") != std::string_view::npos;
  printDiagnostic(located ? std::string(message) : "wasmelt: warning: " + std::string(message),
                  "warning: ", Magenta);
}

ProgressLine::ProgressLine(bool allowed)
    : enabled_(allowed && isatty(STDERR_FILENO) && getenv("TERM") &&
               std::string_view(getenv("TERM")) != "dumb") {}

ProgressLine::~ProgressLine() { erase(); }

void ProgressLine::show(std::string_view phase, double fraction) {
  if (!enabled_)
    return;
  Clock::time_point now = Clock::now();
  if (now - start_ < std::chrono::seconds(1) ||
      (shown_ && now - last_ < std::chrono::milliseconds(80)))
    return;
  last_ = now;
  shown_ = true;
  char percent[16] = "";
  if (fraction >= 0)
    snprintf(percent, sizeof percent, " %d%%", static_cast<int>(fraction * 100));
  auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - start_).count();
  std::string line(EraseLine);
  line.append("wasmelt: ").append(phase).append(percent);
  line += " (" + std::to_string(seconds) + " s)";
  write(line);
}

void ProgressLine::erase() {
  if (shown_)
    write(EraseLine);
  shown_ = false;
}

} // namespace wasmelt::tool
