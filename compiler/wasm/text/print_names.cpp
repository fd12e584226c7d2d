// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/print_names.h"
#include "compiler/wasm/text/lexer.h"

#include <unordered_set>

namespace wasmelt::wasm::text {

std::string quoted(std::string_view bytes, bool is_name) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string text = "\"";
  text.reserve(bytes.size() + 2);
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !is_name)) {
      text += '\\';
      text += kHex[byte >> 4];
      text += kHex[byte & 15];
    } else {
      text += c;
    }
  }
  return text += '"';
}

std::string quoted(std::span<const uint8_t> bytes) {
  return quoted({reinterpret_cast<const char *>(bytes.data()), bytes.size()}, /*is_name=*/false);
}

std::string identifier(std::string_view name) {
  for (char c : name)
    if (!isIdChar(c))
      return "$" + quoted(name, /*is_name=*/true);
  return "$" + std::string(name);
}

PrintedNames::PrintedNames(size_t size, const std::vector<std::string> &names) : entries_(size) {
  for (size_t i = 0; i < size && i < names.size(); ++i)
    entries_[i].name = names[i];
  makeIds();
}

PrintedNames::PrintedNames(size_t size, const std::map<uint32_t, std::string> &names)
    : entries_(size) {
  for (const auto &[index, name] : names)
    if (index < size)
      entries_[index].name = name;
  makeIds();
}

void PrintedNames::makeIds() {
  std::unordered_set<std::string_view> taken;
  for (Entry &entry : entries_)
    if (!entry.name.empty() && taken.insert(entry.name).second)
      entry.id = identifier(entry.name);
}

std::string PrintedNames::definition(uint32_t index, bool numbered) const {
  std::string text;
  if (hasName(index)) {
    const Entry &entry = entries_[index];
    text = " " + (entry.id.empty() ? "(@name " + quoted(entry.name, true) + ")" : entry.id);
  }
  return numbered ? text + " (;" + std::to_string(index) + ";)" : text;
}

std::string PrintedNames::use(uint32_t index) const {
  if (index < entries_.size() && !entries_[index].id.empty())
    return entries_[index].id;
  return std::to_string(index);
}

ModulePrintedNames::ModulePrintedNames(const Module &module)
    : module(module), types(module.types.size(), module.type_names),
      functions(module.functions.size(), module.function_names),
      tables(module.tables.size(), module.table_names),
      memories(module.memories.size(), module.memory_names),
      globals(module.globals.size(), module.global_names),
      tags(module.tags.size(), module.tag_names),
      elements(module.elements.size(), module.element_names),
      datas(module.datas.size(), module.data_names) {
  for (const auto &[type, names] : module.field_names)
    if (type < module.types.size())
      fields.emplace(type, PrintedNames(module.types[type].fields.size(), names));
}

const PrintedNames &ModulePrintedNames::of(ExternKind kind) const {
  switch (kind) {
  case ExternKind::Function:
    return functions;
  case ExternKind::Table:
    return tables;
  case ExternKind::Memory:
    return memories;
  case ExternKind::Global:
    return globals;
  case ExternKind::Tag:
    break;
  }
  return tags;
}

std::string ModulePrintedNames::field(uint32_t type, uint32_t index) const {
  auto found = fields.find(type);
  return found == fields.end() ? std::to_string(index) : found->second.use(index);
}

std::string ModulePrintedNames::heapType(HeapType type) const {
  return type.kind == HeapType::Concrete ? types.use(type.index) : type.str();
}

std::string ModulePrintedNames::valueType(const ValueType &type) const {
  if (!type.isRef() || type.heap().kind != HeapType::Concrete)
    return type.str();
  return std::string("(ref ") + (type.nullable() ? "null " : "") + types.use(type.heap().index) +
         ")";
}

std::string ModulePrintedNames::signature(std::span<const ValueType> params,
                                          std::span<const ValueType> results) const {
  std::string text;
  auto list = [&](const char *word, std::span<const ValueType> types) {
    if (types.empty())
      return;
    text += std::string(" (") + word;
    for (const ValueType &type : types)
      text += " " + valueType(type);
    text += ")";
  };
  list("param", params);
  list("result", results);
  return text;
}

} // namespace wasmelt::wasm::text
