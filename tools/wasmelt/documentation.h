// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Help, man page and shell completions, all made from the commands themselves.
#pragma once

#include "tools/wasmelt/command.h"

#include <string>
#include <string_view>

namespace wasmelt::tool {

/// An option as it is explained to people.
struct OptionDoc {
  std::vector<std::string> names; ///< with dashes
  std::string value;              ///< `FILE`, `a|b|c`; empty for a switch
  std::string help;
  std::vector<std::string> choices; ///< values that completion offers
  bool joined = false;              ///< -O2: the value follows without a space

  /// `-o, --output FILE`
  std::string heading() const;
};

struct GroupDoc {
  std::string title;
  std::vector<OptionDoc> options;
};

/// The options of a command by group, in the order in which they were added.
std::vector<GroupDoc> describeOptions(const Command &command);

/// `text` in lines of at most `width` columns, each after `indent` spaces; the first line is not
/// indented.
std::string wrapText(std::string_view text, size_t indent, size_t width);

/// What --help shows.
std::string helpText(const Commands &commands, const Command &command, unsigned width);

/// The page wasmelt(1).
std::string manPage(const Commands &commands);
/// Completions for a shell.
std::string bashCompletion(const Commands &commands);
std::string zshCompletion(const Commands &commands);
std::string fishCompletion(const Commands &commands);

} // namespace wasmelt::tool
