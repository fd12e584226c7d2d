// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/bindings/cpp_header.h"

#include "compiler/bindings/c_header.h"
#include "compiler/bindings/c_names.h"
#include "compiler/bindings/c_types.h"
#include "compiler/bindings/template_text.h"
#include "compiler/wasm/wasi_modules.h"

namespace wasmelt::bindings {

namespace {

constexpr const char opening[] = R"(// Written by wasmelt. To be changed in the module, not here.
//
// The WebAssembly module `$P` in C++20.
//
//   auto instance = $P::Instance::create($IMPORTS);   // a wasmelt::Result
//   if (!instance) report(instance.error().message());
//
// To be linked with the compiled module that this header was written with, and with libwasmelt
// (`pkg-config --cflags --libs wasmelt`), whose wasmelt.hpp says what results, errors and functions
// of the host are, and wasmelt.h what holds for ownership and threads.
//
// Names are those of the header for C, which is in here, too, without `$P_`: other characters than
// C's names have are replaced by _, or u and the hexadecimal code point, an empty name is `empty`,
// one that would begin with a digit gets _ before it and a keyword _ behind it; _2, _3 and so on
// makes different what would be the same. Each comment has the true name.
#ifndef $P_WASMELT_HPP
#define $P_WASMELT_HPP

)";

constexpr const char class_part[] = R"(
/// An instance of the module.
class Instance {
public:
  /// Makes an instance in a store of its own, without limits. The start function has run when this
  /// returns.
  static wasmelt::Result<Instance> create(Imports imports = {}) {
    return make(nullptr, std::move(imports));
  }
  /// Makes an instance in a store, which it lives as long as.
  static wasmelt::Result<Instance> create(wasmelt::Store &store, Imports imports = {}) {
    return make(&store, std::move(imports));
  }

  /// The instance for functions of C; stays this one's.
  ::$P_t *get() const noexcept { return instance_.get(); }
)";

constexpr const char closing[] = R"(
private:
  struct Destroy {
    bool owns; // Others go with their store.
    void operator()(::$P_t *instance) const noexcept {
      if (owns)
        ::$P_destroy(instance);
    }
  };

  Instance(::$P_t *instance, bool owns, std::shared_ptr<Imports> imports)
      : imports_(std::move(imports)), instance_(instance, Destroy{owns}) {}

  static wasmelt::Result<Instance> make(wasmelt::Store *store, Imports &&imports) {
    auto kept = std::make_shared<Imports>(std::move(imports));
    ::$P_imports_t provided = {};
$PROVIDE    wasmelt_error_t *error = nullptr;
    // What was made may be known to others in the store, even if the instance is none.
    if (store)
      store->keep(kept);
    ::$P_t *made = ::$P_create(store ? store->get() : nullptr, &provided, &error);
    if (!made)
      return wasmelt::Error(error);
    return Instance(made, !store, std::move(kept));
  }

  std::shared_ptr<Imports> imports_;
  std::unique_ptr<::$P_t, Destroy> instance_;
};

} // namespace $P

#endif
)";

constexpr const char function_part[] = R"(
  /// $TEXT
  wasmelt::Result<$R> $N($PARAMETERS) {
$RESULTS    return wasmelt::detail::finish(::$C(get()$ARGUMENTS)$STORED);
  }
  /// The function itself, to be imported elsewhere or put into tables.
  const wasmelt_function_t *$N_function() const noexcept { return ::$C_function(get()); }
)";

constexpr const char tag_part[] = R"(
  /// $TEXT
  wasmelt_tag_t *$N() const noexcept { return ::$C(get()); }
)";

/// A value.
std::string cppType(const wasm::Module &module, wasm::ValueType type) {
  std::string text = cType(module, type);
  if (text.back() == ' ')
    text.pop_back();
  return text;
}

/// What a function returns.
std::string returned(const wasm::Module &module, const wasm::ResultType &types) {
  if (types.empty())
    return "void";
  std::string list;
  for (wasm::ValueType type : types)
    append(list, cppType(module, type));
  return types.size() == 1 ? list : "std::tuple<" + list + ">";
}

class Writer {
public:
  Writer(const wasm::Module &module, const std::string &prefix)
      : module_(module), prefix_(prefix), names_(cNames(module, prefix)),
        members_(cppMembers(module)) {}

  std::string write() {
    bool has_wasi = wasm::importsWasi(module_);
    text_ = std::string("\n#include <wasmelt/wasmelt.hpp>\n") +
            (has_wasi ? "#include <wasmelt/wasi.hpp>\n" : "") + "\nnamespace " + prefix_ +
            " {\n\n/// What the module imports.\nstruct Imports {\n";
    std::string provided;
    if (has_wasi) {
      text_ +=
          "  /// Provides the functions of WASI for which there is none below: Wasi::get. Has to "
          "live as long as\n  /// the instance.\n  wasmelt_wasi_t *wasi = nullptr;\n";
      provided = "    provided.wasi = kept->wasi;\n";
    }
    for (size_t i = 0; i < module_.imports.size(); ++i)
      provided += writeImport(module_.imports[i], names_.imports[i]);
    if (module_.imports.empty())
      provided = "    (void)provided;\n";
    text_ += "};\n" + fill(class_part, {{"P", prefix_}});
    for (size_t i = 0; i < module_.exports.size(); ++i)
      writeExport(module_.exports[i], names_.exports[i], members_[i]);
    return text_ + fill(closing, {{"PROVIDE", provided}, {"P", prefix_}});
  }

private:
  /// Returns how it is provided.
  std::string writeImport(const wasm::Import &import, const std::string &name) {
    text_ += "  /// " + describe(module_, import) + "\n";
    const char *object = "";
    switch (import.kind) {
    case wasm::ExternKind::Function: {
      const wasm::FunctionType &type = module_.functionType(import.index);
      std::string params;
      for (wasm::ValueType param : type.params)
        append(params, cppType(module_, param));
      text_ += "  wasmelt::HostFunction<" + returned(module_, type.results) + "(" + params + ")> " +
               name + "{};\n";
      return fill("    provided.$N = kept->$N.native();\n"
                  "    provided.$N_env = kept->$N.env();\n"
                  "    provided.$N_function = kept->$N.existing();\n",
                  {{"N", name}});
    }
    case wasm::ExternKind::Table:
      object = "table";
      break;
    case wasm::ExternKind::Memory:
      object = "memory";
      break;
    case wasm::ExternKind::Global:
      object = "global";
      break;
    case wasm::ExternKind::Tag:
      object = "tag";
      break;
    }
    text_ += std::string("  wasmelt_") + object + "_t *" + name + " = nullptr;\n";
    return fill("    provided.$N = kept->$N;\n", {{"N", name}});
  }

  void writeExport(const wasm::Export &e, const std::string &c_name, const std::string &name) {
    std::string text = describe(module_, e), type;
    switch (e.kind) {
    case wasm::ExternKind::Function:
      return writeFunction(module_.functionType(e.index), text, c_name, name);
    case wasm::ExternKind::Tag:
      text_ += fill(tag_part, {{"TEXT", text}, {"N", name}, {"C", c_name}});
      return;
    case wasm::ExternKind::Memory:
      type = "wasmelt::Memory";
      break;
    case wasm::ExternKind::Table:
      type = "wasmelt::Table<" + cppType(module_, module_.tables[e.index].type.element) + ">";
      break;
    case wasm::ExternKind::Global: {
      const wasm::GlobalType &global = module_.globals[e.index].type;
      type = "wasmelt::Global<" + cppType(module_, global.type) + ", " +
             (global.is_mutable ? "true" : "false") + ">";
      break;
    }
    }
    text_ += fill("\n  /// $TEXT\n  $R $N() const noexcept { return $R(::$C(get())); }\n",
                  {{"TEXT", text}, {"R", type}, {"N", name}, {"C", c_name}});
  }

  void writeFunction(const wasm::FunctionType &type, const std::string &text,
                     const std::string &c_name, const std::string &name) {
    std::string params, arguments, results, stored;
    for (size_t i = 0; i < type.params.size(); ++i) {
      std::string number = std::to_string(i);
      bool is_vector = type.params[i].isVector();
      append(params, is_vector ? "const wasmelt_v128_t &p" + number
                               : cType(module_, type.params[i]) + "p" + number);
      arguments += (is_vector ? ", &p" : ", p") + number;
    }
    for (size_t i = 0; i < type.results.size(); ++i) {
      std::string result = "result" + (type.results.size() > 1 ? std::to_string(i) : "");
      results += "    " + cType(module_, type.results[i]) + result + "{};\n";
      arguments += ", &" + result;
      stored += ", " + result;
    }
    text_ += fill(function_part, {{"TEXT", text},
                                  {"RESULTS", results},
                                  {"R", returned(module_, type.results)},
                                  {"PARAMETERS", params},
                                  {"ARGUMENTS", arguments},
                                  {"STORED", stored},
                                  {"N", name},
                                  {"C", c_name}});
  }

  const wasm::Module &module_;
  const std::string &prefix_;
  CNames names_;
  std::vector<std::string> members_;
  std::string text_;
};

} // namespace

std::string cppHeader(const wasm::Module &module, const std::string &prefix) {
  // An example: the first function.
  std::string imports;
  CNames names = cNames(module, prefix);
  if (wasm::importsWasi(module))
    imports = "{.wasi = wasi.get()}";
  for (size_t i = 0; i < module.imports.size() && imports.empty(); ++i)
    if (module.imports[i].kind == wasm::ExternKind::Function)
      imports = "{." + names.imports[i] + " = [&](...) { ... }}";
  return fill(opening, {{"IMPORTS", imports}, {"P", prefix}}) + cDeclarations(module, prefix) +
         Writer(module, prefix).write();
}

} // namespace wasmelt::bindings
