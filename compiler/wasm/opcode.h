// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// opcodes.def as an enum and compile-time facts.
#pragma once

#include "compiler/wasm/features.h"

#include <string>
#include <string_view>

namespace wasmelt::wasm {

/// (prefix << 12) | code: one number an instruction, whatever its prefix.
constexpr uint32_t opcodeNumber(uint32_t prefix, uint32_t code) { return prefix << 12 | code; }

enum class Opcode : uint32_t {
#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  name = opcodeNumber(prefix, code),
#include "compiler/wasm/opcodes.def"
};

/// The signature column, parsed.
struct Signature {
  bool is_special = false; ///< "*": the types are not in the table
  uint8_t operand_count = 0, result_count = 0;
  char operands[4] = {}, results[2] = {};
  uint8_t align_log2 = 0; ///< natural alignment of a memory access
  uint8_t lanes = 0;      ///< how many lanes a lane immediate chooses from

  constexpr bool usesAddressType() const {
    for (char c : operands)
      if (c == 'a')
        return true;
    return results[0] == 'a';
  }
};

consteval Signature parseSignature(std::string_view text) {
  Signature sig;
  size_t i = 0;
  auto number = [&] {
    uint8_t value = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
      value = static_cast<uint8_t>(value * 10 + (text[i] - '0'));
    return value;
  };
  if (text == "*") {
    sig.is_special = true;
    return sig;
  }
  for (; text[i] != ':'; ++i)
    sig.operands[sig.operand_count++] = text[i];
  for (++i; i < text.size() && text[i] != '@' && text[i] != '#'; ++i)
    sig.results[sig.result_count++] = text[i];
  if (i < text.size() && text[i] == '@') {
    ++i;
    sig.align_log2 = number();
  }
  if (i < text.size() && text[i] == '#') {
    ++i;
    sig.lanes = number();
  }
  if (i != text.size())
    throw "opcodes.def: malformed signature";
  return sig;
}

struct OpcodeInfo {
  const char *text;
  Signature signature;
  Feature feature;
};

/// opcode_info<Opcode::i32_add>: an instruction's row.
template <Opcode>
inline constexpr OpcodeInfo opcode_info{};
#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  template <>                                                                                      \
  inline constexpr OpcodeInfo opcode_info<Opcode::name>{text, parseSignature(signature),           \
                                                        Feature::feature};
#include "compiler/wasm/opcodes.def"

/// The text of an instruction, e.g. "i32.add"; nullptr if opcodes.def has none of that number.
const char *opcodeText(uint32_t number);

/// An instruction of a proposal that is not built yet.
struct UnsupportedOpcode {
  const char *text;
  const char *proposal;
};
/// Which one a number is, or nullptr if no proposal that we know has it.
const UnsupportedOpcode *findUnsupportedOpcode(uint32_t number);

} // namespace wasmelt::wasm
