// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/check_imports.h"

#include "compiler/driver/error.h"
#include "compiler/lower/module_facts.h"
#include "compiler/wasm/diagnostic.h"
#include "compiler/wasm/import_symbol.h"
#include "compiler/wasm/wasi_modules.h"
#include "wasi-shim/preview1.h"

#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <vector>

namespace wasmelt {

namespace {

/// Who could provide an import that wasmelt's executables do not have. Toolchains are known by the
/// module names that they use.
std::string hint(const wasm::Import &import) {
  std::string_view module = import.module;
  if (module == wasm::wasi_module)
    return "WASI preview1 has no such " + std::string(externKindName(import.kind));
  if (module == wasm::wasi_draft_module)
    return "that is WASI's first draft; rebuild the module with a current toolchain, for WASI "
           "preview1 (" +
           std::string(wasm::wasi_module) + ")";
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

/// The field of the same module that a misspelt one probably means; empty if none is near.
std::string similarField(const wasm::Import &import, const std::set<std::string> &provided) {
  constexpr unsigned most_edits = 2;
  std::string best;
  unsigned best_distance = most_edits + 1;
  const std::string prefix = import.module + ".";
  for (const std::string &symbol : provided) {
    const std::string name = wasm::parseImportSymbol(symbol)->name;
    if (!name.starts_with(prefix))
      continue;
    const llvm::StringRef field = llvm::StringRef(name).drop_front(prefix.size());
    const unsigned distance = field.edit_distance(import.field, true, most_edits);
    if (distance < best_distance && distance < field.size() / 2) {
      best = field.str();
      best_distance = distance;
    }
  }
  return best;
}

std::string quoted(const wasm::Import &import) {
  return "\"" + import.module + "\".\"" + import.field + "\"";
}

/// What keeps a module from being a program: a line each.
class Problems {
public:
  Problems(const wasm::Module &module, const Locate &located)
      : module_(module), located_(located) {}
  void add(const std::string &text) { line(module_.file_name + ": error: " + text); }
  void addAt(uint64_t offset, const std::string &text) {
    line(located_(wasm::Error(wasm::Error::Kind::Unsupported, module_.file_name, offset, "", text))
             .what());
  }
  bool empty() const { return lines_.empty(); }
  const std::string &lines() const { return lines_; }

private:
  void line(const std::string &text) { lines_ += (lines_.empty() ? "" : "\n") + text; }
  const wasm::Module &module_;
  const Locate &located_;
  std::string lines_;
};

/// What a program with threads must be, as each of them is an instance of its own but for the
/// memory.
void checkThreads(const wasm::Module &module, Problems &problems) {
  const wasm::Export *start = module.findExport("wasi_thread_start");
  using wasm::ValueType;
  const wasm::FunctionType expected{{ValueType::I32, ValueType::I32}, {}};
  if (!start || start->kind != wasm::ExternKind::Function ||
      module.functionType(start->index) != expected)
    problems.add("the module imports \"wasi\".\"thread-spawn\" but exports no function "
                 "wasi_thread_start of type " +
                 expected.str() + ", for threads to begin with");
  for (const wasm::Memory &memory : module.memories)
    if (!memory.import || !memory.type.limits.is_shared)
      problems.addAt(memory.offset,
                     "the module imports \"wasi\".\"thread-spawn\" and has a memory that is not "
                     "shared and imported, say as \"env\".\"memory\": threads could not share it");
}

/// Whether a call of WASI's is given addresses.
bool takesAddresses(std::string_view name) {
  struct Call {
    std::string_view name;
    bool takes_addresses;
  };
#define WASMELT_IS_ADDRESS(kind, name)                                                             \
  || std::is_pointer_v<WASMELT_WASI_COLUMN2 WASMELT_WASI_KIND_##kind>
  static constexpr Call calls[] = {
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  {#name, false WASMELT_WASI_EACH(WASMELT_IS_ADDRESS, __VA_ARGS__)},
#include "wasi-shim/preview1.def"
  };
#undef WASMELT_IS_ADDRESS
  return std::any_of(std::begin(calls), std::end(calls),
                     [&](const Call &call) { return call.name == name && call.takes_addresses; });
}

/// WASI finds the memory that addresses are of by its name. Without it, each such call could only
/// fail.
void checkMemoryForWasi(const wasm::Module &module, Problems &problems) {
  const wasm::Export *memory = module.findExport("memory");
  if (memory && memory->kind == wasm::ExternKind::Memory)
    return;
  auto needs_it = std::find_if(
      module.imports.begin(), module.imports.end(), [](const wasm::Import &import) {
        return wasm::isWasiModule(import.module) && takesAddresses(import.field);
      });
  if (needs_it == module.imports.end())
    return;
  problems.addAt(memory ? memory->offset : needs_it->offset,
                 "import " + quoted(*needs_it) +
                     " is given addresses in the memory that a module exports as \"memory\", " +
                     (memory ? "which here is a " + std::string(externKindName(memory->kind))
                             : "but the module exports none of this name") +
                     "; add (export \"memory\" (memory 0))");
}

/// Executables make the memory that threads share, which modules import so that each thread gets
/// the same one. Toolchains call it env.memory; wasi-threads says nothing of names.
bool isProvidedMemory(const wasm::Module &module, const wasm::Import &import) {
  return import.kind == wasm::ExternKind::Memory &&
         module.memories[import.index].type.limits.is_shared;
}

} // namespace

void checkProgram(const wasm::Module &module, const std::set<std::string> &provided,
                  const Locate &located) {
  Problems problems(module, located);
  bool needs_host = false;
  for (const wasm::Import &import : module.imports) {
    if (isProvidedMemory(module, import))
      continue;
    if (import.kind != wasm::ExternKind::Function) {
      problems.addAt(import.offset,
                     "import " + quoted(import) + ", a " + externKindName(import.kind) +
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
      problems.addAt(import.offset, "import " + quoted(import) + " " + type.str() +
                                        " has another type than the function provided, which is " +
                                        wasm::parseImportSymbol(*other)->signature);
      continue;
    }
    std::string reason = hint(import);
    if (std::string meant = similarField(import, provided); !meant.empty())
      reason += (reason.empty() ? "" : "; ") + ("did you mean \"" + meant + "\"?");
    if (reason.empty()) {
      reason = "executables provide the functions of WASI preview1 only";
      needs_host = true;
    }
    problems.addAt(import.offset,
                   "import " + quoted(import) + " " + type.str() + " is not provided: " + reason);
  }

  if (lower::spawnsThreads(module))
    checkThreads(module, problems);
  checkMemoryForWasi(module, problems);

  const wasm::Export *start = module.findExport("_start");
  bool is_reactor = !start && module.findExport("_initialize");
  if (!start)
    problems.add(is_reactor
                     ? "the module exports no _start but _initialize: it is a library "
                       "(reactor), not a program; compile it with --shared for a host"
                     : "the module exports no _start: it is a library, not a program; compile "
                       "it with --shared for a host");
  else if (start->kind != wasm::ExternKind::Function ||
           module.functionType(start->index) != wasm::FunctionType{})
    problems.addAt(start->offset, "the export _start must be a function () -> (), but is " +
                                      (start->kind == wasm::ExternKind::Function
                                           ? module.functionType(start->index).str()
                                           : "a " + std::string(externKindName(start->kind))));
  if (problems.empty())
    return;
  std::string text = problems.lines();
  if (needs_host && start)
    text += "\n" + module.file_name +
            ": note: for a host that provides them, compile the module as a library with --shared";
  throw Error(text);
}

} // namespace wasmelt
