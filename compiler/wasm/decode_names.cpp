// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The name section.
#include "compiler/wasm/decode_names.h"
#include "compiler/wasm/byte_reader.h"

namespace wasmelt::wasm {

namespace {

enum NameSubsection : uint8_t {
  kModule,
  kFunctions,
  kLocals,
  kLabels,
  kTypes,
  kTables,
  kMemories,
  kGlobals,
  kElements,
  kDatas,
  kFields,
  kTags,
};

/// A name map; names of what does not exist are skipped. Throws Error if malformed.
std::vector<std::string> readNameMap(ByteReader reader, size_t index_space) {
  std::vector<std::string> names(index_space);
  for (uint32_t left = reader.u32(); left > 0; --left) {
    const uint32_t index = reader.u32();
    const std::string_view name = reader.name();
    if (index < index_space)
      names[index] = name;
  }
  return names;
}

/// Names of parts of functions or types. How many parts there are is not looked at.
Module::IndirectNames readIndirectNameMap(ByteReader reader, size_t index_space) {
  Module::IndirectNames names;
  for (uint32_t left = reader.u32(); left > 0; --left) {
    const uint32_t index = reader.u32();
    std::map<uint32_t, std::string> parts;
    for (uint32_t parts_left = reader.u32(); parts_left > 0; --parts_left) {
      const uint32_t part = reader.u32();
      parts.emplace_hint(parts.end(), part, reader.name());
    }
    if (index < index_space)
      names.emplace_hint(names.end(), index, std::move(parts));
  }
  return names;
}

void readSubsections(Module &module, ByteReader reader) {
  for (int last_id = -1; !reader.atEnd();) {
    const uint8_t id = reader.u8();
    if (id <= last_id) // each at most once, in order; repetition could also take forever
      return;
    last_id = id;
    ByteReader content = reader.sub(reader.u32());
    switch (id) {
    case kModule:
      module.module_name = content.name();
      break;
    case kFunctions:
      module.function_names = readNameMap(content, module.functions.size());
      break;
    case kLocals:
      module.local_names = readIndirectNameMap(content, module.functions.size());
      break;
    case kLabels:
      module.label_names = readIndirectNameMap(content, module.functions.size());
      break;
    case kTypes:
      module.type_names = readNameMap(content, module.types.size());
      break;
    case kTables:
      module.table_names = readNameMap(content, module.tables.size());
      break;
    case kMemories:
      module.memory_names = readNameMap(content, module.memories.size());
      break;
    case kGlobals:
      module.global_names = readNameMap(content, module.globals.size());
      break;
    case kElements:
      module.element_names = readNameMap(content, module.elements.size());
      break;
    case kDatas:
      module.data_names = readNameMap(content, module.datas.size());
      break;
    case kFields:
      module.field_names = readIndirectNameMap(content, module.types.size());
      break;
    case kTags:
      module.tag_names = readNameMap(content, module.tags.size());
      break;
    default:
      break;
    }
  }
}

} // namespace

void decodeNames(Module &module) {
  const ErrorContext context{module, {}};
  for (const CustomSection &section : module.custom_sections) {
    if (section.name != "name")
      continue;
    const uint64_t begin = static_cast<uint64_t>(section.bytes.data() - module.bytes.data());
    try {
      readSubsections(module, ByteReader(context, begin, begin + section.bytes.size()));
    } catch (const Error &) {
      // The subsections before the malformed one have been taken over whole.
    }
    return;
  }
}

} // namespace wasmelt::wasm
