// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/target.h"

#include "compiler/codegen/llvm_options.h"
#include "compiler/driver/error.h"

#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/MC/MCSubtargetInfo.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/TargetParser/SubtargetFeature.h>
#include <llvm/TargetParser/Triple.h>

#include <algorithm>
#include <mutex>
#include <vector>

namespace wasmelt::codegen {

namespace {

#define WASMELT_TARGET(name, triple, arch, cpu, page_size, bundle)                                 \
  {name, triple, cpu, bundle, page_size, [] {                                                      \
     LLVMInitialize##arch##TargetInfo();                                                           \
     LLVMInitialize##arch##Target();                                                               \
     LLVMInitialize##arch##TargetMC();                                                             \
     LLVMInitialize##arch##AsmPrinter();                                                           \
     LLVMInitialize##arch##AsmParser();                                                            \
   }},
const TargetDescription targets[] = {
#include "compiler/codegen/targets.def"
};

/// The names nearest to `wanted`, for an error message.
template <typename Table>
std::string nearMatches(llvm::StringRef wanted, const Table &table) {
  std::vector<std::pair<unsigned, std::string>> near;
  for (const auto &row : table) {
    llvm::StringRef name(row.Key);
    unsigned distance = wanted.edit_distance_insensitive(name, true, 4);
    if (distance <= std::max<size_t>(1, wanted.size() / 3) ||
        (wanted.size() >= 3 && name.contains_insensitive(wanted)))
      near.emplace_back(distance, name.str());
  }
  std::sort(near.begin(), near.end());
  if (near.size() > 5)
    near.resize(5);
  std::string text;
  for (const auto &[distance, name] : near)
    text += (text.empty() ? "; near it: " : ", ") + name;
  return text;
}

/// `native`'s features, in an order that does not depend on a hash table.
std::string hostFeatures() {
  std::vector<std::string> features;
  for (const auto &entry : llvm::sys::getHostCPUFeatures())
    features.push_back((entry.second ? "+" : "-") + entry.first().str());
  std::sort(features.begin(), features.end());
  std::string text;
  for (const std::string &feature : features)
    text += (text.empty() ? "" : ",") + feature;
  return text;
}

const llvm::Target &lookUp(const TargetDescription &description) {
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  description.initialize();
  setLlvmOptions();
  std::string why;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(llvm::Triple(description.triple), why);
  if (!target)
    throw Error::environment("this LLVM cannot compile for " + std::string(description.name) +
                             ": " + why);
  return *target;
}

void checkNames(const TargetDescription &description, const std::string &cpu,
                const std::string &features) {
  llvm::Triple triple(description.triple);
  std::unique_ptr<llvm::MCSubtargetInfo> info(
      lookUp(description).createMCSubtargetInfo(triple, "", ""));
  if (!info->isCPUStringValid(cpu))
    throw Error::environment("unknown CPU '" + cpu + "' for " + description.name +
                             nearMatches(cpu, info->getAllProcessorDescriptions()));
  const llvm::SubtargetFeatures list(features);
  for (const std::string &feature : list.getFeatures()) {
    llvm::StringRef name(feature);
    if (!name.consume_front("+") && !name.consume_front("-"))
      throw Error::environment("feature '" + feature +
                               "' must begin with '+' (use it) or '-' (do not)");
    if (std::none_of(info->getAllProcessorFeatures().begin(), info->getAllProcessorFeatures().end(),
                     [&](const auto &row) { return name == row.Key; }))
      throw Error::environment("unknown CPU feature '" + name.str() + "' for " + description.name +
                               nearMatches(name, info->getAllProcessorFeatures()));
  }
}

} // namespace

std::span<const TargetDescription> allTargets() { return targets; }

const TargetDescription *hostTarget() {
  llvm::Triple host(llvm::sys::getProcessTriple());
  for (const TargetDescription &target : targets) {
    llvm::Triple triple(target.triple);
    if (triple.getArch() == host.getArch() && triple.getOS() == host.getOS())
      return &target;
  }
  return nullptr;
}

Target Target::select(const std::string &name, const std::string &cpu, const std::string &features,
                      OptLevel opt) {
  Target target;
  target.opt_ = opt;
  for (const TargetDescription &row : targets)
    if (name == row.name || name == row.triple)
      target.description_ = &row;
  if (name.empty())
    target.description_ = hostTarget();
  if (!target.description_) {
    std::string known;
    for (const TargetDescription &row : targets)
      known += (known.empty() ? "" : ", ") + std::string(row.name);
    throw Error::environment(name.empty()
                                 ? "this machine is not one of wasmelt's targets; give one "
                                   "with --target: " +
                                       known
                                 : "unknown target '" + name + "'; known: " + known);
  }
  if (cpu == "native") {
    const TargetDescription *host = hostTarget();
    if (host != target.description_)
      throw Error::environment("--cpu=native needs a target that is this machine, not " +
                               std::string(target.description_->name));
    target.cpu_ = llvm::sys::getHostCPUName().str();
    target.features_ = hostFeatures();
    if (!features.empty())
      target.features_ += "," + features;
    checkNames(*target.description_, target.cpu_, features);
  } else {
    target.cpu_ = cpu.empty() ? target.description_->portable_cpu : cpu;
    target.features_ = features;
    checkNames(*target.description_, target.cpu_, target.features_);
  }
  return target;
}

std::unique_ptr<llvm::TargetMachine> Target::createMachine() const {
  llvm::TargetOptions options;
  // Wasm rounds after every operation.
  options.AllowFPOpFusion = llvm::FPOpFusion::Strict;
  options.DataSections = true;
  // Identical functions are folded by the linker, for which each needs a section.
  options.FunctionSections = opt_ == OptLevel::Os || opt_ == OptLevel::Oz;
  llvm::CodeGenOptLevel level = llvm::CodeGenOptLevel::Default;
  switch (opt_) {
  case OptLevel::O0:
    level = llvm::CodeGenOptLevel::None;
    break;
  case OptLevel::O1:
    level = llvm::CodeGenOptLevel::Less;
    break;
  case OptLevel::O3:
    level = llvm::CodeGenOptLevel::Aggressive;
    break;
  default:
    break;
  }
  std::unique_ptr<llvm::TargetMachine> machine(
      lookUp(*description_)
          .createTargetMachine(llvm::Triple(description_->triple), cpu_, features_, options,
                               llvm::Reloc::PIC_, llvm::CodeModel::Small, level));
  if (!machine)
    throw Error::environment("LLVM has no code generator for " + std::string(description_->name));
  if (opt_ == OptLevel::O0) {
    machine->setFastISel(true);
    machine->setO0WantsFastISel(true);
  }
  return machine;
}

std::string requiredCpuFeatures(const llvm::TargetMachine &machine) {
  if (machine.getTargetTriple().getArch() != llvm::Triple::x86_64)
    return {};
  const llvm::MCSubtargetInfo &info = *machine.getMCSubtargetInfo();
  // What CPUID can tell, apart from what every x86-64 CPU has (vzeroupper is advice for tuning).
  static constexpr const char *names[] = {
#define X86_FEATURE(id, name) name,
#define X86_FEATURE_COMPAT(id, name, ...) name,
#include <llvm/TargetParser/X86TargetParser.def>
  };
  static constexpr llvm::StringRef always[] = {"64bit", "cmov", "cx8", "fxsr",      "mmx",
                                               "sse",   "sse2", "x87", "vzeroupper"};
  std::vector<std::string> required;
  for (llvm::StringRef name : names) {
    bool is_known =
        std::any_of(info.getAllProcessorFeatures().begin(), info.getAllProcessorFeatures().end(),
                    [&](const auto &row) { return name == row.Key; });
    if (is_known && !llvm::is_contained(always, name) && info.checkFeatures("+" + name.str()))
      required.push_back(name.str());
  }
  std::sort(required.begin(), required.end());
  required.erase(std::unique(required.begin(), required.end()), required.end());
  std::string text;
  for (const std::string &name : required)
    text += (text.empty() ? "" : ",") + name;
  return text;
}

} // namespace wasmelt::codegen
