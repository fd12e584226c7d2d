// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Options as text: for the note in the output and for the keys of the cache.
#pragma once

#include "compiler/codegen/target.h"
#include "compiler/driver/compile_options.h"
#include "compiler/driver/inspect_info.h"

#include <string>

namespace wasmelt {

/// Every option that changes what code is made, as on a command line. Without paths and `-j`.
std::string optionsText(const CompileOptions &options);

/// The compilation's part of the note.
InspectInfo::Compilation describeCompilation(const CompileOptions &options,
                                             const codegen::Target &target);

/// The folder of the runtime bundle for `target`.
std::string runtimeBundle(const CompileOptions &options, const codegen::Target &target);

} // namespace wasmelt
