// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command `wasmelt`: finds out which command is meant, and turns what goes wrong into messages
// and exit statuses: 1 for errors, 2 for a command line that cannot be obeyed.
#include "compiler/driver/compile.h"
#include "compiler/wasm/diagnostic.h"
#include "tools/wasmelt/command.h"
#include "tools/wasmelt/documentation.h"

#include <algorithm>
#include <cstdio>
#include <new>

namespace wasmelt::tool {
namespace {

enum ExitStatus { Success = 0, Failure = 1, WrongUsage = 2 };

/// `--generate=man|wasi-man|bash|zsh|fish`, which the build uses and the help does not mention.
std::string generate(std::string_view what, const Commands &commands) {
  if (what == "man")
    return manPage(commands);
  if (what == "wasi-man")
    return wasiManPage();
  if (what == "bash")
    return bashCompletion(commands);
  if (what == "zsh")
    return zshCompletion(commands);
  if (what == "fish")
    return fishCompletion(commands);
  throw UsageError("--generate makes man, wasi-man, bash, zsh or fish");
}

/// Output that did not arrive (a full disk, a closed pipe) is an error like any other.
int finishOutput(int status) {
  if (fflush(stdout) != 0 || ferror(stdout)) {
    printError("wasmelt: error: cannot write to standard output");
    return status == Success ? Failure : status;
  }
  return status;
}

int runCommand(const Commands &commands, Command &command, std::vector<std::string> words) {
  command.parse(std::move(words));
  if (command.wantsVersion()) {
    printf("wasmelt %s (LLVM %s)\n", wasmeltVersion(), llvmVersion());
    return Success;
  }
  if (command.wantsHelp()) {
    fputs(helpText(commands, command, terminalWidth()).c_str(), stdout);
    return Success;
  }
  return command.run();
}

int toolMain(std::vector<std::string> words) {
  setColor(Color::Auto);
  Commands commands = makeCommands();
  Command *command = commands.front().get();
  std::string topic;
  try {
    if (!words.empty() && words[0].starts_with("--generate=")) {
      fputs(generate(words[0].substr(11), commands).c_str(), stdout);
      return finishOutput(Success);
    }
    if (!words.empty() && words[0] == "help") {
      words.erase(words.begin());
      words.resize(std::min<size_t>(words.size(), 1));
      words.push_back("--help");
    }
    for (const auto &each : commands)
      if (!words.empty() && !each->name.empty() && words[0] == each->name)
        command = each.get();
    if (!command->name.empty()) {
      topic = command->name + " ";
      words.erase(words.begin());
    }
    return finishOutput(runCommand(commands, *command, std::move(words)));
  } catch (const UsageError &error) {
    printError(std::string("wasmelt: error: ") + error.what());
    fprintf(stderr, "Try 'wasmelt %s--help'.\n", topic.c_str());
    return WrongUsage;
  } catch (const wasm::Error &error) {
    printError(error.what());
  } catch (const Error &error) {
    printError(error.what());
  } catch (const std::bad_alloc &) {
    printError("wasmelt: error: out of memory");
  } catch (const std::exception &error) {
    printError(std::string("wasmelt: error: internal error: ") + error.what());
  }
  return Failure;
}

} // namespace
} // namespace wasmelt::tool

int main(int argc, char **argv) {
  return wasmelt::tool::toolMain(std::vector<std::string>(argv + (argc > 0), argv + argc));
}
