// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/inspect_info.h"

#include "compiler/driver/compile.h"
#include "compiler/driver/inspect_note.h"
#include "compiler/driver/module_input.h"
#include "compiler/driver/validate.h"
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/validate_module.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/SHA256.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <thread>

namespace wasmelt {

namespace {

std::string limitsText(const wasm::Limits &limits, const char *unit) {
  std::string text = std::to_string(limits.min) + ".." +
                     (limits.has_max ? std::to_string(limits.max) : "") + " " + unit;
  if (limits.is_64)
    text += " (64-bit)";
  if (limits.is_shared)
    text += " (shared)";
  return text;
}

std::string memoryText(const wasm::MemoryType &type) {
  std::string text = limitsText(type.limits, "pages");
  if (type.page_size_log2 != 16)
    text += " of " + std::to_string(uint64_t(1) << type.page_size_log2) + " bytes";
  return text;
}

std::string externType(const wasm::Module &module, wasm::ExternKind kind, uint32_t index) {
  switch (kind) {
  case wasm::ExternKind::Function:
    return module.functionType(index).str();
  case wasm::ExternKind::Table: {
    const wasm::TableType &type = module.tables[index].type;
    return type.element.str() + " " + limitsText(type.limits, "elements");
  }
  case wasm::ExternKind::Memory:
    return memoryText(module.memories[index].type);
  case wasm::ExternKind::Global: {
    const wasm::GlobalType &type = module.globals[index].type;
    return (type.is_mutable ? "mut " : "") + type.type.str();
  }
  case wasm::ExternKind::Tag:
    return module.types[module.tags[index].type].function.str();
  }
  return {};
}

bool isExtended(const wasm::ConstExpr &expr) { return expr.instrs.size() > 1; }

/// What a type shows to be used.
void addType(const wasm::ValueType &type, wasm::FeatureSet &used) {
  using wasm::Feature, wasm::HeapType;
  if (type.isVector())
    used.set(Feature::Simd);
  if (!type.isRef())
    return;
  used.set(Feature::ReferenceTypes);
  const HeapType::Kind heap = type.heap().kind;
  if (!type.nullable() || heap == HeapType::Concrete)
    used.set(Feature::FunctionReferences);
  if (heap == HeapType::Exn || heap == HeapType::NoExn)
    used.set(Feature::Exceptions);
  else if (heap != HeapType::Concrete && heap != HeapType::Func && heap != HeapType::Extern)
    used.set(Feature::GC);
}

void addLimits(const wasm::Limits &limits, wasm::FeatureSet &used) {
  if (limits.is_64)
    used.set(wasm::Feature::Memory64);
  if (limits.is_shared)
    used.set(wasm::Feature::Threads);
}

void addExpression(const wasm::ConstExpr &expr, wasm::FeatureSet &used) {
  if (isExtended(expr))
    used.set(wasm::Feature::ExtendedConst);
  for (const wasm::ConstInstr &instr : expr.instrs)
    if (instr.isGC())
      used.set(wasm::Feature::GC);
}

void addDefinedType(const wasm::DefinedType &type, wasm::FeatureSet &used) {
  for (const wasm::ValueType &param : type.function.params)
    addType(param, used);
  for (const wasm::ValueType &result : type.function.results)
    addType(result, used);
  if (type.function.results.size() > 1)
    used.set(wasm::Feature::MultiValue);
  if (type.kind != wasm::DefinedType::Function || !type.is_final || !type.supertypes.empty())
    used.set(wasm::Feature::GC);
}

/// Features that show in declarations rather than instructions.
void addDeclaredFeatures(const wasm::Module &module, wasm::FeatureSet &used) {
  using wasm::Feature;
  for (const wasm::DefinedType &type : module.types)
    addDefinedType(type, used);
  if (module.tables.size() > 1)
    used.set(Feature::ReferenceTypes);
  for (const wasm::Table &table : module.tables) {
    if (table.type.element != wasm::ValueType::funcref())
      addType(table.type.element, used);
    addLimits(table.type.limits, used);
    if (table.init)
      used.set(Feature::FunctionReferences);
  }
  if (module.memories.size() > 1)
    used.set(Feature::MultiMemory);
  for (const wasm::Memory &memory : module.memories) {
    addLimits(memory.type.limits, used);
    if (memory.type.page_size_log2 != 16)
      used.set(Feature::CustomPageSizes);
  }
  for (const wasm::Global &global : module.globals) {
    if (global.type.is_mutable && global.import)
      used.set(Feature::MutableGlobals);
    addType(global.type.type, used);
    addExpression(global.init, used);
  }
  if (!module.tags.empty())
    used.set(Feature::Exceptions);
  for (const wasm::Export &e : module.exports)
    if (e.kind == wasm::ExternKind::Global && module.globals[e.index].type.is_mutable)
      used.set(Feature::MutableGlobals);
  if (module.data_count)
    used.set(Feature::BulkMemory);
  for (const wasm::DataSegment &segment : module.datas) {
    if (segment.mode == wasm::SegmentMode::Passive)
      used.set(Feature::BulkMemory);
    addExpression(segment.start, used);
  }
  for (const wasm::ElementSegment &segment : module.elements) {
    if (segment.mode == wasm::SegmentMode::Passive)
      used.set(Feature::BulkMemory);
    if (segment.mode == wasm::SegmentMode::Declarative)
      used.set(Feature::ReferenceTypes);
    // Segments of function indices are of type (ref func) without saying so.
    if (segment.type.heap().kind != wasm::HeapType::Func)
      addType(segment.type, used);
    addExpression(segment.start, used);
  }
  if (!module.branch_hints.empty())
    used.set(Feature::BranchHints);
}

// JSON both ways.

llvm::json::Array externsToJson(const std::vector<InspectExtern> &externs) {
  llvm::json::Array array;
  for (const InspectExtern &e : externs) {
    llvm::json::Object object{{"name", llvm::json::fixUTF8(e.name)}, {"type", e.type}};
    if (!e.module.empty())
      object["module"] = llvm::json::fixUTF8(e.module);
    if (!e.kind.empty())
      object["kind"] = e.kind;
    array.push_back(std::move(object));
  }
  return array;
}

llvm::json::Array stringsToJson(const std::vector<std::string> &strings) {
  llvm::json::Array array;
  for (const std::string &s : strings)
    array.push_back(llvm::json::fixUTF8(s));
  return array;
}

std::string getString(const llvm::json::Object &object, llvm::StringRef key) {
  return object.getString(key).value_or("").str();
}
uint64_t getNumber(const llvm::json::Object &object, llvm::StringRef key) {
  const llvm::json::Value *value = object.get(key);
  return value ? value->getAsUINT64().value_or(0) : 0;
}
std::vector<std::string> getStrings(const llvm::json::Object &object, llvm::StringRef key) {
  std::vector<std::string> strings;
  if (const llvm::json::Array *array = object.getArray(key))
    for (const llvm::json::Value &value : *array)
      strings.push_back(value.getAsString().value_or("").str());
  return strings;
}
std::vector<InspectExtern> getExterns(const llvm::json::Object &object, llvm::StringRef key) {
  std::vector<InspectExtern> externs;
  if (const llvm::json::Array *array = object.getArray(key))
    for (const llvm::json::Value &value : *array)
      if (const llvm::json::Object *e = value.getAsObject())
        externs.push_back({getString(*e, "module"), getString(*e, "name"), getString(*e, "kind"),
                           getString(*e, "type")});
  return externs;
}

std::string join(const std::vector<std::string> &strings, const char *separator = " ") {
  std::string text;
  for (const std::string &s : strings)
    text += (text.empty() ? "" : separator) + s;
  return text;
}

/// 8388608 as `8 MiB`.
std::string bytesText(uint64_t bytes) {
  static constexpr const char *units[] = {"bytes", "KiB", "MiB", "GiB"};
  size_t unit = 0;
  while (unit + 1 < std::size(units) && bytes && bytes % 1024 == 0)
    bytes /= 1024, ++unit;
  return std::to_string(bytes) + " " + units[unit];
}

} // namespace

std::string sha256Hex(std::string_view bytes) {
  llvm::SHA256 hash;
  hash.update(llvm::StringRef(bytes.data(), bytes.size()));
  return llvm::toHex(hash.final(), /*LowerCase=*/true);
}

std::vector<std::string> featureNames(const wasm::Module &module,
                                      wasm::FeatureSet used_by_instructions) {
  addDeclaredFeatures(module, used_by_instructions);
  std::vector<std::string> names;
  for (size_t i = 0; i < size_t(wasm::Feature::Count); ++i) {
    wasm::Feature feature = wasm::Feature(i);
    if (feature != wasm::Feature::MVP && used_by_instructions.has(feature))
      names.push_back(wasm::featureName(feature));
  }
  return names;
}

InspectInfo describeModule(const wasm::Module &module) {
  InspectInfo info;
  info.module_name = module.module_name;
  info.source_bytes = module.bytes.size();
  info.functions = module.functions.size() - module.importedFunctionCount;
  for (const wasm::Import &import : module.imports)
    info.imports.push_back({import.module, import.field, wasm::externKindName(import.kind),
                            externType(module, import.kind, import.index)});
  for (const wasm::Export &e : module.exports)
    info.exports.push_back(
        {"", e.name, wasm::externKindName(e.kind), externType(module, e.kind, e.index)});
  for (size_t i = 0; i < module.memories.size(); ++i)
    info.memories.push_back({"", std::to_string(i), "", memoryText(module.memories[i].type)});
  return info;
}

InspectInfo inspectFile(const std::string &path) {
  ModuleInput input(path);
  const std::string_view content = input.content();
  if (auto json = readInspectNote(content, path))
    return inspectInfoFromJson(*json, path);

  wasm::FeatureSet features;
  try {
    wasm::Module module = wasm::decodeModule(input.bytes(), input.name(), features);
    wasm::validateModule(module, features);
    wasm::FeatureSet used =
        validateFunctions(module, features, std::max(1u, std::thread::hardware_concurrency()));
    InspectInfo info = describeModule(module);
    info.features_used = featureNames(module, used);
    info.source_sha256 = sha256Hex(content);
    info.source_bytes = content.size();
    return info;
  } catch (const wasm::Error &error) {
    throw input.located(error);
  }
}

std::string toJson(const InspectInfo &info, bool indented) {
  llvm::json::Object object{
      {"source", llvm::json::Object{{"sha256", info.source_sha256}, {"bytes", info.source_bytes}}},
      {"functions", info.functions},
      {"imports", externsToJson(info.imports)},
      {"exports", externsToJson(info.exports)},
      {"memories", externsToJson(info.memories)},
      {"features", stringsToJson(info.features_used)},
  };
  if (!info.module_name.empty())
    object["name"] = llvm::json::fixUTF8(info.module_name);
  if (info.compilation) {
    const InspectInfo::Compilation &c = *info.compilation;
    llvm::json::Array dirs;
    for (const InspectInfo::Directory &dir : c.dirs)
      dirs.push_back(llvm::json::Object{{"host", llvm::json::fixUTF8(dir.host)},
                                        {"guest", llvm::json::fixUTF8(dir.guest)},
                                        {"readOnly", dir.read_only}});
    object["compilation"] = llvm::json::Object{{"compiler", c.compiler},
                                               {"target", c.target},
                                               {"cpu", c.cpu},
                                               {"cpuFeatures", c.features},
                                               {"cpuRequires", c.cpu_requires},
                                               {"options", c.options},
                                               {"stackSize", c.stack_size},
                                               {"maxMemory", c.max_memory},
                                               {"timeLimit", c.time_limit},
                                               {"maxOpenFiles", c.max_open_files}};
    object["capabilities"] = llvm::json::Object{{"directories", std::move(dirs)},
                                                {"environment", stringsToJson(c.env)},
                                                {"inheritEnvironment", c.inherit_env},
                                                {"listen", stringsToJson(c.listen)},
                                                {"harden", c.confinement},
                                                {"sealed", c.sealed}};
  }
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::json::OStream(stream, indented ? 2 : 0).value(std::move(object));
  return text;
}

InspectInfo inspectInfoFromJson(const std::string &json, const std::string &file_name) {
  auto value = llvm::json::parse(json);
  const llvm::json::Object *object = value ? value->getAsObject() : nullptr;
  if (!object) {
    if (!value)
      llvm::consumeError(value.takeError());
    throw Error::file(file_name, "its note by wasmelt is damaged");
  }
  InspectInfo info;
  info.module_name = getString(*object, "name");
  if (const llvm::json::Object *source = object->getObject("source")) {
    info.source_sha256 = getString(*source, "sha256");
    info.source_bytes = getNumber(*source, "bytes");
  }
  info.functions = getNumber(*object, "functions");
  info.imports = getExterns(*object, "imports");
  info.exports = getExterns(*object, "exports");
  info.memories = getExterns(*object, "memories");
  info.features_used = getStrings(*object, "features");
  if (const llvm::json::Object *c = object->getObject("compilation")) {
    InspectInfo::Compilation &compilation = info.compilation.emplace();
    compilation.compiler = getString(*c, "compiler");
    compilation.target = getString(*c, "target");
    compilation.cpu = getString(*c, "cpu");
    compilation.features = getString(*c, "cpuFeatures");
    compilation.cpu_requires = getString(*c, "cpuRequires");
    compilation.options = getString(*c, "options");
    compilation.stack_size = getNumber(*c, "stackSize");
    compilation.max_memory = getNumber(*c, "maxMemory");
    compilation.time_limit = getNumber(*c, "timeLimit");
    compilation.max_open_files = getNumber(*c, "maxOpenFiles");
    if (const llvm::json::Object *capabilities = object->getObject("capabilities")) {
      if (const llvm::json::Array *dirs = capabilities->getArray("directories"))
        for (const llvm::json::Value &dir : *dirs)
          if (const llvm::json::Object *d = dir.getAsObject())
            compilation.dirs.push_back({getString(*d, "host"), getString(*d, "guest"),
                                        d->getBoolean("readOnly").value_or(false)});
      compilation.env = getStrings(*capabilities, "environment");
      compilation.listen = getStrings(*capabilities, "listen");
      compilation.confinement = getString(*capabilities, "harden");
      compilation.inherit_env = capabilities->getBoolean("inheritEnvironment").value_or(false);
      compilation.sealed = capabilities->getBoolean("sealed").value_or(false);
    }
  }
  return info;
}

std::string toText(const InspectInfo &info) {
  std::string text;
  auto line = [&](const char *label, const std::string &value) {
    std::string name(label);
    name.resize(std::max<size_t>(name.size() + 1, 14), ' ');
    text += name + value + "\n";
  };
  auto list = [&](const char *label, const std::vector<InspectExtern> &externs) {
    line(label, externs.empty() ? "none" : std::to_string(externs.size()));
    for (const InspectExtern &e : externs)
      text += "  " + (e.kind.empty() ? "" : e.kind + " ") +
              (e.module.empty() ? "" : e.module + ".") + e.name + " " + e.type + "\n";
  };
  if (!info.module_name.empty())
    line("module:", info.module_name);
  line("source:", "sha256 " + info.source_sha256 + ", " + std::to_string(info.source_bytes) +
                      " bytes, " + std::to_string(info.functions) + " functions");
  if (info.compilation) {
    const InspectInfo::Compilation &c = *info.compilation;
    line("compiler:", c.compiler);
    line("target:", c.target + ", cpu " + c.cpu + (c.features.empty() ? "" : " " + c.features));
    line("needs:", c.cpu_requires.empty() ? "any CPU of the architecture" : c.cpu_requires);
    line("options:", c.options);
    line("stack:", bytesText(c.stack_size));
    if (c.max_memory)
      line("memory cap:", bytesText(c.max_memory));
    if (c.time_limit)
      line("time limit:", c.time_limit % 1000000000
                              ? std::to_string(c.time_limit / 1000000) + " ms"
                              : std::to_string(c.time_limit / 1000000000) + " s");
    if (c.max_open_files)
      line("open files:", std::to_string(c.max_open_files) + " at most");
  }
  line("features:",
       info.features_used.empty() ? "none beyond WebAssembly 1.0" : join(info.features_used));
  list("memories:", info.memories);
  list("imports:", info.imports);
  list("exports:", info.exports);
  if (info.compilation) {
    const InspectInfo::Compilation &c = *info.compilation;
    line("directories:", c.dirs.empty() ? "none granted" : std::to_string(c.dirs.size()));
    for (const InspectInfo::Directory &dir : c.dirs)
      text += "  " + dir.host + (dir.guest == dir.host ? "" : " as " + dir.guest) +
              (dir.read_only ? " (read only)" : "") + "\n";
    line("environment:", c.inherit_env ? "all" : c.env.empty() ? "none granted" : join(c.env));
    line("listens on:", c.listen.empty() ? "nothing granted" : join(c.listen));
    line("sealed:",
         c.sealed ? "yes" : "no (WASMELT_DIRS, WASMELT_ENV and WASMELT_LISTEN can grant more)");
    if (!c.confinement.empty())
      line("hardened:", c.confinement);
  }
  return text;
}

} // namespace wasmelt
