// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The name section.
#include "compiler/wasm/decode_names.h"
#include "compiler/wasm/byte_reader.h"

namespace wasmelt::wasm {

namespace {

enum NameSubsection : uint8_t { kModule = 0, kFunctions = 1, kGlobals = 7, kDatas = 9 };

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
    case kGlobals:
      module.global_names = readNameMap(content, module.globals.size());
      break;
    case kDatas:
      module.data_names = readNameMap(content, module.datas.size());
      break;
    default: // names of locals, labels, types … which nothing needs yet
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
