// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs the front end over the official test scripts as wabt's wast2json takes them apart: modules
// that must be accepted, modules that must not. Scripts that wabt cannot read (they use what came
// after 2.0) are skipped and counted. Usage: spec_scripts_test WAST2JSON SPEC_DIR WORK_DIR
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/diagnostic.h"
#include "compiler/wasm/validate_module.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace wasmelt::wasm;
namespace fs = std::filesystem;

namespace {

struct Tally {
  int modules = 0, wrong = 0, skipped_scripts = 0;
};

/// The value of `"key": "value"` or `"key": 12` in a line of wast2json's output, which has a
/// command a line.
std::string field(const std::string &line, const std::string &key) {
  const std::string start = "\"" + key + "\": ";
  size_t begin = line.find(start);
  if (begin == std::string::npos)
    return {};
  begin += start.size();
  if (line[begin] == '"')
    return line.substr(begin + 1, line.find('"', begin + 1) - begin - 1);
  return line.substr(begin, line.find_first_of(",}", begin) - begin);
}

/// The complaint about a module; empty if it is accepted.
std::string complaint(const fs::path &file, bool &is_limit) {
  std::ifstream in(file, std::ios::binary);
  const std::vector<char> text{std::istreambuf_iterator<char>(in), {}};
  const FeatureSet features;
  try {
    const Module module =
        decodeModule({reinterpret_cast<const uint8_t *>(text.data()), text.size()},
                     file.filename().string(), features);
    validateModule(module, features);
    for (uint32_t f = module.importedFunctionCount; f < module.functions.size(); ++f)
      validateFunction(module, f, features, nullptr);
  } catch (const Error &error) {
    is_limit = error.kind == Error::Kind::LimitExceeded;
    return error.what();
  }
  return {};
}

void runScript(const std::string &wast2json, const fs::path &script, const fs::path &work,
               Tally &tally) {
  const fs::path folder = work / script.stem();
  fs::create_directories(folder);
  const fs::path json = folder / "script.json";
  const std::string command =
      "'" + wast2json + "' '" + script.string() + "' -o '" + json.string() + "' >/dev/null 2>&1";
  if (std::system(command.c_str()) != 0) {
    ++tally.skipped_scripts;
    return;
  }
  std::ifstream in(json);
  for (std::string line; std::getline(in, line);) {
    const std::string type = field(line, "type"), file = field(line, "filename");
    const bool must_fail = type == "assert_invalid" || type == "assert_malformed";
    const bool must_pass =
        type == "module" || type == "assert_unlinkable" || type == "assert_uninstantiable";
    if ((!must_fail && !must_pass) || !file.ends_with(".wasm"))
      continue;
    ++tally.modules;
    bool is_limit = false;
    const std::string message = complaint(folder / file, is_limit);
    if (message.empty() == must_pass || (must_pass && is_limit))
      continue;
    ++tally.wrong;
    std::printf(
        "%s:%s: %s: %s\n", script.filename().c_str(), field(line, "line").c_str(), type.c_str(),
        must_pass ? message.c_str() : ("accepted, expected: " + field(line, "text")).c_str());
  }
}

} // namespace

int main(int argc, char **argv) {
  if (argc != 4)
    return 2;
  Tally tally;
  for (const char *folder : {"core", "core/simd", "core/bulk-memory"}) {
    const fs::path path = fs::path(argv[2]) / folder;
    if (!fs::is_directory(path)) {
      std::printf("SKIPPED: there are no test scripts in %s\n", path.c_str());
      return 77;
    }
    for (const fs::directory_entry &entry : fs::directory_iterator(path))
      if (entry.path().extension() == ".wast")
        runScript(argv[1], entry.path(), argv[3], tally);
  }
  std::printf("%d modules checked, %d wrong; %d scripts that wast2json cannot read left out\n",
              tally.modules, tally.wrong, tally.skipped_scripts);
  return tally.wrong || tally.modules < 3000 ? 1 : 0;
}
