// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The version of the contract between compiled modules and the runtime library. Raise it when any
// header or table in this folder changes meaning: a compiled object refers to the symbol named
// here, and linking it with a runtime of another version fails on that symbol.
#pragma once

#define WASMELT_ABI_VERSION 7
#define WASMELT_ABI_VERSION_SYMBOL "wasmelt_abi_version_7"
