// Everything that decides what a compilation makes, as a plain struct.
#pragma once

#include "compiler/wasm/features.h"

#include <cstdint>
#include <string>
#include <vector>

namespace wasmelt {

enum class EmitKind : uint8_t {
  Executable,
  Object,
  Assembly,
  LlvmIr,
  Bitcode,
  SharedLibrary,
  StaticLibrary
};
enum class OptLevel : uint8_t { O0, O1, O2, O3, Os, Oz };
/// Where memory 0 of an executable lives (design D3).
enum class MemoryBase : uint8_t { Constant, Dynamic };
/// How compiled code holds an instance (design D2): one, in the program's own variables, or many,
/// each reached through a hidden parameter.
enum class InstanceStrategy : uint8_t { Static, Context };
enum class BoundsChecks : uint8_t { Hardware, Checked };
/// How compiled code traps: by instructions that fault, or by calls, without any signal.
enum class Traps : uint8_t { Signals, Explicit };

/// Whether a program gives up, when it starts, what it does not need of the system, and if so,
/// whether it runs where the system cannot do that.
enum class Confinement : uint8_t { None, BestEffort, Strict };

struct DirGrantOption {
  std::string host, guest;
  bool read_only = false;
};

struct CompileOptions {
  std::string input;
  std::string output;
  std::string dependency_file;   ///< gets a rule for make (dependency_file.h); empty: none
  std::string dependency_target; ///< what the rule is for; empty: the output
  EmitKind emit = EmitKind::Executable;
  OptLevel opt = OptLevel::O2;
  std::string target;   ///< a name of targets.def; empty: this machine's
  std::string cpu;      ///< as clang -march; empty: the target's portable baseline; "native"
  std::string features; ///< LLVM's "+avx2,-bmi"
  unsigned jobs = 0;    ///< threads of code generation; 0: all cores. Never changes the output.
  /// Folder of the runtime bundles; empty: ../lib/wasmelt as seen from the running executable.
  std::string runtime_dir;
  wasm::FeatureSet wasm_features;
  InstanceStrategy strategy = InstanceStrategy::Static; ///< Context for libraries
  /// What the symbols begin with by which hosts call a library (Context); empty: there are none.
  std::string prefix;
  /// To be written: .h for C and .hpp for C++, which need a prefix, .py for Python.
  std::vector<std::string> bindings;
  MemoryBase memory_base = MemoryBase::Constant;
  BoundsChecks bounds = BoundsChecks::Hardware;
  // Of libraries.
  Traps traps = Traps::Signals; ///< Explicit includes BoundsChecks::Checked
  bool interruptible = false;   ///< loops and calls ask whether to go on
  bool fuel = false;            ///< instructions are counted

  bool strict_traps = false;  ///< keep loads that may trap, and for hosts the stores before them
  bool deterministic = false; ///< relaxed instructions have the same results everywhere
  bool verify_ir = false;     ///< have LLVM check the IR; what it finds is a bug of wasmelt
  bool strip = false;         ///< no symbol table in the executable
  bool debug_names = true;    ///< function names for back traces

  // Baked into the program (design D12).
  std::vector<DirGrantOption> dirs;
  std::vector<std::string> env; ///< NAME=VALUE, or NAME to pass on
  bool inherit_env = false;
  std::vector<std::string> listen; ///< HOST:PORT or unix:PATH
  bool sealed = false;
  Confinement confinement = Confinement::None;
  uint64_t stack_size = 8u << 20; ///< bytes
  uint64_t max_memory = 0;        ///< bytes; 0: what the module says
  uint64_t time_limit = 0;        ///< nanoseconds; 0: none
  uint32_t max_open_files = 0;    ///< descriptors, the standard streams included; 0: no limit
};

} // namespace wasmelt
