// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The branch hints of a module (spec appendix "Custom Sections", section
// metadata.code.branch_hint).
#include "compiler/wasm/branch_hints.h"
#include "compiler/wasm/byte_reader.h"
#include "compiler/wasm/instruction_reader.h"

#include <algorithm>

namespace wasmelt::wasm {

namespace {

constexpr std::string_view kSection = "metadata.code.branch_hint";

[[noreturn]] void malformed(const ByteReader &reader, uint64_t offset, const char *what) {
  reader.fail(Error::Kind::Malformed, offset, "@" + std::string(kSection) + " annotation: " + what);
}

/// All of a section's hints, by offset. Throws Error.
std::vector<BranchHint> readHints(const Module &module, const CustomSection &section) {
  const ErrorContext context{module, {}};
  const auto begin = static_cast<uint64_t>(section.bytes.data() - module.bytes.data());
  ByteReader reader(context, begin, begin + section.bytes.size());
  std::vector<BranchHint> hints;
  int64_t last_function = -1;
  for (uint32_t functions = reader.u32(); functions > 0; --functions) {
    const uint64_t offset = reader.offset();
    const uint32_t index = reader.u32();
    if (index >= module.functions.size() || module.functions[index].import)
      malformed(reader, offset, "not in a function");
    if (index <= last_function)
      malformed(reader, offset, "functions out of order");
    last_function = index;
    const Function &function = module.functions[index];
    int64_t last_position = -1;
    for (uint32_t left = reader.u32(); left > 0; --left) {
      const uint64_t hint_offset = reader.offset();
      const uint32_t position = reader.u32();
      if (position == last_position)
        malformed(reader, hint_offset, "duplicate annotation");
      if (position < last_position)
        malformed(reader, hint_offset, "hints out of order");
      last_position = position;
      if (position >= function.body_end - function.body_begin)
        malformed(reader, hint_offset, "invalid target");
      if (reader.u32() != 1)
        malformed(reader, hint_offset, "invalid length");
      const uint8_t value = reader.u8();
      if (value > 1)
        malformed(reader, hint_offset, "invalid value");
      hints.push_back({.offset = function.body_begin + position, .likely = value == 1});
    }
  }
  if (!reader.atEnd())
    malformed(reader, reader.offset(), "bytes after the last hint");
  return hints;
}

} // namespace

void decodeBranchHints(Module &module, const FeatureSet &features) {
  for (const CustomSection &section : module.custom_sections) {
    if (section.name != kSection)
      continue;
    const ErrorContext context{module, {}};
    context.require(features, Feature::BranchHints,
                    static_cast<uint64_t>(section.bytes.data() - module.bytes.data()),
                    "section " + std::string(kSection));
    try {
      module.branch_hints = readHints(module, section);
    } catch (const Error &) {
    }
    return;
  }
}

void validateBranchHints(const Module &module, const FeatureSet &features) {
  bool found = false;
  for (const CustomSection &section : module.custom_sections) {
    if (section.name != kSection)
      continue;
    const ErrorContext context{module, {}};
    if (found)
      context.fail(Error::Kind::Malformed, section.offset,
                   "@" + std::string(kSection) + " annotation: duplicate section");
    found = true;
    readHints(module, section);
  }
  for (uint32_t f = module.importedFunctionCount; f < module.functions.size(); ++f) {
    const Function &function = module.functions[f];
    auto hint =
        std::ranges::lower_bound(module.branch_hints, function.body_begin, {}, &BranchHint::offset);
    if (hint == module.branch_hints.end() || hint->offset >= function.body_end)
      continue;
    const ErrorContext context{module, f};
    InstructionReader reader(context, f, features);
    for (Instruction instruction; reader.next(instruction);) {
      if (hint == module.branch_hints.end() || hint->offset > instruction.offset)
        continue;
      if (hint->offset < instruction.offset ||
          (instruction.opcode != Opcode::if_ && instruction.opcode != Opcode::br_if))
        context.fail(Error::Kind::Invalid, hint->offset,
                     "@" + std::string(kSection) + " annotation: invalid target");
      ++hint;
    }
    if (hint != module.branch_hints.end() && hint->offset < function.body_end)
      context.fail(Error::Kind::Invalid, hint->offset,
                   "@" + std::string(kSection) + " annotation: invalid target");
  }
}

} // namespace wasmelt::wasm
