// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/bindings/python_module.h"

#include "compiler/bindings/c_names.h"
#include "compiler/bindings/c_types.h"
#include "compiler/bindings/identifiers.h"
#include "compiler/bindings/template_text.h"
#include "compiler/wasm/wasi_modules.h"

namespace wasmelt::bindings {

namespace {

constexpr const char runtime[] =
#include "python_runtime.inc"
    ;

constexpr const char opening[] =
    R"PYTHON(# Written by wasmelt. To be changed in the module, not here.
"""A WebAssembly module in Python.

    with Instance($EXAMPLE) as instance:
        ...

Instance has a method for each function that the module exports, and a property for each memory, global, table and
tag; Imports has a parameter for each import. Numbers are int and float, a v128 is bytes, a reference a Function, any
object (externref) or None. An int has to fit, as a signed number or as an unsigned one; results are signed. What goes
wrong is raised: a Trap, an Exit, another Error, or what a function that was imported raised. After that the instance
stays usable.

It loads $FILE and libwasmelt, whose wasmelt.h says what holds for stores and threads: one thread at a time may use
what is in a store, and other threads of Python run meanwhile.

Names. Characters that names in C do not have are replaced: other ASCII characters by _, the rest by u and the
hexadecimal code point; an empty name is `empty`. A name that would begin with a digit gets _ before it, a keyword of
Python _ behind it; of several _ at its beginning one stays. If a name is taken, _2, _3 and so on is added, names that
are written as in the module being given first. An import is called by the module and the name that it is imported by,
with _ between them. Instance.exports has the true names.
"""

from __future__ import annotations

)PYTHON";

constexpr const char instance_part[] = R"PYTHON(

class Instance(_Instance):
    """An instance of the module: Instance(imports, store=..., library=...)."""
    _FILE = $FILE
    _IMPORTS = ($IMPORTS)
    _EXPORTS = ($EXPORTS)
)PYTHON";

constexpr const char function_part[] = R"PYTHON(
    def $N(self$PARAMETERS) -> $RESULT:
        r"""$TEXT"""
        return self._export($I)($ARGUMENTS)
)PYTHON";

constexpr const char object_part[] = R"PYTHON(
    @property
    def $N(self) -> $KIND:
        r"""$TEXT"""
        return self._export($I)
)PYTHON";

const std::set<std::string_view> &pythonKeywords() {
  static const std::set<std::string_view> set = {
      "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
      "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
      "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
      "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};
  return set;
}

/// Python gives names in classes that begin with more than one _ a meaning of their own.
std::string pythonName(std::string name) {
  while (name.starts_with("__"))
    name.erase(0, 1);
  return name;
}

std::string literal(std::string_view text) {
  std::string result = "\"";
  char escape[8];
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      (result += '\\') += c;
    else if (byte >= 0x20 && byte != 0x7f)
      result += c; // the text is in UTF-8, as Python's sources are
    else {
      std::snprintf(escape, sizeof escape, "\\x%02x", unsigned(byte));
      result += escape;
    }
  }
  return result + "\"";
}

/// A tuple's items.
template <class Items>
std::string literals(const Items &items) {
  std::string list;
  for (const std::string &item : items)
    list += literal(item) + ", ";
  if (!list.empty())
    list.pop_back();
  return list;
}

const char *pythonType(const wasm::Module &module, wasm::ValueType type) {
  switch (type.kind()) {
  case wasm::ValueType::I32:
  case wasm::ValueType::I64:
    return "int";
  case wasm::ValueType::F32:
  case wasm::ValueType::F64:
    return "float";
  case wasm::ValueType::V128:
    return "bytes";
  case wasm::ValueType::Ref:
  case wasm::ValueType::Bottom:
    break;
  }
  return isFunctionReference(module, type) ? "Function | None" : "object";
}

const char *objectKind(wasm::ExternKind kind) {
  switch (kind) {
  case wasm::ExternKind::Function:
    return "Function";
  case wasm::ExternKind::Table:
    return "Table";
  case wasm::ExternKind::Memory:
    return "Memory";
  case wasm::ExternKind::Global:
    return "Global";
  case wasm::ExternKind::Tag:
    break;
  }
  return "Tag";
}

std::vector<std::string> importNames(const wasm::Module &module) {
  Identifiers scope(pythonKeywords());
  for (const char *word : {"self", "wasi"})
    scope.reserve(word);
  std::vector<std::string> plain, names(module.imports.size());
  for (const wasm::Import &import : module.imports)
    plain.push_back(isIdentifier(import.module) && isIdentifier(import.field) ? import.module : "");
  for (size_t i : namingOrder(plain)) {
    const wasm::Import &import = module.imports[i];
    names[i] =
        scope.take(pythonName(identifierOf(import.module) + "_" + identifierOf(import.field)));
  }
  return names;
}

std::vector<std::string> exportNames(const wasm::Module &module) {
  Identifiers scope(pythonKeywords());
  // What the class has (python_runtime.py), and what its declarations use.
  for (const char *word :
       {"_FILE", "_IMPORTS", "_EXPORTS", "_address", "_export", "_imports", "_make", "_objects",
        "_owned", "_store", "close", "exports", "initialize", "property", "run", "store"})
    scope.reserve(word);
  std::vector<std::string> wanted, names(module.exports.size());
  for (const wasm::Export &e : module.exports)
    wanted.push_back(e.name);
  for (size_t i : namingOrder(wanted))
    names[i] = scope.take(pythonName(identifierOf(wanted[i])));
  return names;
}

class Writer {
public:
  explicit Writer(const wasm::Module &module)
      : module_(module), imports_(importNames(module)), exports_(exportNames(module)) {}

  std::string write(const std::string &library) {
    std::vector<std::string> true_names;
    for (const wasm::Export &e : module_.exports)
      true_names.push_back(e.name);
    if (hasImports())
      writeImports();
    text_ += fill(instance_part, {{"FILE", literal(library)},
                                  {"IMPORTS", literals(imports_)},
                                  {"EXPORTS", literals(true_names)}});
    for (size_t i = 0; i < exports_.size(); ++i)
      writeExport(i);
    return std::move(text_);
  }

  std::string example() const {
    if (wasm::importsWasi(module_))
      return "Imports(wasi=wasi)";
    return imports_.empty() ? "" : "Imports(" + imports_[0] + "=...)";
  }

private:
  bool hasImports() const { return !imports_.empty(); }

  void writeImports() {
    text_ += "\n\nclass Imports:\n"
             "    r\"\"\"What the module imports: functions of Python's or those that exist, and "
             "memories, tables, globals and\n    tags that exist in the store that the instance "
             "is made in.\n\n";
    std::string parameters, body;
    if (wasm::importsWasi(module_)) {
      text_ +=
          "    wasi: a Wasi, which provides its functions where there is none of those below\n";
      parameters += ", wasi=None";
      body += "        self.wasi = wasi\n";
    }
    for (size_t i = 0; i < imports_.size(); ++i) {
      text_ += "    " + imports_[i] + ": " + describe(module_, module_.imports[i]) + "\n";
      parameters += ", " + imports_[i] + "=None";
      body += "        self." + imports_[i] + " = " + imports_[i] + "\n";
    }
    text_ += "    \"\"\"\n\n    def __init__(self, *" + parameters + "):\n" + body;
  }

  void writeExport(size_t i) {
    const wasm::Export &e = module_.exports[i];
    const std::string number = std::to_string(i), text = describe(module_, e);
    if (e.kind != wasm::ExternKind::Function) {
      text_ +=
          fill(object_part,
               {{"N", exports_[i]}, {"KIND", objectKind(e.kind)}, {"TEXT", text}, {"I", number}});
      return;
    }
    const wasm::FunctionType &type = module_.functionType(e.index);
    std::string parameters, arguments, results;
    for (size_t k = 0; k < type.params.size(); ++k) {
      std::string name = "p" + std::to_string(k);
      parameters += ", " + name + ": " + pythonType(module_, type.params[k]);
      append(arguments, name);
    }
    for (wasm::ValueType result : type.results)
      append(results, pythonType(module_, result));
    if (results.empty())
      results = "None";
    else if (type.results.size() > 1)
      results = "tuple[" + results + "]";
    text_ += fill(function_part, {{"N", exports_[i]},
                                  {"PARAMETERS", parameters},
                                  {"RESULT", results},
                                  {"TEXT", text},
                                  {"I", number},
                                  {"ARGUMENTS", arguments}});
  }

  const wasm::Module &module_;
  const std::vector<std::string> imports_, exports_;
  std::string text_;
};

} // namespace

std::string pythonModule(const wasm::Module &module, const std::string &library) {
  Writer writer(module);
  return fill(opening, {{"EXAMPLE", writer.example()}, {"FILE", quoted(library)}}) + runtime +
         "\n\n# ---- The module\n" + writer.write(library);
}

} // namespace wasmelt::bindings
