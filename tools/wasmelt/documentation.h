// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Help, man page and shell completions, all made from the commands themselves.
#pragma once

#include "tools/wasmelt/command.h"

#include <string>
#include <string_view>

namespace wasmelt::tool {

/// `-o, --output=FILE`, or `-O0, -O1, ...`
std::string optionHeading(const Option &option);

struct OptionGroup {
  std::string title;
  std::vector<Option> options;
};

/// The options of a command by group, in the order in which they were added.
std::vector<OptionGroup> groupOptions(const Command &command);

/// `text` in lines of at most `width` columns, each after `indent` spaces; the first line is not
/// indented.
std::string wrapText(std::string_view text, size_t indent, size_t width);

/// What --help shows.
std::string helpText(const Commands &commands, const Command &command, unsigned width);

/// The page wasmelt(1).
std::string manPage(const Commands &commands);
/// The page wasmelt-wasi(7).
std::string wasiManPage();
/// Text that roff shows as it is, and the same in bold.
std::string escapeRoff(std::string_view text);
std::string boldRoff(std::string_view text);
/// Completions for a shell.
std::string bashCompletion(const Commands &commands);
std::string zshCompletion(const Commands &commands);
std::string fishCompletion(const Commands &commands);

} // namespace wasmelt::tool
