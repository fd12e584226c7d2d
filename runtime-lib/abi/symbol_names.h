// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The names of the symbols that compiled objects define and refer to.
#pragma once

// Defined by a compiled program (static strategy).
#define WASMELT_SYMBOL_MODULE "wasmelt_module"     // const ModuleDescriptor
#define WASMELT_SYMBOL_INSTANCE "wasmelt_instance" // Instance

// Defined, and the one symbol to be seen, in a shared library (context strategy).
#define WASMELT_SYMBOL_LIBRARY "wasmelt_library" // const LibraryDescriptor

// Defined by one with threads: host_interface.h.
#define WASMELT_SYMBOL_THREAD_MAIN "wasmelt_thread_main"
#define WASMELT_SYMBOL_THREAD_TABLES "wasmelt_thread_tables"

// Referred to by a program's ProgramConfig if it is limited or confined: host_interface.h.
#define WASMELT_SYMBOL_LIMIT_TIME "wasmelt_rt_limit_time"
#define WASMELT_SYMBOL_CONFINE "wasmelt_wasi_confine"

// Runtime calls: prefix and the name in runtime_calls.def.
#define WASMELT_SYMBOL_RUNTIME_PREFIX "wasmelt_rt_"

// Imported functions: "wasmelt.import.<module>.<field>:<parameters>_<results>", with one letter per
// type: i = i32, I = i64, f = f32, d = f64, v = v128, r = reference. The function takes the
// caller's Instance* before the Wasm parameters. Example:
// wasmelt.import.wasi_snapshot_preview1.fd_close:i_i
#define WASMELT_SYMBOL_IMPORT_PREFIX "wasmelt.import."

// The ELF note that `wasmelt inspect` reads: owner, type, section; the contents are JSON.
#define WASMELT_NOTE_OWNER "wasmelt"
#define WASMELT_NOTE_TYPE 1
#define WASMELT_NOTE_SECTION ".note.wasmelt"

// The section of memory images: page-aligned, writable, not relocated.
#define WASMELT_IMAGE_SECTION ".wasmelt.image"
