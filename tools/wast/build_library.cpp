// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tools/wast/build_library.h"

#include "compiler/driver/error.h"
#include "compiler/wasm/branch_hints.h"
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/validate_module.h"

#include <filesystem>

namespace wasmelt::wast {

const embed::Library &LibraryBuilder::build(std::span<const uint8_t> bytes) {
  std::string stem = folder_.path() + "/" + std::to_string(count_++);
  TemporaryFile input(stem + ".wasm"), output(stem + ".so");
  writeFile(input.path(), {reinterpret_cast<const char *>(bytes.data()), bytes.size()});
  CompileOptions options;
  options.input = input.path();
  options.output = output.path();
  options.emit = EmitKind::SharedLibrary;
  options.strategy = InstanceStrategy::Context;
  options.opt = options_.opt;
  options.bounds = options_.bounds;
  options.strict_traps = options_.strict_traps;
  options.deterministic = options_.deterministic;
  options.interruptible = options_.interruptible;
  options.cpu = options_.cpu;
  options.jobs = 1;
  options.verify_ir = true;
  options.wasm_features = options_.features;
  Reporter silent;
  compile(options, silent);
  embed::Result result;
  const embed::Library *library = embed::loadLibrary(output.path().c_str(), result);
  if (!library)
    throw Error::environment(result.message);
  return *library;
}

void LibraryBuilder::check(std::span<const uint8_t> bytes, bool with_custom) const {
  wasm::Module module = wasm::decodeModule(bytes, "module", options_.features);
  wasm::validateModule(module, options_.features);
  for (uint32_t f = module.importedFunctionCount; f < module.functions.size(); ++f)
    wasm::validateFunction(module, f, options_.features, nullptr);
  if (with_custom)
    wasm::validateBranchHints(module, options_.features);
}

wasm::FeatureSet featuresFor(const std::string &path) {
  wasm::FeatureSet features;
  std::string folder = std::filesystem::path(path).parent_path().filename().string();
  for (size_t i = 0; i < size_t(wasm::Feature::Count); ++i)
    if (featureName(wasm::Feature(i)) == folder)
      features.set(wasm::Feature(i));
  return features;
}

} // namespace wasmelt::wast
