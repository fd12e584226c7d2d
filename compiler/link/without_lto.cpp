// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lld contains link-time optimisation, which registers every architecture of its LLVM and, in
// Debian's builds, the Polly optimiser. wasmelt gives lld machine code only, so these stand in for
// their entries and keep a hundred megabytes out of the program.
#include <llvm/Plugins/PassPlugin.h>

llvm::PassPluginLibraryInfo getPollyPluginInfo();

llvm::PassPluginLibraryInfo getPollyPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "Polly", "none", nullptr, nullptr};
}

#define ABSENT_ARCHITECTURE(arch)                                                                  \
  void LLVMInitialize##arch##TargetInfo() {}                                                       \
  void LLVMInitialize##arch##Target() {}                                                           \
  void LLVMInitialize##arch##TargetMC() {}                                                         \
  void LLVMInitialize##arch##AsmPrinter() {}                                                       \
  void LLVMInitialize##arch##AsmParser() {}

#pragma clang diagnostic ignored "-Wmissing-prototypes"
extern "C" {
#include "absent_architectures.inc" // written by CMake
}
