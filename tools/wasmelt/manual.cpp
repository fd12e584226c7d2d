// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The manual page, in roff, from the commands.
#include "compiler/driver/compile.h"
#include "tools/wasmelt/documentation.h"

namespace wasmelt::tool {

std::string escapeRoff(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if (c == '\'')
      out += "\\(aq";
    else
      out += c;
  }
  if (out.starts_with("."))
    out.insert(0, "\\&");
  return out;
}

std::string boldRoff(std::string_view text) { return "\\fB" + escapeRoff(text) + "\\fR"; }

namespace {

/// Names in bold, what is to be replaced in italics.
std::string heading(const Option &option) {
  std::string out;
  if (option.joined()) {
    for (const std::string &choice : option.choices)
      out += (out.empty() ? "" : ", ") + boldRoff(option.names[0] + choice);
    return out;
  }
  for (const std::string &name : option.names)
    out += (out.empty() ? "" : ", ") + boldRoff(name);
  if (!option.value.empty())
    out += (option.names.back().starts_with("--") ? "=" : " ") +
           ("\\fI" + escapeRoff(option.value)) + "\\fR";
  return out;
}

void addOptions(std::string &out, const Command &command, bool with_shared,
                const std::vector<OptionGroup> &shared) {
  for (const OptionGroup &group : groupOptions(command)) {
    std::string text;
    for (const Option &option : group.options) {
      bool known = false;
      for (const OptionGroup &each : shared)
        for (const Option &other : each.options)
          known |= other.names == option.names && other.help == option.help;
      if (!known || with_shared)
        text += ".TP\n" + heading(option) + "\n" + escapeRoff(option.help) + ".\n";
    }
    if (!text.empty())
      out += (with_shared ? ".SS " + escapeRoff(group.title) + "\n" : "") + text;
  }
}

} // namespace

std::string manPage(const Commands &commands) {
  std::string out = ".\\\" Made by wasmelt --generate=man\n";
  out += std::string(".TH WASMELT 1 \"\" \"wasmelt ") + wasmeltVersion() + "\" \"User Commands\"\n";
  out += ".SH NAME\nwasmelt \\- " + escapeRoff(commands[0]->summary) + "\n.SH SYNOPSIS\n";
  for (const auto &command : commands)
    out += ".B wasmelt" + (command->name.empty() ? "" : " " + command->name) + "\n" +
           escapeRoff(command->synopsis) + "\n.br\n";
  out += ".SH DESCRIPTION\n" + escapeRoff(commands[0]->details) + "\n";
  std::vector<OptionGroup> shared = groupOptions(*commands[0]);
  out += ".SH OPTIONS\n";
  addOptions(out, *commands[0], true, shared);
  out += ".SH COMMANDS\n";
  for (const auto &command : commands) {
    if (command->name.empty())
      continue;
    out += ".SS wasmelt " + command->name + "\n" + escapeRoff(command->details) + "\n";
    if (command->name == "run")
      out += "It takes the options above that do not choose the output, too.\n";
    addOptions(out, *command, false, shared);
  }
  out += R"(.SH ENVIRONMENT
.TP
.B WASMELT_DIRS\fR, \fBWASMELT_ENV\fR, \fBWASMELT_LISTEN\fR, \fBWASMELT_SOCKETS
What a compiled program is granted when it starts, unless it was compiled with \fB\-\-sealed\fR:
directories (HOST[::GUEST][:ro]), variables (NAME or NAME=VALUE), addresses to accept connections at
(HOST:PORT or unix:PATH) and open sockets (descriptor numbers). Each is a list whose items are
separated by commas; \e, and \e\e stand for a comma and a backslash.
.TP
.B WASMELT_TRACE
With the value \fBwasi\fR, a program that was not compiled with \fB\-\-sealed\fR shows each of its
calls of WASI on stderr when the call returns: decoded arguments, and 0 or the error.
.TP
.B XDG_CACHE_HOME\fR, \fBWASMELT_CACHE_SIZE
Where \fBwasmelt run\fR keeps compiled programs, and how many bytes of them (with K, M or G).
.TP
.B NO_COLOR
If set and not empty, messages have no colour.
.SH EXIT STATUS
.TP
.B 0
Success.
.TP
.B 1
The module was refused or something went wrong; a message on stderr says what. No output was
written.
.TP
.B 2
The command line could not be obeyed.
.PP
.B wasmelt run
has the exit status of the program, which is 134 after a trap and 124 when the time that
\fB\-\-timeout\fR gives it is over.
.SH EXAMPLES
)";
  for (const auto &command : commands)
    for (const Example &example : command->examples)
      out += ".TP\n" + boldRoff(example.command) + "\n" + escapeRoff(example.what) + "\n";
  out += ".SH SEE ALSO\n\\fBwasmelt\\-wasi\\fR(7)\n";
  return out;
}

} // namespace wasmelt::tool
