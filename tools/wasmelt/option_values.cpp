// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parsing of option values.
#include "tools/wasmelt/option_values.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <sys/un.h>

namespace wasmelt::tool {
namespace {

std::string inQuotes(std::string_view text) { return "'" + std::string(text) + "'"; }

bool endsWith(std::string_view text, std::string_view ending) {
  return text.size() > ending.size() && text.ends_with(ending);
}

struct EmitKindRow {
  EmitKind kind;
  std::string_view name;
};
constexpr EmitKindRow EmitKinds[] = {
    {EmitKind::Executable, "exe"},       {EmitKind::Object, "obj"},
    {EmitKind::Assembly, "asm"},         {EmitKind::LlvmIr, "llvm-ir"},
    {EmitKind::Bitcode, "bitcode"},      {EmitKind::SharedLibrary, "shared"},
    {EmitKind::StaticLibrary, "static"},
};

/// How many letters to insert, remove, replace or swap with their neighbour.
size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::vector<size_t>> rows(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); i++) {
    for (size_t j = 0; j <= b.size(); j++) {
      size_t &best = rows[i][j];
      if (i == 0 || j == 0) {
        best = i + j;
        continue;
      }
      best = std::min(
          {rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.size()][b.size()];
}

} // namespace

uint64_t parseSize(std::string_view text) {
  UsageError bad(inQuotes(text) + " is not a size: write a number of bytes, or one with K, M or G "
                                  "(64K, 8M, 1G)");
  uint64_t value = 0;
  auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc())
    throw bad;
  std::string unit(rest, text.data() + text.size());
  for (char &c : unit)
    c = static_cast<char>(tolower(static_cast<unsigned char>(c)));
  unsigned shift = 0;
  if (!unit.empty() && unit != "b") {
    size_t which = std::string_view("kmg").find(unit[0]);
    std::string tail = unit.substr(1);
    if (which == std::string_view::npos || !(tail.empty() || tail == "b" || tail == "ib"))
      throw bad;
    shift = 10 * (static_cast<unsigned>(which) + 1);
  }
  if (value > (UINT64_MAX >> shift))
    throw bad;
  return value << shift;
}

unsigned parseJobs(std::string_view text) {
  unsigned value = 0;
  auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || rest != text.data() + text.size() || value > 4096)
    throw UsageError(inQuotes(text) + " is not a number of threads (0 means all cores)");
  return value;
}

DirGrantOption parseDir(std::string_view text) {
  DirGrantOption grant;
  std::string_view whole = text;
  if (endsWith(text, ":ro")) {
    grant.read_only = true;
    text.remove_suffix(3);
  } else if (endsWith(text, ":rw")) {
    text.remove_suffix(3);
  }
  size_t separator = text.find("::");
  grant.host = text.substr(0, separator);
  grant.guest = separator == std::string_view::npos ? text : text.substr(separator + 2);
  if (grant.host.empty() || grant.guest.empty())
    throw UsageError(inQuotes(whole) + " does not name a directory: write HOST or HOST::GUEST, and "
                                       ":ro after it to grant reading only");
  return grant;
}

std::string parseListen(std::string_view text) {
  UsageError bad(
      inQuotes(text) +
      " is not an address to listen on: write HOST:PORT, where HOST is an address (IPv6 in "
      "brackets), localhost or empty, or unix:PATH");
  if (text.starts_with("unix:")) {
    if (text.size() == 5)
      throw bad;
    if (text.size() - 5 > sizeof(sockaddr_un::sun_path) - 1)
      throw UsageError(inQuotes(text) + ": the path of a socket is shorter than " +
                       std::to_string(sizeof(sockaddr_un::sun_path)) + " bytes");
    return std::string(text);
  }
  size_t colon = text.rfind(':');
  if (colon == std::string_view::npos)
    throw bad;
  std::string host(text.substr(0, colon));
  std::string_view port = text.substr(colon + 1);
  unsigned number = 0;
  auto [rest, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (error != std::errc() || rest != port.data() + port.size() || number > 65535)
    throw bad;
  in6_addr address;
  bool is_ip6 = host.size() > 2 && host.front() == '[' && host.back() == ']' &&
                inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &address) == 1;
  if (!is_ip6 && !host.empty() && host != "*" && host != "localhost" &&
      inet_pton(AF_INET, host.c_str(), &address) != 1)
    throw bad;
  return std::string(text);
}

uint64_t parseDuration(std::string_view text) {
  UsageError bad(inQuotes(text) +
                 " is not a time: write a number of seconds, or one with ms, s, m or h "
                 "(500ms, 1.5s, 2m)");
  double value = 0;
  auto [rest, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  std::string_view unit(rest, size_t(text.data() + text.size() - rest));
  double factor = unit.empty() || unit == "s" ? 1
                  : unit == "ms"              ? 1e-3
                  : unit == "m"               ? 60
                  : unit == "h"               ? 3600
                                              : 0;
  double nanoseconds = value * factor * 1e9;
  if (error != std::errc() || factor == 0 || !(nanoseconds >= 0))
    throw bad;
  if (nanoseconds < 1e6 || nanoseconds > 1e18)
    throw UsageError("a program can be given 1ms at least and 30 years at most");
  return uint64_t(std::llround(nanoseconds));
}

uint32_t parseOpenFiles(std::string_view text) {
  uint32_t value = 0;
  auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || rest != text.data() + text.size())
    throw UsageError(inQuotes(text) + " is not a number of files");
  if (value < 3)
    throw UsageError("the standard streams alone are 3 open files");
  return value;
}

std::string parseEnv(std::string_view text) {
  if (text.empty() || text[0] == '=')
    throw UsageError(inQuotes(text) + " does not name a variable: write NAME or NAME=VALUE");
  return std::string(text);
}

OptLevel parseOptLevel(std::string_view text) {
  constexpr std::string_view Levels[] = {"0", "1", "2", "3", "s", "z"};
  for (size_t i = 0; i < std::size(Levels); i++)
    if (text == Levels[i])
      return static_cast<OptLevel>(i);
  throw UsageError("there is no optimisation level " + inQuotes(text) +
                   ": write -O0, -O1, -O2, -O3, -Os or -Oz");
}

std::string parseHeader(std::string_view text) {
  if (!endsWith(text, ".h") && !endsWith(text, ".hpp"))
    throw UsageError(inQuotes(text) + " is no name for a header: wasmelt writes FILE.h for C and "
                                      "C++, and FILE.hpp for C++20");
  return std::string(text);
}

std::string parsePythonFile(std::string_view text) {
  std::string name = std::filesystem::path(text).stem().string();
  bool is_name =
      std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) || c == '_'; });
  if (!endsWith(text, ".py") || name.empty() || !is_name || std::isdigit((unsigned char)name[0]))
    throw UsageError(inQuotes(text) + " is nothing that Python can import: write FILE.py, of "
                                      "letters, digits and _, a letter first");
  return std::string(text);
}

EmitKind chooseEmitKind(const EmitSwitches &switches, std::string_view output) {
  if (switches.compile_only && switches.assembly)
    throw UsageError("-c and -S ask for different outputs; give one of them");
  std::optional<EmitKind> named;
  for (const EmitKindRow &row : EmitKinds)
    if (row.name == switches.emit)
      named = row.kind;
  std::optional<EmitKind> switched;
  if (switches.compile_only)
    switched = switches.llvm ? EmitKind::Bitcode : EmitKind::Object;
  else if (switches.assembly)
    switched = switches.llvm ? EmitKind::LlvmIr : EmitKind::Assembly;
  if (named && switched && *named != *switched)
    throw UsageError("--emit=" + switches.emit + " contradicts " +
                     (switches.compile_only ? "-c" : "-S"));
  if (switches.shared && switches.static_library)
    throw UsageError("--shared and --static ask for different libraries; give one of them");
  if (switches.static_library && (switched || (named && *named != EmitKind::StaticLibrary)))
    throw UsageError("--static makes an archive, and nothing else; leave out " +
                     (named                   ? "--emit=" + switches.emit
                      : switches.compile_only ? std::string("-c")
                                              : std::string("-S")));
  if (named && switches.shared &&
      (*named == EmitKind::Executable || *named == EmitKind::StaticLibrary))
    throw UsageError("--emit=" + switches.emit + " contradicts --shared");
  if (named)
    return *named;
  if (switched)
    return *switched;
  if (switches.shared)
    return EmitKind::SharedLibrary;
  if (switches.static_library)
    return EmitKind::StaticLibrary;

  std::string ending = std::filesystem::path(output).extension();
  if (ending == ".ll")
    return EmitKind::LlvmIr;
  if (ending == ".bc")
    return EmitKind::Bitcode;
  if (switches.llvm)
    throw UsageError("--emit-llvm needs -S (text) or -c (bitcode), or an output that ends in .ll "
                     "or .bc");
  if (ending == ".o" || ending == ".obj")
    return EmitKind::Object;
  if (ending == ".s" || ending == ".asm")
    return EmitKind::Assembly;
  if (ending == ".so")
    return EmitKind::SharedLibrary;
  if (ending == ".a")
    return EmitKind::StaticLibrary;
  if (ending == ".lib" || ending == ".dll" || ending == ".dylib")
    throw UsageError("such libraries are not supported: " + inQuotes(output) +
                     " names one; wasmelt makes executables, libraries (.so, .a) and objects (-c)");
  return EmitKind::Executable;
}

std::vector<std::string> featureNames() {
  return {
#define WASM_FEATURE(id, name, enabled, stage, suite) name,
#include "compiler/wasm/features.def"
  };
}

wasm::Feature parseFeature(std::string_view name) {
  std::vector<std::string> names = featureNames();
  auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end())
    return static_cast<wasm::Feature>(found - names.begin());
  std::optional<std::string> guess = nearest(name, names);
  throw UsageError(
      "there is no feature " + inQuotes(name) +
      (guess ? "; did you mean " + inQuotes(*guess) + "?" : "; 'wasmelt features' lists them"));
}

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string> &candidates) {
  std::optional<std::string> best;
  size_t best_distance = std::max<size_t>(1, word.size() / 3) + 1;
  for (const std::string &candidate : candidates) {
    size_t distance = editDistance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

} // namespace wasmelt::tool
