// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/bindings/c_names.h"

#include "compiler/bindings/identifiers.h"

#include <span>

namespace wasmelt::bindings {

namespace {

/// What else is called after an export of this kind.
std::span<const char *const> exportSuffixes(wasm::ExternKind kind) {
  static constexpr const char *function[] = {"_function"};
  static constexpr const char *table[] = {"_size", "_get", "_set", "_grow"};
  static constexpr const char *memory[] = {"_data", "_size", "_read", "_write", "_grow"};
  static constexpr const char *global[] = {"_get", "_set"};
  switch (kind) {
  case wasm::ExternKind::Function:
    return function;
  case wasm::ExternKind::Table:
    return table;
  case wasm::ExternKind::Memory:
    return memory;
  case wasm::ExternKind::Global:
    return global;
  case wasm::ExternKind::Tag:
    break;
  }
  return {};
}

constexpr const char *import_suffixes[] = {"_env", "_function"};

std::vector<std::string> takeExports(Identifiers &scope, const wasm::Module &module,
                                     const std::string &prefix,
                                     std::span<const char *const> (*suffixes)(wasm::ExternKind)) {
  std::vector<std::string> wanted;
  for (const wasm::Export &e : module.exports)
    wanted.push_back(e.name);
  std::vector<std::string> names(wanted.size());
  for (size_t i : namingOrder(wanted))
    names[i] = scope.take(prefix + identifierOf(wanted[i]), suffixes(module.exports[i].kind));
  return names;
}

} // namespace

CNames cNames(const wasm::Module &module, const std::string &prefix) {
  CNames names;
  Identifiers global(cKeywords());
  for (const char *word : {"t", "handle", "imports", "imports_t", "create", "destroy", "instance",
                           "from_instance", "library"})
    global.reserve(prefix + "_" + word);
  global.reserve(librarySymbol(prefix));
  names.exports = takeExports(global, module, prefix + "_", exportSuffixes);

  Identifiers members(cKeywords());
  std::vector<std::string> wanted;
  for (const wasm::Import &import : module.imports) {
    bool is_plain = isIdentifier(import.module) && isIdentifier(import.field);
    // What is not plain comes later, whatever its parts are.
    wanted.push_back(is_plain ? import.module + "_" + import.field : "");
  }
  names.imports.resize(wanted.size());
  for (size_t i : namingOrder(wanted)) {
    const wasm::Import &import = module.imports[i];
    bool is_function = import.kind == wasm::ExternKind::Function;
    names.imports[i] = members.take(identifierOf(import.module) + "_" + identifierOf(import.field),
                                    is_function ? import_suffixes : std::span<const char *const>());
  }
  return names;
}

std::vector<std::string> cppMembers(const wasm::Module &module) {
  Identifiers members(cKeywords());
  // What the class has, what its declarations mention, and macros of C's library.
  for (const char *word :
       {"Instance",  "Imports", "Destroy", "create",   "get",      "make",   "imports_",
        "instance_", "wasmelt", "std",     "int32_t",  "int64_t",  "assert", "errno",
        "stdin",     "stdout",  "stderr",  "NULL",     "EOF",      "va_arg", "va_start",
        "va_end",    "va_copy", "setjmp",  "offsetof", "INFINITY", "NAN",    "HUGE_VAL"})
    members.reserve(word);
  return takeExports(members, module, "", [](wasm::ExternKind kind) {
    return kind == wasm::ExternKind::Function ? exportSuffixes(kind)
                                              : std::span<const char *const>();
  });
}

std::string librarySymbol(const std::string &prefix) { return prefix + "_wasmelt_library"; }

std::string prefixFromFile(std::string_view path) {
  size_t slash = path.rfind('/');
  std::string_view name = slash == path.npos ? path : path.substr(slash + 1);
  if (size_t dot = name.find('.'); dot != name.npos && dot)
    name = name.substr(0, dot);
  if (name.starts_with("lib") && name.size() > 3)
    name.remove_prefix(3);
  std::string prefix;
  for (char c : identifierOf(name))
    if (c != '_' || (!prefix.empty() && prefix.back() != '_'))
      prefix += c;
  if (prefix.empty())
    return "module";
  return whyNoPrefix(prefix).empty() ? prefix : "module_" + prefix;
}

std::string whyNoPrefix(const std::string &prefix) {
  if (!isIdentifier(prefix))
    return "is not an identifier: write letters, digits and _, a letter first";
  if (prefix[0] == '_' || prefix.find("__") != prefix.npos)
    return "is not allowed: C and C++ keep names that begin with _ or have two of them for "
           "themselves";
  if (prefix.starts_with("wasmelt") || prefix.starts_with("wasm_") || prefix == "wasm")
    return "is wasmelt's own prefix; choose another";
  if (cKeywords().contains(prefix) || prefix == "std")
    return "means something else in C or C++; choose another";
  return "";
}

std::string whyNoNamespace(const std::string &prefix) {
  // Functions that C++'s headers may declare outside of any namespace.
  static constexpr std::string_view functions =
      " abort abs accept access acos alarm asin atan atexit atof atoi atol bind bsearch calloc "
      "ceil "
      "chdir chmod chown clock close connect cos crypt daemon div dup erf execl exit exp fabs "
      "fclose "
      "fflush fgets floor fmod fopen fork fprintf fputs fread free frexp fscanf fseek ftell fwrite "
      "gamma getc getchar getenv gets gmtime index ioctl isalpha isatty isdigit isspace j0 j1 jn "
      "kill "
      "labs ldexp link listen localtime log log10 log2 longjmp lseek malloc memcpy memmove memset "
      "mkdir mktime modf nice open pause perror pipe poll pow printf putc puts qsort raise rand "
      "random read realloc recv remainder remove rename rewind rindex rint rmdir round scanf "
      "select "
      "send setjmp shutdown signal sin sleep socket sprintf sqrt srand stat strcat strchr strcmp "
      "strcpy strlen strtod strtok strtol swab symlink sync system tan time tmpfile times trunc "
      "truncate umask ungetc unlink wait write y0 y1 yn ";
  if (functions.find(" " + prefix + " ") == functions.npos)
    return "";
  return "is a function of C's library, and cannot be a namespace, too; choose another with "
         "--namespace";
}

} // namespace wasmelt::bindings
