// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasmelt-wast: runs official test scripts (.wast) in compiled code. Each
// script has a process of its own, so that nothing it does reaches the others.
#include "compiler/driver/error.h"
#include "tools/wast/expectations.h"
#include "tools/wast/script_runner.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <poll.h>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace wasmelt::wast {
namespace {

using Clock = std::chrono::steady_clock;

struct Settings {
  std::vector<std::string> paths, expectation_files, features;
  std::string opt = "0", bounds = "hardware", cpu, record;
  unsigned jobs = 0, timeout = 300;
  bool strict_traps = false, deterministic = false, interruptible = false, quiet = false;
};

/// What became of all the scripts.
struct Totals {
  uint64_t passed = 0, failed = 0, expected = 0, broken_files = 0;
};

std::vector<std::string> findScripts(const std::vector<std::string> &paths) {
  std::vector<std::string> scripts;
  for (const std::string &path : paths) {
    if (!std::filesystem::is_directory(path)) {
      scripts.push_back(path);
      continue;
    }
    for (const auto &entry : std::filesystem::recursive_directory_iterator(path))
      if (entry.path().extension() == ".wast")
        scripts.push_back(entry.path().string());
  }
  std::sort(scripts.begin(), scripts.end());
  return scripts;
}

BuildOptions buildOptions(const Settings &settings, const std::string &script) {
  BuildOptions options;
  options.opt = OptLevel(std::string_view("0123sz").find(settings.opt));
  options.bounds = settings.bounds == "checked" ? BoundsChecks::Checked : BoundsChecks::Hardware;
  options.cpu = settings.cpu;
  options.strict_traps = settings.strict_traps;
  options.deterministic = settings.deterministic;
  options.interruptible = settings.interruptible;
  options.features = featuresFor(script);
  for (const std::string &name : settings.features)
    for (size_t i = 0; i < size_t(wasm::Feature::Count); ++i)
      if (featureName(wasm::Feature(i)) == name)
        options.features.set(wasm::Feature(i));
  return options;
}

/// In the script's process: what is written is read by Child::finish.
void runChild(const Settings &settings, const std::string &script, int out) {
  FILE *file = fdopen(out, "w");
  try {
    Outcome outcome = runScript(script, buildOptions(settings, script));
    for (const Failure &failure : outcome.failures) {
      std::string message = failure.message;
      std::replace(message.begin(), message.end(), '\n', ' ');
      fprintf(file, "%c %u %s\n", failure.is_assertion ? 'a' : 'c', failure.line, message.c_str());
    }
    fprintf(file, "p %u\n", outcome.passed);
  } catch (const std::runtime_error &error) {
    std::string message = error.what();
    std::replace(message.begin(), message.end(), '\n', ' ');
    fprintf(file, "e 0 %s\n", message.c_str());
  }
  fclose(file);
}

/// A script in work.
struct Child {
  std::string script;
  pid_t process = -1;
  int in = -1;
  std::string output;
  Clock::time_point begin;
};

Child startChild(const Settings &settings, const std::string &script) {
  int ends[2];
  if (pipe(ends) != 0)
    throw Error::environment("cannot make a pipe");
  fflush(nullptr);
  Child child{script, fork(), ends[0], {}, Clock::now()};
  if (child.process < 0)
    throw Error::environment("cannot start a process");
  if (child.process == 0) {
    close(ends[0]);
    runChild(settings, script, ends[1]);
    _exit(0);
  }
  close(ends[1]);
  return child;
}

/// Reports on a script whose process has ended.
void finish(const Child &child, int status, const Settings &settings,
            const Expectations &expectations, Totals &totals, FILE *record) {
  std::map<uint32_t, std::string> known = expectations.of(child.script);
  uint64_t passed = 0, failed = 0, expected = 0;
  bool is_complete = false;
  std::string text;
  auto say = [&](uint32_t line, const std::string &message) {
    text += child.script + ":" + std::to_string(line) + ": error: " + message + "\n";
  };
  std::istringstream lines(child.output);
  for (std::string line; std::getline(lines, line);) {
    if (line[0] == 'p') {
      passed = std::stoull(line.substr(2));
      is_complete = true;
      continue;
    }
    size_t space = line.find(' ', 2);
    uint32_t number = uint32_t(std::stoul(line.substr(2)));
    std::string message = line.substr(space + 1);
    bool is_known = known.erase(number);
    if (line[0] == 'a')
      ++(is_known ? expected : failed);
    else if (!is_known)
      ++totals.broken_files;
    if (!is_known)
      say(number, message);
    if (record)
      fprintf(record, "%s:%u %s\n", child.script.c_str(), number, message.c_str());
  }
  if (!is_complete) {
    ++totals.broken_files;
    say(0, WIFSIGNALED(status)
               ? std::string("the script's process was ended by ") + strsignal(WTERMSIG(status))
               : "the script did not run to its end");
  } else {
    for (const auto &[line, reason] : known) {
      ++totals.broken_files;
      say(line, "expected to fail, but did not: " + reason);
    }
  }
  double seconds = std::chrono::duration<double>(Clock::now() - child.begin).count();
  fputs(text.c_str(), stderr);
  if (!settings.quiet)
    printf("%s: %llu passed, %llu failed, %llu expected to fail, %.1f s\n", child.script.c_str(),
           (unsigned long long)passed, (unsigned long long)failed, (unsigned long long)expected,
           seconds);
  fflush(stdout);
  totals.passed += passed;
  totals.failed += failed;
  totals.expected += expected;
}

/// Reads what a child has to say; true at its end.
bool readSome(Child &child) {
  char buffer[4096];
  ssize_t size = read(child.in, buffer, sizeof buffer);
  if (size > 0)
    child.output.append(buffer, size_t(size));
  return size <= 0;
}

Totals runAll(const Settings &settings) {
  Expectations expectations;
  for (const std::string &file : settings.expectation_files)
    expectations.read(file);
  std::vector<std::string> scripts = findScripts(settings.paths);
  // The largest first, so that none is left over at the end.
  std::sort(scripts.begin(), scripts.end(), [](const auto &a, const auto &b) {
    std::error_code ignored;
    return std::filesystem::file_size(a, ignored) > std::filesystem::file_size(b, ignored);
  });
  FILE *record = settings.record.empty() ? nullptr : fopen(settings.record.c_str(), "w");
  Totals totals;
  unsigned jobs = settings.jobs ? settings.jobs : std::max(1u, std::thread::hardware_concurrency());
  std::vector<Child> children;
  for (size_t next = 0; next < scripts.size() || !children.empty();) {
    while (next < scripts.size() && children.size() < jobs)
      children.push_back(startChild(settings, scripts[next++]));
    std::vector<pollfd> waits;
    for (const Child &child : children)
      waits.push_back({child.in, POLLIN, 0});
    poll(waits.data(), waits.size(), 1000);
    for (size_t i = children.size(); i-- > 0;) {
      Child &child = children[i];
      if (Clock::now() - child.begin > std::chrono::seconds(settings.timeout))
        kill(child.process, SIGKILL);
      if (!waits[i].revents || !readSome(child))
        continue;
      close(child.in);
      int status = 0;
      waitpid(child.process, &status, 0);
      finish(child, status, settings, expectations, totals, record);
      children.erase(children.begin() + ptrdiff_t(i));
    }
  }
  if (record)
    fclose(record);
  return totals;
}

} // namespace
} // namespace wasmelt::wast

int main(int argc, char **argv) {
  using namespace wasmelt;
  wast::Settings settings;
  CLI::App app("Runs official WebAssembly test scripts in compiled code: every "
               "module becomes a "
               "shared library, which is loaded and linked with the others.");
  app.add_option("paths", settings.paths, "Scripts (.wast), or folders of scripts")->required();
  app.add_option("-O", settings.opt, "Level of optimisation")
      ->check(CLI::IsMember({"0", "1", "2", "3", "s", "z"}));
  app.add_option("--bounds", settings.bounds, "How accesses to memory are checked")
      ->check(CLI::IsMember({"hardware", "checked"}));
  app.add_flag("--strict-traps", settings.strict_traps, "Keep every load that may trap");
  app.add_flag("--deterministic", settings.deterministic,
               "Have relaxed instructions yield the first of the results that are allowed");
  app.add_flag("--interruptible", settings.interruptible, "Have code ask whether to go on");
  app.add_option("--cpu", settings.cpu, "The CPU to compile for");
  app.add_option("--enable", settings.features,
                 "Features beside those that a script's folder asks for")
      ->allow_extra_args(false);
  app.add_option("-j", settings.jobs, "Scripts to run at a time; 0: as many as there are cores");
  app.add_option("--expect", settings.expectation_files,
                 "Files with what is expected to fail: lines of SCRIPT:LINE REASON")
      ->allow_extra_args(false);
  app.add_option("--record", settings.record, "A file to write every failure to, in the same form");
  app.add_option("--timeout", settings.timeout, "Seconds that a script may take");
  app.add_flag("-q", settings.quiet, "No line for each script");
  CLI11_PARSE(app, argc, argv);
  try {
    auto begin = wast::Clock::now();
    wast::Totals totals = wast::runAll(settings);
    double seconds = std::chrono::duration<double>(wast::Clock::now() - begin).count();
    printf("total: %llu assertions passed, %llu failed, %llu expected to fail; "
           "%llu other errors; "
           "%.1f s\n",
           (unsigned long long)totals.passed, (unsigned long long)totals.failed,
           (unsigned long long)totals.expected, (unsigned long long)totals.broken_files, seconds);
    return totals.failed || totals.broken_files;
  } catch (const std::runtime_error &error) {
    fprintf(stderr, "wasmelt-wast: error: %s\n", error.what());
    return 1;
  }
}
