// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/check_imports.h"

#include "compiler/driver/error.h"
#include "compiler/lower/module_facts.h"
#include "compiler/wasm/import_symbol.h"

#include <string_view>
#include <vector>

namespace wasmelt {

namespace {

constexpr std::string_view wasi_module = "wasi_snapshot_preview1";

/// Who could provide an import that wasmelt's executables do not have. Toolchains are known by the
/// module names that they use.
std::string hint(const wasm::Import &import) {
  std::string_view module = import.module;
  if (module == wasi_module)
    return "WASI preview1 has no such " + std::string(externKindName(import.kind));
  if (module == "wasi_unstable")
    return "that is WASI's first draft; rebuild the module with a current toolchain, for WASI "
           "preview1 (" +
           std::string(wasi_module) + ")";
  if (module == "wasi")
    return "of wasi-threads there is thread-spawn";
  if (module == "wasi:thread")
    return "that is a later draft of WASI threads; build the module for wasm32-wasip1-threads";
  if (module.starts_with("wasi:"))
    return "that is WASI preview2; build the module for WASI preview1 (wasm32-wasip1)";
  if (module == "gojs" || module == "go")
    return "that is Go's support for browsers; build with GOOS=wasip1 GOARCH=wasm";
  if (module.starts_with("__wbindgen") || module == "wbg")
    return "that is wasm-bindgen's JavaScript; build for wasm32-wasip1";
  if (module == "env" &&
      (import.field.starts_with("emscripten_") || import.field.starts_with("_emscripten") ||
       import.field.starts_with("__syscall_") || import.field == "_abort_js"))
    return "that is Emscripten's JavaScript; build with -sSTANDALONE_WASM";
  return {};
}

std::string quoted(const wasm::Import &import) {
  return "\"" + import.module + "\".\"" + import.field + "\"";
}

/// What a program with threads must be, as each of them is an instance of its own but for the memory.
void checkThreads(const wasm::Module &module, std::vector<std::string> &problems) {
  const wasm::Export *start = module.findExport("wasi_thread_start");
  using wasm::ValueType;
  const wasm::FunctionType expected{{ValueType::I32, ValueType::I32}, {}};
  if (!start || start->kind != wasm::ExternKind::Function ||
      module.functionType(start->index) != expected)
    problems.push_back("the module imports \"wasi\".\"thread-spawn\" but exports no function "
                       "wasi_thread_start of type " +
                       expected.str() + ", for threads to begin with");
  for (const wasm::Memory &memory : module.memories)
    if (!memory.import || !memory.type.limits.is_shared)
      problems.push_back("the module imports \"wasi\".\"thread-spawn\" and has a memory that is not "
                         "shared and imported as \"env\".\"memory\": threads could not share it");
}

/// Executables make the memory that threads share, which toolchains import so that each thread gets
/// the same one.
bool isProvidedMemory(const wasm::Module &module, const wasm::Import &import) {
  return import.kind == wasm::ExternKind::Memory && import.module == "env" &&
         import.field == "memory" && module.memories[import.index].type.limits.is_shared;
}

} // namespace

void checkProgram(const wasm::Module &module, const std::set<std::string> &provided) {
  std::vector<std::string> problems;
  bool needs_host = false;
  for (const wasm::Import &import : module.imports) {
    if (isProvidedMemory(module, import))
      continue;
    if (import.kind != wasm::ExternKind::Function) {
      problems.push_back("import " + quoted(import) + ", a " + externKindName(import.kind) +
                         ", is not provided: executables provide functions of WASI preview1 only");
      needs_host = true;
      continue;
    }
    const wasm::FunctionType &type = module.functionType(import.index);
    std::string symbol = wasm::importSymbol(import.module, import.field, type);
    if (provided.contains(symbol))
      continue;
    // The same name with another signature comes right after "name:".
    std::string stem = symbol.substr(0, symbol.rfind(':') + 1);
    auto other = provided.lower_bound(stem);
    if (other != provided.end() && other->starts_with(stem)) {
      problems.push_back("import " + quoted(import) + " " + type.str() +
                         " has another type than the function provided, which is " +
                         wasm::parseImportSymbol(*other)->signature);
      continue;
    }
    std::string reason = hint(import);
    if (reason.empty()) {
      reason = "executables provide the functions of WASI preview1 only";
      needs_host = true;
    }
    problems.push_back("import " + quoted(import) + " " + type.str() +
                       " is not provided: " + reason);
  }

  if (lower::spawnsThreads(module))
    checkThreads(module, problems);

  const wasm::Export *start = module.findExport("_start");
  bool is_reactor = !start && module.findExport("_initialize");
  if (!start)
    problems.push_back(
        is_reactor ? "the module exports no _start but _initialize: it is a library "
                     "(reactor), not a program; compile it with -c and link it to a host"
                   : "the module exports no _start: it is a library, not a program; compile "
                     "it with -c and link it to a host");
  else if (start->kind != wasm::ExternKind::Function ||
           module.functionType(start->index) != wasm::FunctionType{})
    problems.push_back("the export _start must be a function () -> (), but is " +
                       (start->kind == wasm::ExternKind::Function
                            ? module.functionType(start->index).str()
                            : "a " + std::string(externKindName(start->kind))));
  if (problems.empty())
    return;
  std::string text;
  for (const std::string &problem : problems)
    text += (text.empty() ? "" : "\n") + module.file_name + ": error: " + problem;
  if (needs_host && start)
    text += "\n" + module.file_name +
            ": note: for a host that provides them, compile the module as an object with -c";
  throw Error(text);
}

} // namespace wasmelt
