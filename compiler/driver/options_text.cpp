// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/options_text.h"

#include "compiler/driver/compile.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Target/TargetMachine.h>

namespace wasmelt {

namespace {

const char *optText(OptLevel opt) {
  switch (opt) {
  case OptLevel::O0:
    return "-O0";
  case OptLevel::O1:
    return "-O1";
  case OptLevel::O2:
    return "-O2";
  case OptLevel::O3:
    return "-O3";
  case OptLevel::Os:
    return "-Os";
  case OptLevel::Oz:
    return "-Oz";
  }
  return "";
}

} // namespace

std::string optionsText(const CompileOptions &options) {
  std::string text = optText(options.opt);
  text += options.strategy == InstanceStrategy::Context ? " --shared" : "";
  text += options.prefix.empty() ? "" : " --namespace=" + options.prefix;
  text += options.memory_base == MemoryBase::Dynamic ? " --memory-base=dynamic" : "";
  text += options.bounds == BoundsChecks::Checked ? " --bounds=checked" : "";
  text += options.traps == Traps::Explicit ? " --traps=explicit" : "";
  text += options.interruptible ? " --interruptible" : "";
  text += options.fuel ? " --fuel" : "";
  text += options.strict_traps ? " --strict-traps" : "";
  text += options.deterministic ? " --deterministic" : "";
  text += options.strip ? " --strip" : "";
  text += options.debug_names ? "" : " --no-debug-names";
  wasm::FeatureSet by_default;
  for (size_t i = 0; i < size_t(wasm::Feature::Count); ++i) {
    wasm::Feature feature = wasm::Feature(i);
    if (options.wasm_features.has(feature) != by_default.has(feature))
      text += std::string(options.wasm_features.has(feature) ? " --enable-" : " --disable-") +
              wasm::featureName(feature);
  }
  return text;
}

InspectInfo::Compilation describeCompilation(const CompileOptions &options,
                                             const codegen::Target &target) {
  InspectInfo::Compilation c;
  c.compiler = std::string("wasmelt ") + wasmeltVersion() + " (LLVM " + llvmVersion() + ")";
  c.target = target.description().name;
  c.cpu = target.cpu();
  c.features = target.features();
  c.cpu_requires = codegen::requiredCpuFeatures(*target.createMachine());
  c.options = optionsText(options);
  for (const DirGrantOption &dir : options.dirs)
    c.dirs.push_back({dir.host, dir.guest, dir.read_only});
  c.env = options.env;
  c.inherit_env = options.inherit_env;
  c.sealed = options.sealed;
  c.stack_size = options.stack_size;
  c.max_memory = options.max_memory;
  c.time_limit = options.time_limit;
  c.max_open_files = options.max_open_files;
  c.listen = options.listen;
  c.confinement = options.confinement == Confinement::Strict       ? "strict"
                  : options.confinement == Confinement::BestEffort ? "best-effort"
                                                                   : "";
  return c;
}

std::string runtimeBundle(const CompileOptions &options, const codegen::Target &target) {
  std::string root = options.runtime_dir;
  if (root.empty()) {
    static const int here = 0;
    std::string executable = llvm::sys::fs::getMainExecutable(nullptr, const_cast<int *>(&here));
    llvm::StringRef prefix = llvm::sys::path::parent_path(llvm::sys::path::parent_path(executable));
    root = prefix.str() + "/lib/wasmelt";
  }
  return root + "/" + target.description().bundle;
}

} // namespace wasmelt
