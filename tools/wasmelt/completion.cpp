// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Completions for bash, zsh and fish, from the commands.
#include "tools/wasmelt/documentation.h"

#include <algorithm>

namespace wasmelt::tool {
namespace {

std::string join(const std::vector<std::string> &words, std::string_view separator) {
  std::string out;
  for (const std::string &word : words)
    out.append(out.empty() ? "" : separator).append(word);
  return out;
}

std::vector<Option> allOptions(const Command &command) {
  std::vector<Option> options;
  for (const OptionGroup &group : groupOptions(command))
    options.insert(options.end(), group.options.begin(), group.options.end());
  return options;
}

std::vector<std::string> commandNames(const Commands &commands) {
  std::vector<std::string> names;
  for (const auto &command : commands)
    if (!command->name.empty())
      names.push_back(command->name);
  return names;
}

/// What a menu of options has room for: the first clause.
std::string brief(const std::string &help) {
  return help.substr(0, std::min({help.find(". "), help.find(';'), help.find(':')}));
}

bool takesFile(const Option &option) { return option.value == "FILE"; }
bool takesDirectory(const Option &option) { return option.value.starts_with("HOST"); }

/// `text` for the inside of single quotes in a shell.
std::string quoteForShell(std::string_view text, std::string_view quote) {
  std::string out;
  for (char c : text)
    if (c == '\'')
      out += quote;
    else
      out += c;
  return out;
}

} // namespace

std::string bashCompletion(const Commands &commands) {
  std::string out = R"(# Completion of wasmelt in bash. Made by wasmelt --generate=bash
_wasmelt() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command='' word
  # bash splits words at '=' by default: --emit=obj is three words.
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD-2]}
  fi
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -- ]] && return
  done
  if ((COMP_CWORD > 1)); then
    case ${COMP_WORDS[1]} in
)";
  out += "    " + join(commandNames(commands), "|") + ") command=${COMP_WORDS[1]} ;;\n    esac\n";
  out += R"(  elif [[ $cur != -* ]]; then
    compopt -o filenames
    COMPREPLY=($(compgen -W ')" +
         join(commandNames(commands), " ") + R"(' -- "$cur") $(compgen -f -- "$cur"))
    return
  fi
  case $command:$prev in
)";
  for (const auto &command : commands) {
    for (const Option &option : allOptions(*command)) {
      if (option.value.empty() || option.joined())
        continue;
      std::vector<std::string> patterns;
      for (const std::string &name : option.names)
        patterns.push_back(command->name + ":" + name);
      out += "  " + join(patterns, "|") + ")\n";
      if (!option.choices.empty())
        out += "    COMPREPLY=($(compgen -W '" + join(option.choices, " ") + "' -- \"$cur\"))\n";
      else if (takesDirectory(option))
        out += "    compopt -o filenames\n    COMPREPLY=($(compgen -d -- \"$cur\"))\n";
      out += "    return ;;\n";
    }
  }
  out += "  esac\n  [[ $cur == -* ]] || return\n  case $command in\n";
  for (const auto &command : commands) {
    std::vector<std::string> names;
    for (const Option &option : allOptions(*command))
      for (const std::string &name : option.names) {
        if (option.joined())
          for (const std::string &choice : option.choices)
            names.push_back(name + choice);
        else
          names.push_back(name);
      }
    out += "  '" + command->name + "')\n    COMPREPLY=($(compgen -W '" + join(names, " ") +
           "' -- \"$cur\")) ;;\n";
  }
  out += "  esac\n}\ncomplete -o bashdefault -o default -F _wasmelt wasmelt\n";
  return out;
}

std::string zshCompletion(const Commands &commands) {
  auto quote = [](std::string_view text) {
    std::string out;
    for (char c : quoteForShell(text, "'\\''")) {
      if (c == '[' || c == ']' || c == ':')
        out += '\\';
      out += c;
    }
    return out;
  };
  std::string out = "#compdef wasmelt\n# Completion of wasmelt in zsh. Made by wasmelt "
                    "--generate=zsh\n\n_wasmelt() {\n";
  out += "  local -a commands\n  commands=(\n";
  for (const auto &command : commands)
    if (!command->name.empty())
      out += "    '" + command->name + ":" + quote(command->summary) + "'\n";
  out += "  )\n  local command=''\n"
         "  if ((CURRENT > 2)) && [[ -n ${commands[(r)$words[2]:*]} ]]; then\n"
         "    command=$words[2]\n    shift words\n    ((CURRENT--))\n  fi\n"
         "  case $command in\n";
  for (const auto &command : commands) {
    out += "  '" + command->name + "')\n    _arguments -s -S \\\n";
    for (const Option &option : allOptions(*command)) {
      std::string action;
      if (option.value.empty())
        action = "";
      else if (!option.choices.empty())
        action = ":value:(" + join(option.choices, " ") + ")";
      else if (takesFile(option))
        action = ":file:_files";
      else if (takesDirectory(option))
        action = ":directory:_files -/";
      else
        action = ":" + quote(option.value) + ":";
      for (const std::string &name : option.names) {
        std::string suffix = option.value.empty()     ? ""
                             : option.joined()        ? "-"
                             : name.starts_with("--") ? "="
                                                      : "+";
        out +=
            "      '*" + name + suffix + "[" + quote(brief(option.help)) + "]" + action + "' \\\n";
      }
    }
    if (command->name.empty())
      out += "      '1: :{_describe command commands; _files}'\n    ;;\n";
    else if (command->name == "features")
      out += "      && return\n    ;;\n";
    else
      out += "      '*:file:_files'\n    ;;\n";
  }
  out += "  esac\n}\n\n_wasmelt \"$@\"\n";
  return out;
}

std::string fishCompletion(const Commands &commands) {
  auto quote = [](std::string_view text) { return "'" + quoteForShell(text, "\\'") + "'"; };
  std::string names = join(commandNames(commands), " ");
  std::string out = "# Completion of wasmelt in fish. Made by wasmelt --generate=fish\n";
  for (const auto &command : commands)
    if (!command->name.empty())
      out += "complete -c wasmelt -n __fish_use_subcommand -a " + command->name + " -d " +
             quote(command->summary) + "\n";
  for (const auto &command : commands) {
    std::string condition = command->name.empty()
                                ? quote("not __fish_seen_subcommand_from " + names)
                                : quote("__fish_seen_subcommand_from " + command->name);
    for (const Option &option : allOptions(*command)) {
      std::string line = "complete -c wasmelt -n " + condition;
      for (const std::string &name : option.names)
        line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!option.choices.empty())
        line += " -x -a " + quote(join(option.choices, " "));
      else if (takesFile(option))
        line += " -r -F";
      else if (takesDirectory(option))
        line += " -x -a '(__fish_complete_directories)'";
      else if (!option.value.empty())
        line += " -x";
      out += line + " -d " + quote(brief(option.help)) + "\n";
    }
  }
  return out;
}

} // namespace wasmelt::tool
