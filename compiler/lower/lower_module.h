// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The lowering stage: WebAssembly to LLVM IR.
#pragma once

#include "compiler/driver/compile_options.h"
#include "compiler/lower/entry_symbols.h"
#include "compiler/wasm/module.h"

#include <memory>

namespace llvm {
class LLVMContext;
class Module;
class TargetMachine;
} // namespace llvm

namespace wasmelt::lower {

/// Lowers a decoded and validated module to LLVM IR for an executable or its object (the static
/// strategy of design D2), with its descriptors, memory images and baked-in configuration.
/// Function bodies are validated on the way. `cpu_features` ("sse4.2,popcnt") is what the
/// executable checks for at start. `entries` are what hosts call a library by. Throws wasm::Error.
std::unique_ptr<llvm::Module> lowerModule(llvm::LLVMContext &context, const wasm::Module &module,
                                          const CompileOptions &options,
                                          const llvm::TargetMachine &target,
                                          const std::string &cpu_features,
                                          const EntrySymbols &entries = {});

/// Adds the function name table for back traces, to be called after optimisation so that it keeps
/// no function alive and names only those that still exist.
void addFunctionNameTable(llvm::Module &ir);

} // namespace wasmelt::lower
