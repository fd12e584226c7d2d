// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Explaining a command's options, and the text of --help.
#include "tools/wasmelt/documentation.h"

#include <algorithm>

namespace wasmelt::tool {

std::string optionHeading(const Option &option) {
  std::string text;
  if (option.joined()) {
    for (const std::string &choice : option.choices)
      text += (text.empty() ? "" : ", ") + option.names[0] + choice;
    return text;
  }
  for (const std::string &name : option.names)
    text += (text.empty() ? "" : ", ") + name;
  if (!option.value.empty())
    text += (option.names.back().starts_with("--") ? "=" : " ") + option.value;
  return text;
}

std::vector<OptionGroup> groupOptions(const Command &command) {
  std::vector<OptionGroup> groups;
  for (const Option &option : command.options()) {
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const OptionGroup &each) { return each.title == option.group; });
    if (group == groups.end())
      group = groups.insert(groups.end(), OptionGroup{option.group, {}});
    group->options.push_back(option);
  }
  // Help and messages close every list, whatever was added later.
  auto messages = std::find_if(groups.begin(), groups.end(), [](const OptionGroup &group) {
    return group.title == "Help and messages";
  });
  if (messages != groups.end())
    std::rotate(messages, messages + 1, groups.end());
  return groups;
}

std::string wrapText(std::string_view text, size_t indent, size_t width) {
  std::string out;
  size_t column = indent;
  while (!text.empty()) {
    size_t end = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (column > indent && column + 1 + word.size() > width) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      column++;
    }
    out += word;
    column += word.size();
  }
  return out;
}

std::string helpText(const Commands &commands, const Command &command, unsigned width) {
  constexpr size_t Column = 28;
  bool main = command.name.empty();
  std::string out;
  auto pad = [](const std::string &text, size_t column) {
    return text.size() + 2 <= column ? text + std::string(column - text.size(), ' ')
                                     : text + "\n" + std::string(column, ' ');
  };

  out += "Usage: wasmelt " + (main ? "" : command.name + " ") + command.synopsis + "\n";
  if (main)
    for (const auto &each : commands)
      if (!each->name.empty())
        out += "       wasmelt " + each->name + (each->synopsis.empty() ? "" : " ") +
               each->synopsis + "\n";
  out += "\n" + wrapText(command.details, 0, width) + "\n";

  if (main) {
    out += "\nCommands ('wasmelt COMMAND --help' says more):\n";
    for (const auto &each : commands)
      if (!each->name.empty())
        out += pad("  " + each->name, 14) + wrapText(each->summary, 14, width) + "\n";
  }
  for (const OptionGroup &group : groupOptions(command)) {
    out += "\n" + group.title + ":\n";
    for (const Option &option : group.options) {
      // Options without a short name stand below the long names of the others.
      std::string heading = optionHeading(option);
      out += pad((heading.starts_with("--") ? "      " : "  ") + heading, Column) +
             wrapText(option.help, Column, width) + "\n";
    }
  }
  if (!command.examples.empty()) {
    out += "\nExamples:\n";
    for (const Example &example : command.examples)
      out += "  " + example.command + "\n      " + wrapText(example.what, 6, width) + "\n";
  }
  return out;
}

} // namespace wasmelt::tool
