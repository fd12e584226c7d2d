// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parsing a command's words with CLI11, and the options that several commands share.
#include "tools/wasmelt/command.h"

#include "compiler/driver/compile.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace wasmelt::tool {
namespace {

/// clang's spellings of options that it writes with one dash.
std::string modernSpelling(const std::string &word) {
  for (std::string_view prefix : {"-march=", "-mcpu="})
    if (word.starts_with(prefix))
      return "--cpu=" + word.substr(prefix.size());
  if (word == "-emit-llvm")
    return "--emit-llvm";
  if (word == "-shared")
    return "--shared";
  if (word.starts_with("-target="))
    return "-" + word;
  if (word == "-O") // as in clang
    return "-O1";
  if (word == "--harden")
    return "--harden=strict";
  if (word == "-MD")
    return "--write-dependencies";
  for (auto [clang, ours] :
       {std::pair("-MF", "--dependency-file"), std::pair("-MT", "--dependency-target")})
    if (word.starts_with(clang)) // its value may be the next word
      return word.size() == 3 ? ours : std::string(ours) + "=" + word.substr(3);
  return word;
}

std::vector<std::string> split(const std::string &text, char separator) {
  std::vector<std::string> parts;
  for (size_t at = 0; at <= text.size();) {
    size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// Applies each value that an option was given, in order.
void applyValues(const Option &option, const std::vector<std::string> &words) {
  const std::string &name = option.names.back();
  std::vector<std::string> enforced = split(option.value, '|');
  for (const std::string &word : words) {
    if (enforced.size() > 1 &&
        std::find(enforced.begin(), enforced.end(), word) == enforced.end()) {
      std::string list;
      for (const std::string &choice : enforced)
        list += (list.empty() ? "" : &choice == &enforced.back() ? " or " : ", ") + choice;
      throw UsageError(name + ": '" + word + "' is not one of " + list);
    }
    try {
      option.apply(word);
    } catch (const UsageError &error) {
      throw UsageError(name + ": " + error.what());
    }
  }
}

} // namespace

void Command::addSwitch(const char *group, const char *names, bool &value, const char *help) {
  Option option{group, split(names, ','), "", help, {}, &value, {}};
  options_.push_back(std::move(option));
}

void Command::addOption(const char *group, const char *names, const char *value, const char *help,
                        std::function<void(std::string_view)> apply,
                        std::vector<std::string> choices) {
  if (choices.empty() && std::string_view(value).find('|') != std::string_view::npos)
    choices = split(value, '|');
  Option option{group,   split(names, ','), value, help, std::move(choices),
                nullptr, std::move(apply)};
  options_.push_back(std::move(option));
}

void Command::addCommonOptions() {
  const char *group = "Help and messages";
  addOption(
      group, "--color", "auto|always|never",
      "Colour in messages; auto: on a terminal where NO_COLOR is not set",
      [](std::string_view when) {
        setColor(when == "always" ? Color::Always : when == "never" ? Color::Never : Color::Auto);
      });
  addSwitch(group, "-h,--help", wants_help_, "Show this text");
  addSwitch(group, "--version", wants_version_, "Show the versions of wasmelt and of its LLVM");
}

void Command::parse(std::vector<std::string> words) {
  auto dashes = std::find(words.begin(), words.end(), "--");
  std::vector<std::string> more_files;
  if (dashes != words.end()) {
    (takes_program_arguments ? program_arguments : more_files).assign(dashes + 1, words.end());
    words.erase(dashes, words.end());
  }
  for (std::string &word : words)
    word = modernSpelling(word);

  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  for (const Option &option : options_) {
    std::string names;
    for (const std::string &name : option.names)
      names += (names.empty() ? "" : ",") + name;
    if (option.flag) {
      app.add_flag_callback(names, [&option] { *option.flag = true; });
    } else {
      std::function<void(const std::vector<std::string> &)> apply =
          [&option](const std::vector<std::string> &values) { applyValues(option, values); };
      app.add_option_function(names, apply)->allow_extra_args(false);
    }
  }
  if (files_)
    app.add_option("FILE", *files_);

  std::reverse(words.begin(), words.end()); // as CLI11 wants a vector
  try {
    app.parse(words);
  } catch (const CLI::ArgumentMismatch &error) {
    std::string_view message = error.what(); // "--output: 1 required TEXT missing"
    throw UsageError(std::string(message.substr(0, message.find(':'))) + " needs a value");
  } catch (const CLI::ParseError &error) {
    throw UsageError(error.what());
  }
  if (files_)
    files_->insert(files_->end(), more_files.begin(), more_files.end());
  if (!wants_help_ && !wants_version_)
    rejectExtras(app.remaining());
}

void Command::rejectExtras(const std::vector<std::string> &extras) const {
  if (extras.empty())
    return;
  auto option = std::find_if(extras.begin(), extras.end(),
                             [](const std::string &word) { return word.starts_with("-"); });
  if (option == extras.end())
    throw UsageError("unexpected argument '" + extras.front() + "'" +
                     (takes_program_arguments ? "; arguments of the program go after '--'" : ""));
  std::string unknown = option->substr(0, option->find('='));
  std::vector<std::string> known;
  for (const Option &each : options_)
    for (const std::string &name : each.names)
      if (name.starts_with("--"))
        known.push_back(name);
  std::optional<std::string> guess = nearest(unknown, known);
  throw UsageError("unknown option '" + unknown + "'" +
                   (guess ? "; did you mean '" + *guess + "'?" : ""));
}

void CompileArguments::addTo(Command &command, bool for_this_machine) {
  const char *code = "Optimisation and target";
  command.addOption(
      code, "-O", "LEVEL",
      "How much to optimise: not at all (0) to for speed at any cost (3), for size (s), for "
      "the least size (z). Default: 2",
      [this](std::string_view level) { options.opt = parseOptLevel(level); },
      {"0", "1", "2", "3", "s", "z"});
  if (!for_this_machine)
    command.addOption(
        code, "--target", "TARGET",
        "The machine to compile for, such as x86_64-linux. Default: this one",
        [this](std::string_view name) { options.target = name; }, targetNames());
  command.addOption(
      code, "--cpu,--march", "CPU",
      "The processor to compile for, as clang -march names it; 'native' is this one. Default: a "
      "baseline that every machine of the target should have",
      [this](std::string_view cpu) { options.cpu = cpu; }, {"native"});
  command.addOption(code, "--features", "LIST", "Processor features to add and remove: +avx2,-bmi",
                    [this](std::string_view list) {
                      if (!options.features.empty())
                        options.features += ',';
                      options.features += list;
                    });
  command.addOption(code, "-j,--jobs", "N",
                    "Threads of code generation; 0 is all cores, the default. The output does not "
                    "depend on it",
                    [this](std::string_view count) { options.jobs = parseJobs(count); });
  command.addOption(
      code, "--bounds", "hardware|checked",
      "How accesses outside of memory are caught: by guard pages, which costs nothing, or by "
      "comparing each address, where the address space for guard pages is not to be had",
      [this](std::string_view how) {
        options.bounds = how == "checked" ? BoundsChecks::Checked : BoundsChecks::Hardware;
      });
  command.addOption(
      code, "--memory-base", "constant|dynamic",
      "Whether linear memory lies at an address fixed in the code, which is fastest, or at one "
      "found at start",
      [this](std::string_view base) {
        options.memory_base = base == "dynamic" ? MemoryBase::Dynamic : MemoryBase::Constant;
      });
  command.addSwitch(code, "--strict-traps", options.strict_traps,
                    "Keep every load that may trap, even where its value is not used, and show a "
                    "library's host exactly what was written before a trap");
  command.addSwitch(
      code, "--deterministic", options.deterministic,
      "Give relaxed vector instructions the same results on every machine, instead of "
      "those of its fastest instructions");
  command.addSwitch(code, "--verify-ir", options.verify_ir,
                    "Have LLVM check what it is given and what it makes of it: for the development "
                    "of wasmelt");

  const char *limits = "Limits of the program";
  command.addOption(limits, "--stack-size", "SIZE",
                    "Stack of the program, with K, M or G. Default: 8M",
                    [this](std::string_view size) {
                      options.stack_size = parseSize(size);
                      if (options.stack_size < 64 << 10)
                        throw UsageError("the stack needs 64K at least");
                    });
  command.addOption(limits, "--max-memory", "SIZE",
                    "Linear memory that the program may grow to. Default: what the module says",
                    [this](std::string_view size) {
                      options.max_memory = parseSize(size);
                      if (options.max_memory == 0)
                        throw UsageError("the limit cannot be 0");
                    });
  command.addOption(
      limits, "--max-open-files", "N",
      "Files that the program may have open at a time, its standard streams and "
      "granted directories among them; opening more fails with EMFILE",
      [this](std::string_view count) { options.max_open_files = parseOpenFiles(count); });
  command.addOption(
      limits, "--timeout", "DURATION",
      "Time that the program may run, such as 500ms, 1.5s, 2m or 1h. It then ends with "
      "a message and, as under timeout(1), status 124",
      [this](std::string_view time) { options.time_limit = parseDuration(time); });

  const char *features = "WebAssembly";
  std::vector<std::string> names = featureNames();
  command.addOption(
      features, "--enable", "FEATURE",
      "Accept modules that use this feature; 'wasmelt features' lists them",
      [this](std::string_view name) {
        options.wasm_features.set(parseFeature(name));
        enabled.emplace_back(name);
      },
      names);
  command.addOption(
      features, "--disable", "FEATURE", "Refuse modules that use this feature",
      [this](std::string_view name) {
        options.wasm_features.set(parseFeature(name), false);
        disabled.emplace_back(name);
      },
      names);

  const char *messages = "Help and messages";
  command.addSwitch(messages, "-v,--verbose", verbose, "Say what is being done");
  command.addSwitch(messages, "--time-report", time_report,
                    "Show the seconds and memory that each phase took, on stderr");
}

void CompileArguments::addCapabilitiesTo(Command &command) {
  const char *group = "What the program may reach";
  command.addOption(
      group, "--dir", "HOST[::GUEST][:ro]",
      "Grant the directory HOST, which the program sees as GUEST; with :ro for reading only. May "
      "be given several times",
      [this](std::string_view grant) { options.dirs.push_back(parseDir(grant)); });
  command.addOption(
      group, "--env", "NAME[=VALUE]",
      "Set a variable of the program's environment, or pass on the one that it is started with. "
      "May be given several times",
      [this](std::string_view variable) { options.env.push_back(parseEnv(variable)); });
  command.addSwitch(group, "--inherit-env", options.inherit_env,
                    "Pass on the whole environment that the program is started with");
  command.addOption(
      group, "--listen", "ADDRESS",
      "Let the program accept connections at HOST:PORT or unix:PATH: its first descriptor after "
      "the granted directories is a socket that listens there. HOST is an address (IPv6 in "
      "brackets), "
      "localhost, or empty for all addresses. May be given several times",
      [this](std::string_view address) { options.listen.push_back(parseListen(address)); },
      {"localhost:", "unix:"});
  command.addOption(
      group, "--harden", "strict|best-effort",
      "When the program has what it was granted, have it give up all other system calls (seccomp) "
      "and files (Landlock). Where the system cannot do that, it does not start, or, with "
      "best-effort, "
      "does as much as it can. Without a value: strict",
      [this](std::string_view how) {
        options.confinement = how == "best-effort" ? Confinement::BestEffort : Confinement::Strict;
      });
}

void CompileArguments::finish() {
  for (const std::string &name : enabled)
    if (std::find(disabled.begin(), disabled.end(), name) != disabled.end())
      throw UsageError("--enable and --disable both name '" + name + "'");
}

Commands makeCommands() {
  Commands commands;
  commands.push_back(makeCompileCommand());
  commands.push_back(makeRunCommand());
  commands.push_back(makeValidateCommand());
  commands.push_back(makeInspectCommand());
  commands.push_back(makePrintCommand());
  commands.push_back(makeFeaturesCommand());
  return commands;
}

} // namespace wasmelt::tool
