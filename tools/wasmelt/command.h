// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A command of the tool: its options (which help, man page and completions are made from) and what
// it does.
#pragma once

#include "tools/wasmelt/option_values.h"
#include "tools/wasmelt/terminal.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace wasmelt::tool {

struct Example {
  std::string command, what;
};

/// An option: what parsing, help, manual and completions know of it.
struct Option {
  std::string group;
  std::vector<std::string> names; ///< with their dashes, short ones first
  std::string value;              ///< `FILE`, `a|b|c`; empty for a switch
  std::string help;
  std::vector<std::string> choices; ///< values that completion offers
  bool *flag = nullptr;             ///< what a switch sets
  std::function<void(std::string_view)> apply;

  /// -O2: the value follows without a space.
  bool joined() const { return names.size() == 1 && names[0].size() == 2 && !choices.empty(); }
};

class Command {
public:
  explicit Command(std::string name) : name(std::move(name)) {}
  virtual ~Command() = default;
  Command(const Command &) = delete;
  Command &operator=(const Command &) = delete;

  std::string name;     ///< the word after `wasmelt`; empty for compiling
  std::string summary;  ///< one line
  std::string synopsis; ///< what follows the name in the usage line
  std::string details;  ///< a paragraph
  std::vector<Example> examples;
  bool takes_program_arguments = false; ///< `-- ARGUMENTS`
  std::vector<std::string> program_arguments;

  /// Does what the parsed command line asks for; returns the exit status.
  virtual int run() = 0;

  /// Parses the words after the command's name. Throws UsageError.
  void parse(std::vector<std::string> words);
  bool wantsHelp() const { return wants_help_; }
  bool wantsVersion() const { return wants_version_; }

  /// Adds a switch without a value.
  void addSwitch(const char *group, const char *names, bool &value, const char *help);
  /// Adds an option with a value; `apply` is called with each one given, in order. `choices` are
  /// what completion offers; those of `value` written as `a|b|c` are enforced too.
  void addOption(const char *group, const char *names, const char *value, const char *help,
                 std::function<void(std::string_view)> apply,
                 std::vector<std::string> choices = {});
  /// Where the file or files go that the command is given.
  void takeFiles(std::vector<std::string> &files) { files_ = &files; }
  /// Adds --color, --help and --version.
  void addCommonOptions();

  const std::vector<Option> &options() const { return options_; }

private:
  /// Says what is wrong with words that are neither options nor files.
  void rejectExtras(const std::vector<std::string> &extras) const;

  std::vector<Option> options_;
  std::vector<std::string> *files_ = nullptr;
  bool wants_help_ = false, wants_version_ = false;
};

/// What compiling and running have in common on the command line.
struct CompileArguments {
  CompileOptions options;
  bool verbose = false, time_report = false;
  std::vector<std::string> enabled, disabled; ///< WebAssembly features

  /// Adds the options to `command`: optimisation and, unless it is `for_this_machine`, the target,
  /// limits, features, reports.
  void addTo(Command &command, bool for_this_machine = false);
  /// Adds --dir, --env, --listen and what else decides about what the program may reach.
  void addCapabilitiesTo(Command &command);
  /// Settles what depends on several options. Throws UsageError.
  void finish();
};

std::unique_ptr<Command> makeCompileCommand();
std::unique_ptr<Command> makeRunCommand();
std::unique_ptr<Command> makeValidateCommand();
std::unique_ptr<Command> makeInspectCommand();
std::unique_ptr<Command> makePrintCommand();
std::unique_ptr<Command> makeFeaturesCommand();

using Commands = std::vector<std::unique_ptr<Command>>;
/// Every command; the first is the one without a name.
Commands makeCommands();

} // namespace wasmelt::tool
